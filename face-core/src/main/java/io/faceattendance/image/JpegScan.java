package io.faceattendance.image;

import java.util.ArrayList;
import java.util.List;

/**
 * Walks the entropy-coded data of one scan without computing a pixel (ITU-T T.81, annexes F and G).
 */
final class JpegScan {
  private static final int MOST_BLOCKS_IN_MCU = 10;

  /** One component's part in the scan, with how its blocks are coded. */
  private record Part(JpegComponent component, BlockCoding coding) {}

  /** How a block is coded; walks over one. */
  interface BlockCoding {
    void block(JpegBits bits, int index) throws JpegDoubt;

    /** Forgets what reaches over blocks; a doubt if something does. */
    void endOfInterval() throws JpegDoubt;
  }

  private record Sequential(JpegHuffmanTable dc, JpegHuffmanTable ac) implements BlockCoding {
    @Override
    public void block(JpegBits bits, int index) throws JpegDoubt {
      bits.skipBlock(dc, ac);
    }

    @Override
    public void endOfInterval() {}
  }

  private final JpegFrame frame;
  private final JpegTables tables;
  private final List<Part> parts = new ArrayList<>();

  private JpegScan(JpegFrame frame, JpegTables tables) {
    this.frame = frame;
    this.tables = tables;
  }

  /** Reads the body of an SOS segment. */
  static JpegScan of(Bytes body, JpegFrame frame, JpegTables tables) throws JpegDoubt {
    JpegScan scan = new JpegScan(frame, tables);
    int count = body.u8(0);
    if (count < 1 || count > 4 || body.length() != 4 + 2 * count) {
      throw new JpegDoubt("a scan header is malformed");
    }
    int from = body.u8(1 + 2L * count);
    int to = body.u8(2 + 2L * count);
    int approximation = body.u8(3 + 2L * count);
    for (int i = 0; i < count; i++) {
      JpegComponent component = scan.component(body.u8(1 + 2L * i));
      int slots = body.u8(2 + 2L * i);
      scan.parts.add(new Part(component, scan.coding(component, slots, from, to, approximation)));
      component.seen = true;
    }
    scan.checkInterleaving(from);
    return scan;
  }

  private JpegComponent component(int id) throws JpegDoubt {
    for (JpegComponent component : frame.components()) {
      boolean taken = parts.stream().anyMatch(part -> part.component() == component);
      if (component.id == id && !taken && tables.hasQuantisation(component.quantisation)) {
        return component;
      }
    }
    throw new JpegDoubt("a scan has an unknown component, or its quantisation is missing");
  }

  private BlockCoding coding(
      JpegComponent component, int slots, int from, int to, int approximation) throws JpegDoubt {
    if (frame.progressive()) {
      return JpegProgressive.of(component, slots, from, to, approximation, tables);
    }
    if (from != 0 || to != 63 || approximation != 0 || component.seen) {
      throw new JpegDoubt("a sequential scan is not whole, or comes twice");
    }
    return new Sequential(tables.dc(slots >> 4), tables.ac(slots & 15));
  }

  private void checkInterleaving(int from) throws JpegDoubt {
    int blocks =
        parts.stream()
            .mapToInt(part -> part.component().horizontal * part.component().vertical)
            .sum();
    if (parts.size() > 1 && (blocks > MOST_BLOCKS_IN_MCU || from > 0)) {
      throw new JpegDoubt("a scan interleaves more than it may");
    }
  }

  /**
   * Walks over the scan.
   *
   * @param bits its data
   * @return where the next marker stands
   */
  int walk(JpegBits bits) throws JpegDoubt {
    boolean single = parts.size() == 1;
    JpegComponent first = parts.get(0).component();
    int wide = single ? first.blocksWide : frame.mcusWide();
    int high = single ? first.blocksHigh : frame.mcusHigh();
    int done = 0;
    int restarts = 0;
    for (int y = 0; y < high; y++) {
      for (int x = 0; x < wide; x++) {
        if (done > 0 && done == tables.restartInterval()) {
          endOfInterval();
          bits.restart(restarts++ & 7);
          done = 0;
        }
        done++;
        if (single) {
          parts.get(0).coding().block(bits, y * first.stride + x);
        } else {
          mcu(bits, x, y);
        }
      }
    }
    endOfInterval();
    return bits.finish();
  }

  private void endOfInterval() throws JpegDoubt {
    for (Part part : parts) {
      part.coding().endOfInterval();
    }
  }

  private void mcu(JpegBits bits, int mcuX, int mcuY) throws JpegDoubt {
    for (int i = 0; i < parts.size(); i++) {
      JpegComponent component = parts.get(i).component();
      BlockCoding coding = parts.get(i).coding();
      for (int y = 0; y < component.vertical; y++) {
        int row = (mcuY * component.vertical + y) * component.stride;
        for (int x = 0; x < component.horizontal; x++) {
          coding.block(bits, row + mcuX * component.horizontal + x);
        }
      }
    }
  }
}
