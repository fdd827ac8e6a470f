package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.Image;
import io.faceattendance.model.Preprocessing;
import io.faceattendance.model.Preprocessing.ColourOrder;
import io.faceattendance.testing.Pictures;
import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PatchSamplerTest {
  private static final Preprocessing RGB = Preprocessing.uniform(0, 0, ColourOrder.RGB, 127.5, 128);

  @RepeatedTest(50)
  void equalsBilinearInterpolationOnBlackGround(RepetitionInfo trial) {
    Random random = new Random(trial.getCurrentRepetition());
    int side = 20 + random.nextInt(40);
    Image image = Pictures.noise(side, side + 3, trial.getCurrentRepetition());
    int columns = 5 + random.nextInt(20);
    int rows = 5 + random.nextInt(20);
    // Less than two pixels for one of the patch in one direction: from the picture itself.
    double width = columns * (0.3 + 1.6 * random.nextDouble());
    double height = rows * (0.3 + 3 * random.nextDouble());
    width = Math.min(width, 1.9 * columns);
    double x = -20 + random.nextDouble() * (side + 20);
    double y = -20 + random.nextDouble() * (side + 20);

    float[] patch = sample(image, RGB, x, y, width, height, columns, rows);

    for (int i = 0; i < patch.length; i++) {
      int channel = 2 - i / (columns * rows);
      double px = x + (i % columns + 0.5) * width / columns - 0.5;
      double py = y + (i / columns % rows + 0.5) * height / rows - 0.5;
      double expected = (bilinear(image, px, py, channel) - 127.5) / 128;
      assertThat(patch[i]).isCloseTo((float) expected, within(1e-4f));
    }
  }

  @Test
  void takesTheMeanOfEveryPixelWhenItShrinksByAPowerOfTwo() {
    Image image = Pictures.noise(96, 64, 7);
    byte[] pixels = Pictures.pixels(image);
    Preprocessing plain = Preprocessing.uniform(0, 0, ColourOrder.BGR, 0, 1);

    float[] patch = sample(image, plain, 0, 0, 96, 64, 12, 8);

    for (int i = 0; i < patch.length; i++) {
      double sum = 0;
      for (int j = 0; j < 64; j++) {
        int row = i / 12 % 8 * 8 + j / 8;
        int column = i % 12 * 8 + j % 8;
        sum += pixels[(row * 96 + column) * 3 + i / 96] & 0xff;
      }
      // Each of three halvings rounds.
      assertThat(patch[i]).isCloseTo((float) (sum / 64), within(1.5f));
    }
  }

  @Test
  void isBlackOutsideThePicture() {
    Image white = Pictures.plain(30, 30, 255, 255, 255);
    float black = -127.5f / 128;
    for (double[] at : new double[][] {{-100, 0}, {100, 0}, {0, -100}, {0, 1e9}, {-1e9, -1e9}}) {
      assertThat(sample(white, RGB, at[0], at[1], 24, 24, 24, 24)).containsOnly(black);
    }
    float[] half = sample(white, RGB, -12, 0, 24, 24, 24, 24);
    assertThat(half[11]).isEqualTo(black);
    assertThat(half[12]).isEqualTo(127.5f / 128);
  }

  @Test
  void takesPicturesThatCannotBeHalvedAnyMore() {
    for (int[] size : new int[][] {{1, 1}, {1, 100}, {100, 1}, {3, 2}}) {
      Image image = Pictures.plain(size[0], size[1], 80, 80, 80);
      float[] patch = sample(image, RGB, 0, 0, size[0], size[1], 1, 1);
      assertThat(patch[0]).isCloseTo((80 - 127.5f) / 128, within(1e-4f));
    }
  }

  @Test
  void givesTheSameForAPatchAfterOthers() {
    Image image = Pictures.noise(200, 150, 3);
    float[] alone = sample(image, RGB, 10.5, 20.25, 50, 50, 24, 24);
    PatchSampler sampler = new PatchSampler(Halvings.of(image), RGB);
    FloatBuffer buffer = FloatBuffer.allocate(3 * 48 * 48);
    sampler.sample(0, 0, 200, 150, 48, 48, buffer, 0);
    sampler.sample(-30, 40, 100, 100, 24, 24, buffer, 0);
    sampler.sample(10.5, 20.25, 50, 50, 24, 24, buffer, 0);

    float[] again = new float[alone.length];
    buffer.get(again);
    assertThat(again).isEqualTo(alone);
  }

  private static float[] sample(
      Image image,
      Preprocessing preprocessing,
      double x,
      double y,
      double width,
      double height,
      int columns,
      int rows) {
    FloatBuffer buffer = FloatBuffer.allocate(3 * rows * columns + 5);
    new PatchSampler(Halvings.of(image), preprocessing)
        .sample(x, y, width, height, columns, rows, buffer, 5);
    float[] patch = new float[3 * rows * columns];
    buffer.get(5, patch);
    return patch;
  }

  private static double bilinear(Image image, double x, double y, int channel) {
    byte[] pixels = Pictures.pixels(image);
    double sum = 0;
    for (int corner = 0; corner < 4; corner++) {
      int column = (int) Math.floor(x) + corner % 2;
      int row = (int) Math.floor(y) + corner / 2;
      double weight = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
      if (column >= 0 && row >= 0 && column < image.width() && row < image.height()) {
        sum += weight * (pixels[(row * image.width() + column) * 3 + channel] & 0xff);
      }
    }
    return sum;
  }
}
