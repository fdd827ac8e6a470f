package io.faceattendance.embed;

import io.faceattendance.Image;

/**
 * A Gaussian blur of about 1 pixel's standard deviation: the binomial weights 1, 4, 6, 4, 1 in both
 * directions, with whole numbers; beyond the border the pixels of the border.
 */
final class Blur {
  private static final int CHANNELS = 3;
  private static final int[] WEIGHTS = {1, 4, 6, 4, 1};
  private static final int REACH = WEIGHTS.length / 2;
  private static final int SHIFT = 8;
  private static final int HALF = 1 << (SHIFT - 1);

  private Blur() {}

  static Image of(Image image) {
    int width = image.width();
    int height = image.height();
    byte[] pixels = image.copyRegion(0, 0, width, height);
    int[] rows = new int[pixels.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < CHANNELS; c++) {
          int sum = 0;
          for (int k = 0; k < WEIGHTS.length; k++) {
            int column = inside(x + k - REACH, width);
            sum += WEIGHTS[k] * (pixels[(y * width + column) * CHANNELS + c] & 0xff);
          }
          rows[(y * width + x) * CHANNELS + c] = sum;
        }
      }
    }
    return Image.of(width, height, blurredColumns(rows, width * CHANNELS, height));
  }

  private static byte[] blurredColumns(int[] rows, int stride, int height) {
    byte[] result = new byte[rows.length];
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < stride; i++) {
        int sum = HALF;
        for (int k = 0; k < WEIGHTS.length; k++) {
          sum += WEIGHTS[k] * rows[inside(y + k - REACH, height) * stride + i];
        }
        result[y * stride + i] = (byte) (sum >>> SHIFT);
      }
    }
    return result;
  }

  private static int inside(int index, int size) {
    return Math.max(0, Math.min(size - 1, index));
  }
}
