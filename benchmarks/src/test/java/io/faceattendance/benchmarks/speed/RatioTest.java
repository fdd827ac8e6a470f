package io.faceattendance.benchmarks.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatioTest {
  private static final double FLOOR = 0.8;

  @Test
  void holdsAtItsFloorAndAbove() {
    assertThat(new Ratio("search", 10, 8, FLOOR).holds()).isTrue();
    assertThat(new Ratio("search", 10, 30, FLOOR).holds()).isTrue();
  }

  @Test
  void failsBelowItsFloor() {
    assertThat(new Ratio("search", 10, 7.9, FLOOR).holds()).isFalse();
  }

  @Test
  void failsWhenTheLibraryTakesTwiceAsLongAsBefore() {
    Ratio before = new Ratio("search", 10, 9, FLOOR);
    Ratio slowedDown = new Ratio("search", 2 * before.libraryMillis(), 9, FLOOR);

    assertThat(before.holds()).isTrue();
    assertThat(slowedDown.holds()).isFalse();
  }

  @Test
  void doesNotDependOnTheMachine() {
    Ratio here = new Ratio("search", 10, 9, FLOOR);
    Ratio onAMachineOfHalfTheSpeed = new Ratio("search", 20, 18, FLOOR);

    assertThat(onAMachineOfHalfTheSpeed.value()).isEqualTo(here.value());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, 0, -1, Double.POSITIVE_INFINITY})
  void refusesATimeThatWasNotMeasured(double missing) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Ratio("search", missing, 1, FLOOR));
    assertThatIllegalArgumentException().isThrownBy(() -> new Ratio("search", 1, missing, FLOOR));
  }

  @Test
  void saysWhichRatioFailedAndByHowMuch() {
    assertThat(new Ratio("search", 10, 4, FLOOR).toString())
        .startsWith("FAIL")
        .contains("search", "0.400", "floor 0.800");
  }
}
