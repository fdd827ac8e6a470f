package io.faceattendance;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * An immutable picture: 8-bit BGR pixels on the heap, row by row from the top, three bytes a pixel.
 * There is nothing to close, and any number of threads may read it.
 */
public final class Image {
  private static final int CHANNELS = 3;

  private final int width;
  private final int height;
  private final byte[] bgr;

  private Image(int width, int height, byte[] bgr) {
    this.width = width;
    this.height = height;
    this.bgr = bgr;
  }

  /**
   * An image of a copy of the given pixels.
   *
   * @param width columns, at least 1
   * @param height rows, at least 1
   * @param bgr {@code height * width * 3} bytes: blue, green, red, each 0..255 unsigned
   * @return the image
   * @throws IllegalArgumentException if a size is not positive or the number of bytes differs
   */
  public static Image of(int width, int height, byte[] bgr) {
    return copyOf(width, height, ByteBuffer.wrap(bgr));
  }

  /**
   * An image of a copy of the buffer's remaining bytes, heap or direct. The buffer's position is
   * left as it was.
   *
   * @param width columns, at least 1
   * @param height rows, at least 1
   * @param bgr {@code height * width * 3} remaining bytes: blue, green, red, each 0..255 unsigned
   * @return the image
   * @throws IllegalArgumentException if a size is not positive or the number of bytes differs
   */
  public static Image copyOf(int width, int height, ByteBuffer bgr) {
    byte[] copy = new byte[checkedSize(width, height, bgr.remaining())];
    bgr.duplicate().get(copy);
    return new Image(width, height, copy);
  }

  private static int checkedSize(int width, int height, int bytes) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "expected at least 1 x 1 pixels, got %d x %d".formatted(width, height));
    }
    long expected = (long) width * height * CHANNELS;
    if (bytes != expected) {
      throw new IllegalArgumentException(
          "expected %d bytes (%d x %d x 3), got %d".formatted(expected, width, height, bytes));
    }
    return bytes;
  }

  /**
   * The number of columns.
   *
   * @return pixels, at least 1
   */
  public int width() {
    return width;
  }

  /**
   * The number of rows.
   *
   * @return pixels, at least 1
   */
  public int height() {
    return height;
  }

  /**
   * Copies all pixels to a buffer, heap or direct, and advances its position.
   *
   * @param target at least {@code height * width * 3} bytes remaining
   * @throws java.nio.BufferOverflowException if the target is too small
   */
  public void copyTo(ByteBuffer target) {
    target.put(bgr);
  }

  /**
   * Copies a rectangle that lies inside the image.
   *
   * @param x its left column
   * @param y its top row
   * @param regionWidth its columns
   * @param regionHeight its rows
   * @return {@code regionHeight * regionWidth * 3} bytes in BGR order
   * @throws IndexOutOfBoundsException if the rectangle is not inside the image
   */
  public byte[] copyRegion(int x, int y, int regionWidth, int regionHeight) {
    Objects.checkFromIndexSize(x, regionWidth, width);
    Objects.checkFromIndexSize(y, regionHeight, height);
    int row = regionWidth * CHANNELS;
    byte[] region = new byte[Math.multiplyExact(row, regionHeight)];
    for (int i = 0; i < regionHeight; i++) {
      System.arraycopy(bgr, ((y + i) * width + x) * CHANNELS, region, i * row, row);
    }
    return region;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Image that
        && width == that.width
        && height == that.height
        && Arrays.equals(bgr, that.bgr);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(bgr);
  }

  @Override
  public String toString() {
    return "Image[" + width + " x " + height + "]";
  }
}
