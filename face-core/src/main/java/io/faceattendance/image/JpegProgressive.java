package io.faceattendance.image;

import org.jspecify.annotations.Nullable;

/**
 * The block coding of progressive scans (ITU-T T.81, G.1.2). How many bits a refinement has depends
 * on which coefficients are not zero yet, so that much is remembered.
 */
final class JpegProgressive implements JpegScan.BlockCoding {
  private static final int LARGEST_SHIFT = 13;
  private static final int ZERO_RUN = 15;

  private final JpegComponent component;
  private final int from;
  private final int to;
  private final boolean refinement;

  /** Null where the scan has no codes: in a refinement of DC coefficients. */
  private final @Nullable JpegHuffmanTable table;

  /** Blocks still to come that bring nothing new in this band. */
  private int endOfBandRun;

  private JpegProgressive(
      JpegComponent component,
      int from,
      int to,
      boolean refinement,
      @Nullable JpegHuffmanTable table) {
    this.component = component;
    this.from = from;
    this.to = to;
    this.refinement = refinement;
    this.table = table;
  }

  static JpegProgressive of(
      JpegComponent component, int slots, int from, int to, int approximation, JpegTables tables)
      throws JpegDoubt {
    int high = approximation >> 4;
    int low = approximation & 15;
    boolean band = from == 0 ? to == 0 : from <= to && to < 64;
    if (!band || low > LARGEST_SHIFT || high > 0 && low != high - 1) {
      throw new JpegDoubt("a progressive scan header is malformed");
    }
    component.refine(from, to, high, low);
    return new JpegProgressive(component, from, to, high > 0, table(slots, from, high, tables));
  }

  private static @Nullable JpegHuffmanTable table(int slots, int from, int high, JpegTables tables)
      throws JpegDoubt {
    if (from > 0) {
      return tables.ac(slots & 15);
    }
    return high > 0 ? null : tables.dc(slots >> 4);
  }

  @Override
  public void block(JpegBits bits, int index) throws JpegDoubt {
    if (table == null) {
      bits.skip(1);
    } else if (from == 0) {
      bits.skipCode(table);
    } else if (refinement) {
      refineBand(bits, table, index);
    } else {
      firstBand(bits, table, index);
    }
  }

  @Override
  public void endOfInterval() throws JpegDoubt {
    if (endOfBandRun != 0) {
      throw new JpegDoubt("a run of empty blocks reaches beyond its interval");
    }
  }

  private void firstBand(JpegBits bits, JpegHuffmanTable codes, int index) throws JpegDoubt {
    if (endOfBandRun > 0) {
      endOfBandRun--;
      return;
    }
    long nonZero = 0;
    int coefficient = from;
    while (coefficient <= to) {
      int symbol = bits.skipCode(codes);
      int run = symbol >> 4;
      int size = symbol & 15;
      if (size == 0 && run < ZERO_RUN) {
        endOfBandRun = (1 << run) - 1 + bits.take(run);
        break;
      }
      coefficient += run + 1;
      if (coefficient > to + 1) {
        throw new JpegDoubt("a block has more coefficients than its band");
      }
      nonZero |= size == 0 ? 0 : 1L << coefficient - 1;
    }
    component.nonZero[index] |= nonZero;
  }

  private void refineBand(JpegBits bits, JpegHuffmanTable codes, int index) throws JpegDoubt {
    int coefficient = from;
    while (endOfBandRun == 0 && coefficient <= to) {
      int symbol = bits.skipCode(codes);
      int run = symbol >> 4;
      int size = symbol & 15;
      if (size == 0 && run < ZERO_RUN) {
        endOfBandRun = (1 << run) + bits.take(run);
        break;
      }
      coefficient = refineUpTo(bits, index, coefficient, run, size);
    }
    if (endOfBandRun > 0) {
      correctRest(bits, index, coefficient);
      endOfBandRun--;
    }
  }

  private int refineUpTo(JpegBits bits, int index, int coefficient, int run, int size)
      throws JpegDoubt {
    if (size > 1) {
      throw new JpegDoubt("a refinement changes a coefficient by more than its last bit");
    }
    int place = correct(bits, index, coefficient, run);
    if (size == 1) {
      if (place > to) {
        throw new JpegDoubt("a block has more coefficients than its band");
      }
      component.nonZero[index] |= 1L << place;
    }
    return place + 1;
  }

  /**
   * Takes a correction bit for each coefficient that is not zero, up to the zero that comes after
   * the given number of zeros.
   *
   * @return the place of that zero, or one past the band
   */
  private int correct(JpegBits bits, int index, int coefficient, int zeros) throws JpegDoubt {
    long nonZero = component.nonZero[index];
    int left = zeros;
    int place = coefficient;
    int corrected = 0;
    while (place <= to) {
      int bit = (int) (nonZero >>> place & 1);
      if (bit == 0 && --left < 0) {
        break;
      }
      corrected += bit;
      place++;
    }
    bits.skip(corrected);
    return place;
  }

  /** Takes a correction bit for each coefficient that is not zero in the rest of the band. */
  private void correctRest(JpegBits bits, int index, int coefficient) throws JpegDoubt {
    if (coefficient <= to) {
      long rest = component.nonZero[index] >>> coefficient << Long.SIZE - 1 - to + coefficient;
      bits.skip(Long.bitCount(rest));
    }
  }
}
