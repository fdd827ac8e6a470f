package io.faceattendance.image;

import io.faceattendance.Image;
import io.faceattendance.ImageException;
import io.faceattendance.internal.OpenCvCodec;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Portable Network Graphics (ISO/IEC 15948). Every chunk's checksum and the length of the inflated
 * pixels are checked; OpenCV then gets the chunks that make pixels and no others, so that neither a
 * compressed text or profile nor an animation is ever unpacked.
 */
final class PngFile {
  private static final int SIGNATURE = 8;
  private static final int CHUNK_FRAME = 12;
  private static final int SCRATCH = 1 << 16;

  /** Samples a pixel by colour type; 0 is no such type. */
  private static final int[] SAMPLES = {1, 0, 3, 1, 2, 0, 4};

  private final Bytes bytes;
  private final byte[] kept;
  private int keptLength = SIGNATURE;
  private int orientation = Orientation.UPRIGHT;

  private PngFile(Bytes bytes) {
    this.bytes = bytes;
    this.kept = new byte[bytes.length()];
    System.arraycopy(bytes.array(), bytes.arrayOffset(), kept, 0, SIGNATURE);
  }

  static Image decode(Bytes bytes, ImageLimits limits) {
    if (!bytes.has(12, "IHDR") || bytes.u32(8) != 13) {
      throw new ImageException("expected a PNG header (IHDR) first: the file is damaged");
    }
    EncodedImage size = EncodedImage.of(bytes.u32(16), bytes.u32(20), 1, limits);
    PngFile file = new PngFile(bytes);
    file.readChunks(new PixelCount(bytes, size));
    byte[] clean = java.util.Arrays.copyOf(file.kept, file.keptLength);
    return OpenCvCodec.decode(clean, size.width(), size.height(), file.orientation);
  }

  private void readChunks(PixelCount pixels) {
    Inflater inflater = new Inflater();
    try {
      int at = SIGNATURE;
      while (!bytes.has(at + 4, "IEND")) {
        at = readChunk(at, inflater, pixels);
      }
      keep(at, checkedEnd(at));
    } catch (DataFormatException damaged) {
      throw new ImageException("the compressed pixels of the PNG are damaged", damaged);
    } finally {
      inflater.end();
    }
    pixels.checkComplete();
  }

  private int readChunk(int at, Inflater inflater, PixelCount pixels) throws DataFormatException {
    int end = checkedEnd(at);
    String type = bytes.text(at + 4, 4);
    switch (type) {
      case "IHDR", "PLTE" -> keep(at, end);
      case "IDAT" -> {
        keep(at, end);
        pixels.inflate(inflater, at + 8, end - at - CHUNK_FRAME);
      }
      case "eXIf" -> orientation = Orientation.ofExif(bytes.slice(at + 8L, end - at - CHUNK_FRAME));
      default -> refuseCritical(type);
    }
    return end;
  }

  /** An upper-case first letter marks a chunk that a decoder must understand. */
  private static void refuseCritical(String type) {
    if (Character.isUpperCase(type.charAt(0))) {
      throw new ImageException(
          "expected only known critical PNG chunks, got \"%s\": the file is damaged"
              .formatted(type.replaceAll("[^A-Za-z]", "?")));
    }
  }

  private int checkedEnd(int at) {
    long length = bytes.u32(at);
    bytes.check(at, length + CHUNK_FRAME);
    CRC32 crc = new CRC32();
    crc.update(bytes.array(), bytes.arrayOffset() + at + 4, (int) length + 4);
    if (crc.getValue() != bytes.u32(at + 8 + length)) {
      throw new ImageException(
          "the checksum of the PNG chunk at byte %d is wrong: the file is damaged".formatted(at));
    }
    return at + (int) length + CHUNK_FRAME;
  }

  private void keep(int from, int to) {
    System.arraycopy(bytes.array(), bytes.arrayOffset() + from, kept, keptLength, to - from);
    keptLength += to - from;
  }

  /** Counts the inflated bytes against what the header asks for, without keeping them. */
  private static final class PixelCount {
    private final Bytes bytes;
    private final long expected;
    private final byte[] scratch = new byte[SCRATCH];
    private long inflated;

    PixelCount(Bytes bytes, EncodedImage size) {
      this.bytes = bytes;
      this.expected = expectedBytes(bytes, size);
    }

    private static long expectedBytes(Bytes bytes, EncodedImage size) {
      int depth = bytes.u8(24);
      int type = bytes.u8(25);
      int samples = type < SAMPLES.length ? SAMPLES[type] : 0;
      boolean known = samples > 0 && depth >= 1 && depth <= 16 && Integer.bitCount(depth) == 1;
      if (!known || bytes.u8(28) > 1) {
        throw new ImageException("the PNG header is damaged");
      }
      int bits = samples * depth;
      return bytes.u8(28) == 0
          ? rows(size.width(), size.height(), bits)
          : interlaced(size.width(), size.height(), bits);
    }

    private static long rows(long width, long height, int bits) {
      return width == 0 ? 0 : height * (1 + (width * bits + 7) / 8);
    }

    /** The seven passes of Adam7: first column, first row, column step, row step. */
    private static long interlaced(int width, int height, int bits) {
      int[][] passes = {
        {0, 0, 8, 8},
        {4, 0, 8, 8},
        {0, 4, 4, 8},
        {2, 0, 4, 4},
        {0, 2, 2, 4},
        {1, 0, 2, 2},
        {0, 1, 1, 2}
      };
      long sum = 0;
      for (int[] pass : passes) {
        long columns = Math.max(0, (width - pass[0] + pass[2] - 1) / pass[2]);
        long passRows = Math.max(0, (height - pass[1] + pass[3] - 1) / pass[3]);
        sum += rows(columns, passRows, bits);
      }
      return sum;
    }

    void inflate(Inflater inflater, int at, int length) throws DataFormatException {
      inflater.setInput(bytes.array(), bytes.arrayOffset() + at, length);
      int got = inflater.inflate(scratch);
      while (got > 0 && inflated <= expected) {
        inflated += got;
        got = inflater.inflate(scratch);
      }
      if (inflater.needsDictionary()) {
        throw new ImageException("the compressed pixels of the PNG ask for a dictionary");
      }
    }

    void checkComplete() {
      if (inflated != expected) {
        throw new ImageException(
            "expected %d bytes of PNG pixels, got %d%s: the file is damaged"
                .formatted(expected, inflated, inflated > expected ? " or more" : ""));
      }
    }
  }
}
