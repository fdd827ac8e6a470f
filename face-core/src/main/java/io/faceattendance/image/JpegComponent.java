package io.faceattendance.image;

import java.util.Arrays;

/** A colour component of a JPEG frame and what its scans have brought so far. */
final class JpegComponent {
  private static final int COEFFICIENTS = 64;
  private static final int NOT_SEEN = -1;

  final int id;
  final int horizontal;
  final int vertical;
  final int quantisation;

  /** Blocks that a scan of this component alone has. */
  int blocksWide;

  int blocksHigh;

  /** Blocks a row when the component is interleaved with others; at least blocksWide. */
  int stride;

  /** Of a progressive frame: a bit for each coefficient of a block that is not zero. */
  long[] nonZero = {};

  boolean seen;
  private final int[] precision = new int[COEFFICIENTS];

  JpegComponent(int id, int sampling, int quantisation) throws JpegDoubt {
    this.id = id;
    this.horizontal = sampling >> 4;
    this.vertical = sampling & 15;
    this.quantisation = quantisation;
    if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4) {
      throw new JpegDoubt("a sampling factor is not 1 to 4");
    }
    Arrays.fill(precision, NOT_SEEN);
  }

  void layOut(JpegFrame frame) {
    blocksWide = blocks(frame.width(), horizontal, frame.mostHorizontal());
    blocksHigh = blocks(frame.height(), vertical, frame.mostVertical());
    stride = frame.mcusWide() * horizontal;
    if (frame.progressive()) {
      nonZero = new long[stride * frame.mcusHigh() * vertical];
    }
  }

  private static int blocks(int pixels, int factor, int most) {
    int samples = (pixels * factor + most - 1) / most;
    return (samples + 7) / 8;
  }

  /** Each scan must refine by one bit what the scans before have brought (ITU-T T.81, G.1.1.1). */
  void refine(int from, int to, int high, int low) throws JpegDoubt {
    if (from > 0 && precision[0] == NOT_SEEN) {
      throw new JpegDoubt("AC coefficients come before the DC coefficients");
    }
    for (int i = from; i <= to; i++) {
      if (high != Math.max(0, precision[i])) {
        throw new JpegDoubt("a progressive scan is missing or comes twice");
      }
      precision[i] = low;
    }
  }
}
