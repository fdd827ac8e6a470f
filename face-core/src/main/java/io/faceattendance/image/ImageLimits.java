package io.faceattendance.image;

import io.faceattendance.ImageException;

/**
 * How large a picture may be. Both limits are checked before memory is taken: the file's size
 * before it is read, the pixels from the header before it is decoded.
 *
 * @param maxPixels columns times rows, 1 to 715,827,879 (what a Java array of three bytes a pixel
 *     can hold)
 * @param maxBytes encoded bytes, 1 to 2,147,483,639
 */
public record ImageLimits(long maxPixels, long maxBytes) {
  private static final long MOST_BYTES = Integer.MAX_VALUE - 8L;
  private static final long MOST_PIXELS = MOST_BYTES / 3;

  /** OpenCV decodes no longer ones, whatever its limit of pixels. */
  private static final long LONGEST_SIDE = 1L << 20;

  /** 64 x 2^20, because the pictures of a "64 megapixel" phone have 9248 x 6936 = 64.1 million. */
  private static final long DEFAULT_PIXELS = 64L << 20;

  /** An uncompressed 64-megapixel picture of four bytes a pixel. */
  private static final long DEFAULT_BYTES = 256L << 20;

  /**
   * Limits of the given size.
   *
   * @param maxPixels columns times rows, 1 to 715,827,879
   * @param maxBytes encoded bytes, 1 to 2,147,483,639
   * @throws IllegalArgumentException if a limit is outside its range
   */
  public ImageLimits {
    check("pixels", maxPixels, MOST_PIXELS);
    check("bytes", maxBytes, MOST_BYTES);
  }

  private static void check(String what, long value, long most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "expected 1 to %d %s, got %d".formatted(most, what, value));
    }
  }

  /**
   * The limits that hold unless others are given.
   *
   * @return 67,108,864 pixels (64 Mi) and 268,435,456 bytes (256 MiB)
   */
  public static ImageLimits defaults() {
    return new ImageLimits(DEFAULT_PIXELS, DEFAULT_BYTES);
  }

  /**
   * These limits with another number of pixels.
   *
   * @param pixels columns times rows, 1 to 715,827,879
   * @return the changed limits
   * @throws IllegalArgumentException if the number is outside its range
   */
  public ImageLimits withMaxPixels(long pixels) {
    return new ImageLimits(pixels, maxBytes);
  }

  /**
   * These limits with another number of bytes.
   *
   * @param bytes encoded bytes, 1 to 2,147,483,639
   * @return the changed limits
   * @throws IllegalArgumentException if the number is outside its range
   */
  public ImageLimits withMaxBytes(long bytes) {
    return new ImageLimits(maxPixels, bytes);
  }

  void checkBytes(long bytes) {
    if (bytes > maxBytes) {
      throw new ImageException(
          "expected at most %d encoded bytes, got %d: use a smaller picture or raise ImageLimits"
              .formatted(maxBytes, bytes));
    }
  }

  /** Sides up to 2^32 - 1, as headers claim them: their product fits a long when unsigned. */
  void checkPixels(long width, long height) {
    if (width < 1 || height < 1) {
      throw new ImageException(
          "expected at least 1 x 1 pixels, the header says %d x %d".formatted(width, height));
    }
    if (Math.max(width, height) > LONGEST_SIDE) {
      throw new ImageException(
          "expected sides of at most %d pixels, the header says %d x %d: use a smaller picture"
              .formatted(LONGEST_SIDE, width, height));
    }
    if (width > maxPixels / height) {
      throw new ImageException(
          "expected at most %d pixels, the header says %d x %d: use a smaller picture or raise ImageLimits"
              .formatted(maxPixels, width, height));
    }
  }
}
