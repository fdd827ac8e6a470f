package io.faceattendance.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bits between two markers of a JPEG. A stuffed zero after FF is dropped (ITU-T T.81, B.1.1.5);
 * at a marker the bits end, and reading on is a doubt.
 */
final class JpegBits {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private static final int COEFFICIENTS = 64;

  /** A code of at most 16 bits and a value of at most 15. */
  private static final int ENOUGH = 32;

  private final byte[] data;
  private final int end;
  private int position;
  private boolean atMarker;

  /** The next bits, the first one highest; below them zeros. */
  private long buffer;

  private int count;

  JpegBits(byte[] data, int position, int end) {
    this.data = data;
    this.position = position;
    this.end = end;
  }

  private void ensure() throws JpegDoubt {
    if (count < ENOUGH) {
      refill();
    }
  }

  private void refill() throws JpegDoubt {
    if (count < 0) {
      throw new JpegDoubt("the data of a scan end too early");
    }
    if (position + Integer.BYTES <= end) {
      int four = (int) INT.get(data, position);
      if (!hasMarkerByte(four)) {
        buffer |= (four & 0xFFFFFFFFL) << ENOUGH - count;
        count += ENOUGH;
        position += Integer.BYTES;
        return;
      }
    }
    while (count <= Long.SIZE - Byte.SIZE && !atMarker) {
      addByte();
    }
  }

  /** Whether one of the four bytes is FF, that is, one of the inverted bytes is zero. */
  private static boolean hasMarkerByte(int four) {
    int inverted = ~four;
    return (inverted - 0x01010101 & ~inverted & 0x80808080) != 0;
  }

  private void addByte() {
    if (position >= end
        || data[position] == -1 && (position + 1 >= end || data[position + 1] != 0)) {
      atMarker = true;
      return;
    }
    int value = data[position] & 0xFF;
    buffer |= (long) value << Long.SIZE - Byte.SIZE - count;
    count += Byte.SIZE;
    position += value == 0xFF ? 2 : 1;
  }

  /** Walks over one block of a sequential scan. The bit buffer is kept in locals: it is hot. */
  void skipBlock(JpegHuffmanTable dc, JpegHuffmanTable ac) throws JpegDoubt {
    ensure();
    long bits = buffer;
    int left = count;
    int step = dc.step(bits);
    int coefficient = 1;
    bits <<= JpegHuffmanTable.allBits(step);
    left -= JpegHuffmanTable.allBits(step);
    while (coefficient < COEFFICIENTS) {
      if (left < ENOUGH) {
        buffer = bits;
        count = left;
        refill();
        bits = buffer;
        left = count;
      }
      step = ac.step(bits);
      bits <<= JpegHuffmanTable.allBits(step);
      left -= JpegHuffmanTable.allBits(step);
      if (JpegHuffmanTable.endsBlock(step)) {
        break;
      }
      coefficient = JpegHuffmanTable.advance(step, coefficient);
    }
    buffer = bits;
    count = left;
    if (coefficient > COEFFICIENTS) {
      throw new JpegDoubt("a block has more than 64 coefficients");
    }
  }

  /**
   * Passes one code and the value bits that its symbol announces in its lower half.
   *
   * @return the symbol
   */
  int skipCode(JpegHuffmanTable table) throws JpegDoubt {
    ensure();
    int step = table.step(buffer);
    drop(JpegHuffmanTable.allBits(step));
    return JpegHuffmanTable.symbol(step);
  }

  /** Passes 0 to 64 bits. */
  void skip(int bits) throws JpegDoubt {
    int left = bits;
    while (left > 0) {
      ensure();
      int part = Math.min(left, ENOUGH);
      drop(part);
      left -= part;
    }
  }

  /** Takes 0 to 16 bits. */
  int take(int bits) throws JpegDoubt {
    if (bits == 0) {
      return 0;
    }
    ensure();
    int value = (int) (buffer >>> Long.SIZE - bits);
    drop(bits);
    return value;
  }

  private void drop(int bits) {
    buffer <<= bits;
    count -= bits;
  }

  /**
   * Ends the bits: less than a byte may be left, and a marker must follow.
   *
   * @return where the marker's FF stands
   */
  int finish() throws JpegDoubt {
    if (count < 0) {
      throw new JpegDoubt("the data of a scan end too early");
    }
    boolean marker = position + 1 < end && data[position] == -1 && data[position + 1] != 0;
    if (count >= Byte.SIZE || !marker) {
      throw new JpegDoubt("there are more data than the scan has blocks, or no marker follows");
    }
    return position;
  }

  /** Passes a restart marker: the bits start anew behind it. */
  void restart(int number) throws JpegDoubt {
    int at = finish();
    while (at + 1 < end && data[at + 1] == -1) {
      at++;
    }
    if (at + 1 >= end || (data[at + 1] & 0xFF) != 0xD0 + number) {
      throw new JpegDoubt("a restart marker is missing or out of order");
    }
    position = at + 2;
    atMarker = false;
    buffer = 0;
    count = 0;
  }
}
