package io.faceattendance.image;

import io.faceattendance.ImageException;

/**
 * Walks the LZW codes of a GIF frame and counts the pixels, without making them (GIF89a, appendix
 * F). A decoder would leave the pixels after a damaged code empty without a word.
 */
final class GifLzw {
  private static final int MOST_BITS = 12;
  private static final int NO_CODE = -1;

  private final int clear;
  private final int minimumBits;
  private final long expected;
  private final int[] lengths = new int[1 << MOST_BITS];
  private int next;
  private int bits;
  private int previous = NO_CODE;
  private long pixels;
  private boolean ended;

  private int buffer;
  private int buffered;

  GifLzw(int minimumCodeSize, long expected) {
    if (minimumCodeSize < 1 || minimumCodeSize > 8) {
      throw new ImageException(
          "expected GIF codes from 1 to 8 bits on, got %d: it is damaged"
              .formatted(minimumCodeSize));
    }
    this.clear = 1 << minimumCodeSize;
    this.minimumBits = minimumCodeSize + 1;
    this.expected = expected;
    reset();
  }

  private void reset() {
    next = clear + 2;
    bits = minimumBits;
    previous = NO_CODE;
  }

  void add(Bytes bytes, int at, int length) {
    for (int i = 0; i < length && !ended; i++) {
      buffer |= bytes.u8(at + (long) i) << buffered;
      buffered += 8;
      while (buffered >= bits && !ended) {
        int code = buffer & (1 << bits) - 1;
        buffer >>>= bits;
        buffered -= bits;
        take(code);
      }
    }
  }

  private void take(int code) {
    if (code == clear) {
      reset();
    } else if (code == clear + 1) {
      ended = true;
    } else {
      takeString(code);
    }
  }

  private void takeString(int code) {
    boolean known = code < clear || code < next || code == next && previous != NO_CODE;
    if (!known) {
      throw new ImageException("a code of the GIF has no meaning: it is damaged");
    }
    if (previous != NO_CODE && next < lengths.length) {
      lengths[next++] = length(previous) + 1;
      if (next == 1 << bits && bits < MOST_BITS) {
        bits++;
      }
    }
    pixels += length(code);
    previous = code;
  }

  private int length(int code) {
    return code < clear ? 1 : lengths[code];
  }

  void checkComplete() {
    if (pixels < expected) {
      throw new ImageException(
          "expected %d pixels in the GIF frame, got %d: it is damaged".formatted(expected, pixels));
    }
  }
}
