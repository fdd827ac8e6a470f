package io.faceattendance.image;

import org.jspecify.annotations.Nullable;

/** The tables and the restart interval that hold at a place in a JPEG; later ones replace them. */
final class JpegTables {
  private static final int SLOTS = 4;
  private static final int LARGEST_DC_SIZE = 15;

  private final @Nullable JpegHuffmanTable[] dc = new JpegHuffmanTable[SLOTS];
  private final @Nullable JpegHuffmanTable[] ac = new JpegHuffmanTable[SLOTS];
  private final boolean[] quantisation = new boolean[SLOTS];
  private int restartInterval;

  int restartInterval() {
    return restartInterval;
  }

  JpegHuffmanTable dc(int slot) throws JpegDoubt {
    return table(dc, slot);
  }

  JpegHuffmanTable ac(int slot) throws JpegDoubt {
    return table(ac, slot);
  }

  private static JpegHuffmanTable table(@Nullable JpegHuffmanTable[] tables, int slot)
      throws JpegDoubt {
    JpegHuffmanTable table = slot < SLOTS ? tables[slot] : null;
    if (table == null) {
      throw new JpegDoubt("a Huffman table is missing");
    }
    return table;
  }

  boolean hasQuantisation(int slot) {
    return slot < SLOTS && quantisation[slot];
  }

  /** Reads the body of a DHT segment. */
  void readHuffman(Bytes body) throws JpegDoubt {
    int at = 0;
    while (at < body.length()) {
      int slot = body.u8(at) & 15;
      int kind = body.u8(at) >> 4;
      JpegHuffmanTable table = JpegHuffmanTable.of(body, at + 1);
      if (slot >= SLOTS || kind > 1 || kind == 0 && table.hasSymbolAbove(LARGEST_DC_SIZE)) {
        throw new JpegDoubt("a Huffman table is malformed");
      }
      (kind == 0 ? dc : ac)[slot] = table;
      at += 17 + JpegHuffmanTable.symbols(body, at + 1);
    }
  }

  /** Reads the body of a DQT segment. */
  void readQuantisation(Bytes body) throws JpegDoubt {
    int at = 0;
    while (at < body.length()) {
      int slot = body.u8(at) & 15;
      int size = 1 + (body.u8(at) >> 4);
      body.check(at + 1L, 64L * size);
      if (slot >= SLOTS || size > 2) {
        throw new JpegDoubt("a quantisation table is malformed");
      }
      quantisation[slot] = true;
      at += 1 + 64 * size;
    }
  }

  /** Reads the body of a DRI segment. */
  void readRestartInterval(Bytes body) throws JpegDoubt {
    if (body.length() != 2) {
      throw new JpegDoubt("the restart interval is malformed");
    }
    restartInterval = body.u16(0);
  }
}
