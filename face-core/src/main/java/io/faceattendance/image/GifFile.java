package io.faceattendance.image;

import io.faceattendance.Image;
import io.faceattendance.ImageException;

/**
 * The first frame of a GIF (GIF89a specification): its blocks and the length of its compressed
 * pixels are checked here, the JDK decodes. The frame is returned as it is, without the logical
 * screen around it.
 */
final class GifFile {
  private static final int SCREEN = 13;
  private static final int EXTENSION = 0x21;
  private static final int FRAME = 0x2C;
  private static final int TRAILER = 0x3B;

  private final Bytes bytes;
  private int at;

  private GifFile(Bytes bytes) {
    this.bytes = bytes;
    this.at = SCREEN + palette(bytes.u8(10));
  }

  static Image decode(Bytes bytes, ImageLimits limits) {
    limits.checkPixels(bytes.u16le(6), bytes.u16le(8));
    GifFile file = new GifFile(bytes);
    file.skipExtensions();
    if (bytes.u8(file.at) != FRAME) {
      throw new ImageException("expected a frame in the GIF, got none: it is damaged");
    }
    EncodedImage size =
        EncodedImage.of(
            bytes.u16le(file.at + 5L), bytes.u16le(file.at + 7L), Orientation.UPRIGHT, limits);
    file.readFrame(new GifLzw(file.minimumCodeSize(), (long) size.width() * size.height()));
    file.skipRest();
    return JdkReaders.decode(bytes, ImageFormat.GIF, size);
  }

  private static int palette(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
  }

  private void skipExtensions() {
    while (bytes.u8(at) == EXTENSION) {
      at += 2;
      skipBlocks();
    }
  }

  private int minimumCodeSize() {
    return bytes.u8(at + 10L + palette(bytes.u8(at + 9L)));
  }

  private void readFrame(GifLzw pixels) {
    at += 11 + palette(bytes.u8(at + 9L));
    while (bytes.u8(at) != 0) {
      int length = bytes.u8(at);
      bytes.check(at + 1L, length);
      pixels.add(bytes, at + 1, length);
      at += 1 + length;
    }
    at++;
    pixels.checkComplete();
  }

  /** Only walked through: a file that ends in a later frame is truncated too. */
  private void skipRest() {
    while (bytes.u8(at) != TRAILER) {
      switch (bytes.u8(at)) {
        case EXTENSION -> at += 2;
        case FRAME -> at += 11 + palette(bytes.u8(at + 9L));
        default ->
            throw new ImageException(
                "expected a GIF block at byte %d, got %02x: it is damaged"
                    .formatted(at, bytes.u8(at)));
      }
      skipBlocks();
    }
  }

  private void skipBlocks() {
    while (bytes.u8(at) != 0) {
      at += 1 + bytes.u8(at);
    }
    at++;
  }
}
