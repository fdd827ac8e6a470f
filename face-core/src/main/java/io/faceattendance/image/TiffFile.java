package io.faceattendance.image;

import io.faceattendance.Image;
import io.faceattendance.ImageException;
import io.faceattendance.internal.OpenCvCodec;

/** The first page of a TIFF 6.0 file: checked here, decoded by the JDK. */
final class TiffFile {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int STRIP_OFFSETS = 273;
  private static final int SAMPLES = 277;
  private static final int STRIP_BYTES = 279;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTES = 325;
  private static final int SAMPLE_FORMAT = 339;

  private static final int MOST_SAMPLES = 5;
  private static final int MOST_BITS = 16;

  private final Bytes bytes;
  private final TiffDirectory directory;

  private TiffFile(Bytes bytes) {
    this.bytes = bytes;
    this.directory = TiffDirectory.of(bytes);
  }

  static Image decode(Bytes bytes, ImageLimits limits) {
    TiffFile file = new TiffFile(bytes);
    EncodedImage size =
        EncodedImage.of(
            file.directory.first(WIDTH, 0),
            file.directory.first(HEIGHT, 0),
            Orientation.of(file.directory),
            limits);
    file.checkCompression();
    file.checkSamples();
    if (file.directory.has(TILE_OFFSETS)) {
      limits.checkPixels(file.directory.first(TILE_WIDTH, 0), file.directory.first(TILE_HEIGHT, 0));
      file.checkParts(TILE_OFFSETS, TILE_BYTES);
    } else {
      file.checkParts(STRIP_OFFSETS, STRIP_BYTES);
    }
    Image stored = JdkReaders.decode(bytes, ImageFormat.TIFF, size);
    return OpenCvCodec.upright(stored, size.orientation());
  }

  private void checkCompression() {
    int compression = (int) directory.first(COMPRESSION, 1);
    switch (compression) {
      case 1, 5, 8, 32773, 32946 -> {} // none, LZW, Deflate (two numbers), PackBits
      case 6, 7 -> throw unsupported("JPEG (as in most raw camera files)");
      case 2, 3, 4 -> throw unsupported("CCITT fax");
      default -> throw unsupported("number " + compression);
    }
  }

  private static ImageException unsupported(String compression) {
    return new ImageException(
        "TIFF with compression %s is not supported: save it as PNG".formatted(compression));
  }

  private void checkSamples() {
    long samples = directory.first(SAMPLES, 1);
    long format = directory.first(SAMPLE_FORMAT, 1);
    if (samples < 1 || samples > MOST_SAMPLES || format != 1) {
      throw new ImageException(
          "expected 1 to %d unsigned integer samples a TIFF pixel, got %d of format %d: save it as PNG"
              .formatted(MOST_SAMPLES, samples, format));
    }
    for (long i = 0; i < directory.count(BITS); i++) {
      if (directory.value(BITS, i) > MOST_BITS) {
        throw new ImageException(
            "expected TIFF samples of at most %d bits, got %d: save it as PNG"
                .formatted(MOST_BITS, directory.value(BITS, i)));
      }
    }
  }

  /** A reader may take a strip that lies beyond the end for an empty one. */
  private void checkParts(int offsets, int lengths) {
    long count = directory.count(offsets);
    if (count == 0 || directory.count(lengths) != count) {
      throw new ImageException(
          "expected as many TIFF strip lengths as strips (at least 1), got %d and %d"
              .formatted(directory.count(lengths), count));
    }
    for (long i = 0; i < count; i++) {
      bytes.check(directory.value(offsets, i), directory.value(lengths, i));
    }
  }
}
