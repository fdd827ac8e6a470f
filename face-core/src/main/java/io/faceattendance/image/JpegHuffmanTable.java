package io.faceattendance.image;

import java.util.Arrays;

/**
 * A Huffman table (ITU-T T.81, annex C and F.2.2.3) for finding the lengths of codes quickly.
 *
 * <p>A step packs what one code does: bits 0-7 code and value bits together, 8-15 the symbol, 16-23
 * code bits, 24-30 how far an AC coefficient of a sequential scan moves on (0 ends the block).
 */
final class JpegHuffmanTable {
  private static final int LOOKUP_BITS = 9;
  private static final int MOST_BITS = 16;
  private static final int ZERO_RUN = 0xF0;
  private static final int END_OF_BLOCK = 0;
  private static final int BEYOND_EVERY_BLOCK = 127;

  private final int[] shortCodes = new int[1 << LOOKUP_BITS];
  private final int[] steps;
  private final int[] last = new int[MOST_BITS + 1];
  private final int[] offset = new int[MOST_BITS + 1];

  private JpegHuffmanTable(int symbols) {
    this.steps = new int[symbols];
    Arrays.fill(last, -1);
  }

  /**
   * The table of a DHT segment.
   *
   * @param at where the 16 counts stand; the symbols follow
   */
  static JpegHuffmanTable of(Bytes bytes, int at) throws JpegDoubt {
    int symbols = symbols(bytes, at);
    JpegHuffmanTable table = new JpegHuffmanTable(symbols);
    int code = 0;
    int index = 0;
    for (int length = 1; length <= MOST_BITS; length++) {
      int count = bytes.u8(at + length - 1L);
      table.offset[length] = index - code;
      for (int i = 0; i < count; i++) {
        table.add(index, code, length, bytes.u8(at + MOST_BITS + (long) index));
        index++;
        code++;
      }
      if (count > 0 && code >= 1 << length) {
        throw new JpegDoubt("a Huffman table has too many codes");
      }
      table.last[length] = count > 0 ? code - 1 : -1;
      code <<= 1;
    }
    return table;
  }

  static int symbols(Bytes bytes, int at) throws JpegDoubt {
    int symbols = 0;
    for (int i = 0; i < MOST_BITS; i++) {
      symbols += bytes.u8(at + (long) i);
    }
    if (symbols > 256) {
      throw new JpegDoubt("a Huffman table has more than 256 symbols");
    }
    return symbols;
  }

  private void add(int index, int code, int length, int symbol) {
    int step = length + (symbol & 15) | symbol << 8 | length << 16 | advance(symbol) << 24;
    steps[index] = step;
    if (length <= LOOKUP_BITS && code < 1 << length) {
      int from = code << LOOKUP_BITS - length;
      Arrays.fill(shortCodes, from, from + (1 << LOOKUP_BITS - length), step);
    }
  }

  private static int advance(int symbol) {
    if ((symbol & 15) != 0 || symbol == ZERO_RUN) {
      return (symbol >> 4) + 1;
    }
    return symbol == END_OF_BLOCK ? 0 : BEYOND_EVERY_BLOCK;
  }

  boolean hasSymbolAbove(int most) {
    return Arrays.stream(steps).anyMatch(step -> symbol(step) > most);
  }

  /**
   * The step of the code that a bit buffer starts with.
   *
   * @param buffer the next bits, the first one highest
   */
  int step(long buffer) throws JpegDoubt {
    int step = shortCodes[(int) (buffer >>> Long.SIZE - LOOKUP_BITS)];
    return step != 0 ? step : longStep(buffer);
  }

  private int longStep(long buffer) throws JpegDoubt {
    for (int length = LOOKUP_BITS + 1; length <= MOST_BITS; length++) {
      int code = (int) (buffer >>> Long.SIZE - length);
      if (code <= last[length]) {
        return steps[code + offset[length]];
      }
    }
    throw new JpegDoubt("a Huffman code is not in the table");
  }

  static int allBits(int step) {
    return step & 0xFF;
  }

  static int symbol(int step) {
    return step >> 8 & 0xFF;
  }

  static int codeBits(int step) {
    return step >> 16 & 0xFF;
  }

  static int advance(int step, int coefficient) {
    return coefficient + (step >>> 24);
  }

  static boolean endsBlock(int step) {
    return step >>> 24 == 0;
  }
}
