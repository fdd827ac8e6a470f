package io.faceattendance.detect;

import io.faceattendance.Image;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture at its own size, half of it, a quarter and so on, each made when it is first asked for:
 * whoever shrinks from the right one reads no pixel twice and leaves none out. For one call; not
 * thread-safe.
 */
final class Halvings {
  private static final int CHANNELS = 3;

  private final List<Level> levels = new ArrayList<>();

  private Halvings(Level whole) {
    levels.add(whole);
  }

  /** One of the sizes; pixels are BGR, row by row. */
  record Level(int width, int height, byte[] bgr) {

    /** Means of 2 x 2 pixels; an odd last row or column is left out. */
    private Level half() {
      int columns = width / 2;
      int rows = height / 2;
      byte[] half = new byte[columns * rows * CHANNELS];
      int stride = width * CHANNELS;
      for (int row = 0; row < rows; row++) {
        halveRow(2 * row * stride, stride, half, row * columns * CHANNELS, columns);
      }
      return new Level(columns, rows, half);
    }

    private void halveRow(int source, int stride, byte[] half, int target, int columns) {
      int at = source;
      int to = target;
      for (int column = 0; column < columns; column++) {
        for (int c = 0; c < CHANNELS; c++) {
          int sum =
              (bgr[at + c] & 0xff)
                  + (bgr[at + c + CHANNELS] & 0xff)
                  + (bgr[at + c + stride] & 0xff)
                  + (bgr[at + c + stride + CHANNELS] & 0xff);
          half[to + c] = (byte) ((sum + 2) >> 2);
        }
        at += 2 * CHANNELS;
        to += CHANNELS;
      }
    }
  }

  static Halvings of(Image image) {
    int width = image.width();
    int height = image.height();
    return new Halvings(new Level(width, height, image.copyRegion(0, 0, width, height)));
  }

  /**
   * The smallest level of which a pixel of the result takes at least one and less than two pixels.
   *
   * @param shrink pixels of the picture for one of the result; below 1 it is enlarged
   */
  int levelFor(double shrink) {
    int level = 0;
    double rest = shrink;
    while (rest >= 2 && isDivisible(level)) {
      rest /= 2;
      level++;
    }
    return level;
  }

  private boolean isDivisible(int level) {
    Level current = level(level);
    return current.width > 1 && current.height > 1;
  }

  /** The picture halved that many times. */
  Level level(int halvings) {
    while (levels.size() <= halvings) {
      levels.add(levels.get(levels.size() - 1).half());
    }
    return levels.get(halvings);
  }
}
