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

    /** Means of 2 x 2 pixels; an odd last row or column counts twice. */
    private Level half() {
      int columns = (width + 1) / 2;
      int rows = (height + 1) / 2;
      byte[] half = new byte[columns * rows * CHANNELS];
      for (int row = 0; row < rows; row++) {
        int above = 2 * row * width * CHANNELS;
        int below = 2 * row + 1 < height ? width * CHANNELS : 0;
        halveRow(above, below, half, row * columns * CHANNELS);
      }
      return new Level(columns, rows, half);
    }

    private void halveRow(int source, int below, byte[] half, int target) {
      int pairs = width / 2;
      int at = source;
      int to = target;
      for (int pair = 0; pair < pairs; pair++) {
        mean(at, CHANNELS, below, half, to);
        at += 2 * CHANNELS;
        to += CHANNELS;
      }
      if (width > 2 * pairs) {
        mean(at, 0, below, half, to);
      }
    }

    private void mean(int at, int right, int below, byte[] half, int to) {
      for (int c = at; c < at + CHANNELS; c++) {
        int sum =
            (bgr[c] & 0xff)
                + (bgr[c + right] & 0xff)
                + (bgr[c + below] & 0xff)
                + (bgr[c + right + below] & 0xff);
        half[to + c - at] = (byte) ((sum + 2) >> 2);
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
    return current.width > 1 || current.height > 1;
  }

  /** The picture halved that many times. */
  Level level(int halvings) {
    while (levels.size() <= halvings) {
      levels.add(levels.get(levels.size() - 1).half());
    }
    return levels.get(halvings);
  }
}
