package io.faceattendance.quality;

import io.faceattendance.BoundingBox;
import io.faceattendance.Image;
import io.faceattendance.Point;
import java.util.Optional;

/**
 * The grey levels of a part of a picture, shrunk to a fixed size: each cell is the mean of up to
 * {@value #SAMPLES} x {@value #SAMPLES} pixels. Nothing is ever enlarged.
 */
final class GreyGrid {
  private static final int SAMPLES = 4;
  private static final int SMALLEST = 8;
  private static final int CHANNELS = 3;

  // The weights of ITU-R BT.601, in 256ths.
  private static final int BLUE = 29;
  private static final int GREEN = 150;
  private static final int RED = 77;
  private static final float WHITE = 255 * 256;

  private final int left;
  private final int top;
  private final double scale;
  private final int width;
  private final int height;
  private final float[] levels;

  private GreyGrid(int left, int top, double scale, int width, int height) {
    this.left = left;
    this.top = top;
    this.scale = scale;
    this.width = width;
    this.height = height;
    this.levels = new float[width * height];
  }

  /**
   * Shrinks the part of a region that lies inside the picture.
   *
   * @param image the picture
   * @param region a rectangle in its pixels
   * @param longest cells on the longer side, if there are as many pixels
   * @return empty if less than {@value #SMALLEST} x {@value #SMALLEST} pixels are inside
   */
  static Optional<GreyGrid> of(Image image, BoundingBox region, int longest) {
    int left = clamp(Math.floor(region.x()), image.width());
    int top = clamp(Math.floor(region.y()), image.height());
    int columns = clamp(Math.ceil(region.right()), image.width()) - left;
    int rows = clamp(Math.ceil(region.bottom()), image.height()) - top;
    if (columns < SMALLEST || rows < SMALLEST) {
      return Optional.empty();
    }
    double scale = Math.max(1, Math.max(columns, rows) / (double) longest);
    int width = Math.max(1, (int) (columns / scale));
    int height = Math.max(1, (int) (rows / scale));
    GreyGrid grid = new GreyGrid(left, top, scale, width, height);
    grid.fill(image, columns);
    return Optional.of(grid);
  }

  private static int clamp(double value, int size) {
    return (int) Math.max(0, Math.min(size, value));
  }

  private void fill(Image image, int columns) {
    int samples = scale > 1 ? SAMPLES : 1;
    int[] offsets = new int[width * samples];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = pixel(i, samples) * CHANNELS;
    }
    float unit = 1 / (WHITE * samples * samples);
    for (int i = 0; i < height * samples; i++) {
      byte[] row = image.copyRegion(left, top + pixel(i, samples), columns, 1);
      addRow(row, offsets, samples, unit, i / samples * width);
    }
  }

  private int pixel(int sample, int samples) {
    return (int) ((sample + 0.5) / samples * scale);
  }

  private void addRow(byte[] row, int[] offsets, int samples, float unit, int start) {
    for (int cell = 0; cell < width; cell++) {
      int sum = 0;
      for (int i = cell * samples; i < (cell + 1) * samples; i++) {
        int at = offsets[i];
        sum += BLUE * (row[at] & 0xff) + GREEN * (row[at + 1] & 0xff) + RED * (row[at + 2] & 0xff);
      }
      levels[start + cell] += sum * unit;
    }
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The level of a cell, 0 (black) to 1 (white). */
  float level(int column, int row) {
    return levels[row * width + column];
  }

  /**
   * A grey picture of the grid.
   *
   * @param turns quarter turns clockwise, 0 to 3
   */
  Image turned(int turns) {
    boolean upright = turns % 2 == 0;
    int columns = upright ? width : height;
    int rows = upright ? height : width;
    byte[] pixels = new byte[columns * rows * CHANNELS];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        byte grey = (byte) Math.round(255 * level(cellX(x, y, turns), cellY(x, y, turns)));
        int at = (y * columns + x) * CHANNELS;
        pixels[at] = grey;
        pixels[at + 1] = grey;
        pixels[at + 2] = grey;
      }
    }
    return Image.of(columns, rows, pixels);
  }

  /** Where a point of {@link #turned} lies in the source picture. */
  Point inSource(Point point, int turns) {
    double x = unturnedX(point.x(), point.y(), turns);
    double y = unturnedY(point.x(), point.y(), turns);
    return new Point(left + (x + 0.5) * scale - 0.5, top + (y + 0.5) * scale - 0.5);
  }

  private int cellX(int x, int y, int turns) {
    return (int) unturnedX(x, y, turns);
  }

  private int cellY(int x, int y, int turns) {
    return (int) unturnedY(x, y, turns);
  }

  private double unturnedX(double x, double y, int turns) {
    return switch (turns) {
      case 0 -> x;
      case 1 -> y;
      case 2 -> width - 1 - x;
      default -> width - 1 - y;
    };
  }

  private double unturnedY(double x, double y, int turns) {
    return switch (turns) {
      case 0 -> y;
      case 1 -> height - 1 - x;
      case 2 -> height - 1 - y;
      default -> x;
    };
  }
}
