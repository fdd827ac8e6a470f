package io.faceattendance.internal;

import io.faceattendance.Image;
import io.faceattendance.Point;
import io.faceattendance.geometry.SimilarityTransform;

/**
 * Cuts a rotated square out of a picture: bilinear, black outside, rounded to 8 bits. Plain Java on
 * the part of the picture that the square covers, so a large photo is never copied for a face.
 */
public final class AffineWarp {
  private static final int CHANNELS = 3;

  // Weights in fixed point: 11 bits an axis keep a sum of four products of 8 bits within an int.
  private static final int BITS = 11;
  private static final int ONE = 1 << BITS;
  private static final int SHIFT = 2 * BITS;
  private static final int HALF = 1 << (SHIFT - 1);
  private static final int FLOOR_BIAS = 4096;

  private AffineWarp() {}

  /**
   * Warps a picture.
   *
   * @param image the picture
   * @param toSource maps pixels of the result to pixels of the picture
   * @param width columns of the result
   * @param height rows of the result
   */
  public static Image warp(Image image, SimilarityTransform toSource, int width, int height) {
    Region region = Region.covering(image, toSource, width, height);
    byte[] result = new byte[width * height * CHANNELS];
    if (!region.isEmpty()) {
      for (int row = 0; row < height; row++) {
        warpRow(region, toSource, row, width, result);
      }
    }
    return Image.of(width, height, result);
  }

  private static void warpRow(
      Region region, SimilarityTransform toSource, int row, int width, byte[] result) {
    double startX = toSource.tx() - toSource.b() * row - region.left;
    double startY = toSource.ty() + toSource.a() * row - region.top;
    int target = row * width * CHANNELS;
    for (int column = 0; column < width; column++) {
      double x = startX + toSource.a() * column;
      double y = startY + toSource.b() * column;
      region.sample(x, y, result, target + column * CHANNELS);
    }
  }

  /** The part of a picture that a warp reads, with coordinates of its own. */
  private static final class Region {
    final int left;
    final int top;
    final int width;
    final int height;
    final byte[] pixels;

    private Region(Image image, int left, int top, int right, int bottom) {
      this.left = left;
      this.top = top;
      this.width = Math.max(0, right - left);
      this.height = Math.max(0, bottom - top);
      this.pixels = isEmpty() ? new byte[0] : image.copyRegion(left, top, this.width, this.height);
    }

    static Region covering(Image image, SimilarityTransform toSource, int width, int height) {
      double minX = Double.POSITIVE_INFINITY;
      double minY = Double.POSITIVE_INFINITY;
      double maxX = Double.NEGATIVE_INFINITY;
      double maxY = Double.NEGATIVE_INFINITY;
      for (int corner = 0; corner < 4; corner++) {
        Point point =
            toSource.apply(new Point((corner & 1) * (width - 1), (corner >> 1) * (height - 1)));
        minX = Math.min(minX, point.x());
        minY = Math.min(minY, point.y());
        maxX = Math.max(maxX, point.x());
        maxY = Math.max(maxY, point.y());
      }
      return new Region(
          image,
          clamp(Math.floor(minX), image.width()),
          clamp(Math.floor(minY), image.height()),
          clamp(Math.floor(maxX) + 2, image.width()),
          clamp(Math.floor(maxY) + 2, image.height()));
    }

    private static int clamp(double value, int size) {
      return (int) Math.max(0, Math.min(size, value));
    }

    boolean isEmpty() {
      return width == 0 || height == 0;
    }

    void sample(double x, double y, byte[] result, int target) {
      int x0 = floor(x);
      int y0 = floor(y);
      if (x0 < -1 || y0 < -1 || x0 >= width || y0 >= height) {
        return;
      }
      int right = (int) ((x - x0) * ONE + 0.5);
      int below = (int) ((y - y0) * ONE + 0.5);
      int w00 = (ONE - right) * (ONE - below);
      int w01 = right * (ONE - below);
      int w10 = (ONE - right) * below;
      int w11 = right * below;
      if (x0 >= 0 && y0 >= 0 && x0 + 1 < width && y0 + 1 < height) {
        int upper = (y0 * width + x0) * CHANNELS;
        int lower = upper + width * CHANNELS;
        for (int c = 0; c < CHANNELS; c++) {
          int sum =
              w00 * (pixels[upper + c] & 0xff)
                  + w01 * (pixels[upper + CHANNELS + c] & 0xff)
                  + w10 * (pixels[lower + c] & 0xff)
                  + w11 * (pixels[lower + CHANNELS + c] & 0xff);
          result[target + c] = (byte) ((sum + HALF) >>> SHIFT);
        }
        return;
      }
      for (int c = 0; c < CHANNELS; c++) {
        int sum =
            w00 * at(x0, y0, c)
                + w01 * at(x0 + 1, y0, c)
                + w10 * at(x0, y0 + 1, c)
                + w11 * at(x0 + 1, y0 + 1, c);
        result[target + c] = (byte) ((sum + HALF) >>> SHIFT);
      }
    }

    // Math.floor is a call here; positions further out than the bias are refused all the same.
    private static int floor(double value) {
      return (int) (value + FLOOR_BIAS) - FLOOR_BIAS;
    }

    private int at(int x, int y, int channel) {
      boolean inside = x >= 0 && y >= 0 && x < width && y < height;
      return inside ? pixels[(y * width + x) * CHANNELS + channel] & 0xff : 0;
    }
  }
}
