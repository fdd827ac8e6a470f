package io.faceattendance.image;

import io.faceattendance.Image;
import io.faceattendance.ImageException;

/** Windows bitmap, uncompressed: checked here, decoded by the JDK. */
final class BmpFile {
  private static final int FILE_HEADER = 14;
  private static final int OLD_HEADER = 12;
  private static final int INFO_HEADER = 40;
  private static final int BITFIELDS = 3;
  private static final int MOST_COLOURS = 256;

  private BmpFile() {}

  static Image decode(Bytes bytes, ImageLimits limits) {
    long header = bytes.u32le(FILE_HEADER);
    if (header != OLD_HEADER && header < INFO_HEADER) {
      throw new ImageException(
          "expected a known BMP header, got one of %d bytes".formatted(header));
    }
    boolean old = header == OLD_HEADER;
    long width = old ? bytes.u16le(18) : (int) bytes.u32le(18);
    // A negative height says that the rows are stored from the top.
    long height = old ? bytes.u16le(20) : Math.abs((long) (int) bytes.u32le(22));
    EncodedImage size = EncodedImage.of(width, height, Orientation.UPRIGHT, limits);
    int depth = bytes.u16le(old ? 24 : 28);
    checkDepth(depth);
    if (!old) {
      checkStorage(bytes.u32le(30), bytes.u32le(46));
    }
    long row = (width * depth + 31) / 32 * 4;
    bytes.check(bytes.u32le(10), row * height);
    return JdkReaders.decode(bytes, ImageFormat.BMP, size);
  }

  private static void checkDepth(int depth) {
    if (depth != 1 && depth != 4 && depth != 8 && depth != 16 && depth != 24 && depth != 32) {
      throw new ImageException("expected 1 to 32 bits a pixel in the BMP, got " + depth);
    }
  }

  private static void checkStorage(long compression, long colours) {
    if (compression != 0 && compression != BITFIELDS) {
      throw new ImageException(
          "BMP with compression %d is not supported: save it as PNG".formatted(compression));
    }
    if (colours > MOST_COLOURS) {
      throw new ImageException(
          "expected a BMP palette of at most %d colours, got %d".formatted(MOST_COLOURS, colours));
    }
  }
}
