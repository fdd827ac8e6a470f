package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.detect.internal.OpenCvCascade.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CascadeGroupsTest {

  @Test
  void makesOneBoxOfWindowsThatLieCloseTogether() {
    Detections groups =
        CascadeGroups.of(
            List.of(
                new Window(10, 10, 40, 3),
                new Window(200, 10, 40, 1),
                new Window(14, 12, 44, 2),
                new Window(12, 14, 36, -5)),
            5);

    assertThat(groups.size()).isEqualTo(2);
    assertThat(groups.box(0, 0)).isEqualTo(12);
    assertThat(groups.box(0, 1)).isEqualTo(12);
    assertThat(groups.box(0, 2)).isEqualTo(40);
    assertThat(groups.box(0, 3)).isEqualTo(40);
    assertThat(groups.score(0)).isCloseTo(0.5f, within(1e-6f)); // 5 / (5 + 5)
    assertThat(groups.score(1)).isCloseTo(1 / 6f, within(1e-6f));
  }

  @Test
  void keepsWindowsOfAnotherSizeApart() {
    List<Window> nested = List.of(new Window(10, 10, 40, 1), new Window(10, 10, 60, 1));
    assertThat(CascadeGroups.of(nested, 5).size()).isEqualTo(2);
  }

  @Test
  void joinsAChainOfNeighbours() {
    List<Window> chain = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      chain.add(new Window(7 * i, 0, 40, 1));
    }
    Detections groups = CascadeGroups.of(chain, 5);

    assertThat(groups.size()).isEqualTo(1);
    assertThat(groups.score(0)).isCloseTo(0.8f, within(1e-6f));
  }

  @Test
  void doesNotDependOnTheOrderInWhichWindowsAreFound() {
    Random random = new Random(5);
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      double x = 300 * random.nextDouble();
      windows.add(new Window(x, 300 * random.nextDouble(), 30 + 20 * random.nextDouble(), 1.3));
    }
    Detections expected = CascadeGroups.of(windows, 5);
    for (int trial = 0; trial < 20; trial++) {
      Collections.shuffle(windows, random);
      Detections groups = CascadeGroups.of(windows, 5);
      assertThat(groups.size()).isEqualTo(expected.size());
      for (int i = 0; i < groups.size(); i++) {
        assertThat(groups.score(i)).isEqualTo(expected.score(i));
        assertThat(groups.box(i, 0)).isEqualTo(expected.box(i, 0));
        assertThat(groups.box(i, 2)).isEqualTo(expected.box(i, 2));
      }
    }
  }

  @Test
  void givesNothingForNothing() {
    assertThat(CascadeGroups.of(List.of(), 5).size()).isZero();
  }
}
