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
      int x0 = (int) Math.floor(x);
      int y0 = (int) Math.floor(y);
      if (x0 < -1 || y0 < -1 || x0 >= width || y0 >= height) {
        return;
      }
      float fx = (float) (x - x0);
      float fy = (float) (y - y0);
      for (int channel = 0; channel < CHANNELS; channel++) {
        float above = mix(at(x0, y0, channel), at(x0 + 1, y0, channel), fx);
        float below = mix(at(x0, y0 + 1, channel), at(x0 + 1, y0 + 1, channel), fx);
        result[target + channel] = (byte) (int) (mix(above, below, fy) + 0.5f);
      }
    }

    private static float mix(float first, float second, float weight) {
      return first + (second - first) * weight;
    }

    private int at(int x, int y, int channel) {
      boolean inside = x >= 0 && y >= 0 && x < width && y < height;
      return inside ? pixels[(y * width + x) * CHANNELS + channel] & 0xff : 0;
    }
  }
}
