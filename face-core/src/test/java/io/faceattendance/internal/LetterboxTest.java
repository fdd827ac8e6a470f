package io.faceattendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LetterboxTest {
  @Test
  void padsWithoutScalingWhatFits() {
    assertThat(Letterbox.shrinkTo(250, 333, 1280, 32))
        .isEqualTo(new Letterbox(250, 333, 256, 352, 1, 1));
    assertThat(Letterbox.shrinkTo(1280, 64, 1280, 32))
        .isEqualTo(new Letterbox(1280, 64, 1280, 64, 1, 1));
    assertThat(Letterbox.shrinkTo(1, 1, 1280, 32)).isEqualTo(new Letterbox(1, 1, 32, 32, 1, 1));
  }

  @Test
  void shrinksTheLongestSide() {
    assertThat(Letterbox.shrinkTo(4000, 3000, 1280, 32))
        .isEqualTo(new Letterbox(1280, 960, 1280, 960, 0.32, 0.32));
    assertThat(Letterbox.shrinkTo(3000, 4000, 1000, 32))
        .isEqualTo(new Letterbox(750, 1000, 768, 1024, 0.25, 0.25));
  }

  @Test
  void keepsAtLeastOnePixelOfAnExtremeShape() {
    assertThat(Letterbox.shrinkTo(100_000, 3, 640, 32))
        .isEqualTo(new Letterbox(640, 1, 640, 32, 0.0064, 1.0 / 3));
    assertThat(Letterbox.shrinkTo(3, 100_000, 640, 32))
        .isEqualTo(new Letterbox(1, 640, 32, 640, 1.0 / 3, 0.0064));
  }

  @Test
  void shrinksIntoAFixedSizeAndScalesNothingUp() {
    assertThat(Letterbox.shrinkInto(1280, 640, 640, 640))
        .isEqualTo(new Letterbox(640, 320, 640, 640, 0.5, 0.5));
    assertThat(Letterbox.shrinkInto(300, 960, 640, 480))
        .isEqualTo(new Letterbox(150, 480, 640, 480, 0.5, 0.5));
    assertThat(Letterbox.shrinkInto(100, 50, 640, 640))
        .isEqualTo(new Letterbox(100, 50, 640, 640, 1, 1));
    assertThat(Letterbox.shrinkInto(1, 64_000, 640, 640))
        .isEqualTo(new Letterbox(1, 640, 640, 640, 1, 0.01));
  }

  @Test
  void squeezesEachSideIntoAFixedSizeAndScalesNothingUp() {
    assertThat(Letterbox.squeeze(640, 960, 320, 240))
        .isEqualTo(new Letterbox(320, 240, 320, 240, 0.5, 0.25));
    assertThat(Letterbox.squeeze(640, 100, 320, 240))
        .isEqualTo(new Letterbox(320, 100, 320, 240, 0.5, 1));
  }

  @Test
  void refusesSizesBeyondAnInteger() {
    int max = Integer.MAX_VALUE;
    assertThatThrownBy(() -> Letterbox.shrinkTo(max, 1, max, 32))
        .isInstanceOf(ArithmeticException.class);
    assertThat(Letterbox.shrinkTo(max, max, 640, 32).width()).isEqualTo(640);
  }

  @RepeatedTest(200)
  void keepsItsPromisesForAnySize(RepetitionInfo trial) {
    Random random = new Random(trial.getCurrentRepetition());
    int width = 1 + random.nextInt(6000);
    int height = 1 + random.nextInt(6000);
    int longest = 1 + random.nextInt(3000);

    Letterbox letterbox = Letterbox.shrinkTo(width, height, longest, 32);

    assertThat(letterbox.scaledWidth()).isBetween(1, Math.min(longest, width));
    assertThat(letterbox.scaledHeight()).isBetween(1, Math.min(longest, height));
    assertThat(letterbox.width() % 32).isZero();
    assertThat(letterbox.width() - letterbox.scaledWidth()).isBetween(0, 31);
    assertThat(letterbox.height() % 32).isZero();
    assertThat(letterbox.height() - letterbox.scaledHeight()).isBetween(0, 31);
    assertThat(letterbox.scaleX() * width).isCloseTo(letterbox.scaledWidth(), within(1e-9));
    assertThat(letterbox.scaleY() * height).isCloseTo(letterbox.scaledHeight(), within(1e-9));
  }
}
