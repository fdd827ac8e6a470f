package io.faceattendance.image;

import io.faceattendance.ImageException;
import java.nio.charset.StandardCharsets;

/** A range of a file's bytes; reading past its end is an ImageException. Positions are relative. */
final class Bytes {
  private final byte[] data;
  private final int start;
  private final int length;

  private Bytes(byte[] data, int start, int length) {
    this.data = data;
    this.start = start;
    this.length = length;
  }

  static Bytes of(byte[] data) {
    return new Bytes(data, 0, data.length);
  }

  Bytes slice(long from, long size) {
    check(from, size);
    return new Bytes(data, start + (int) from, (int) size);
  }

  int length() {
    return length;
  }

  byte[] array() {
    return data;
  }

  int arrayOffset() {
    return start;
  }

  int u8(long at) {
    check(at, 1);
    return data[start + (int) at] & 0xFF;
  }

  int u16(long at) {
    return u8(at) << 8 | u8(at + 1);
  }

  int u16le(long at) {
    return u8(at) | u8(at + 1) << 8;
  }

  int u24le(long at) {
    return u16le(at) | u8(at + 2) << 16;
  }

  long u32(long at) {
    return (long) u16(at) << 16 | u16(at + 2);
  }

  long u32le(long at) {
    return u16le(at) | (long) u16le(at + 2) << 16;
  }

  /** Whether these bytes stand there; false past the end. */
  boolean has(int at, String latin1) {
    if (at < 0 || latin1.length() > length - at) {
      return false;
    }
    for (int i = 0; i < latin1.length(); i++) {
      if ((data[start + at + i] & 0xFF) != latin1.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  String text(int at, int size) {
    check(at, size);
    return new String(data, start + at, size, StandardCharsets.ISO_8859_1);
  }

  /** Refuses a range that does not lie inside. */
  void check(long from, long size) {
    if (from < 0 || size < 0 || from > length || size > length - from) {
      throw new ImageException(
          "expected bytes %d to %d, but there are only %d: the file is truncated or damaged"
              .formatted(from, from + size, length));
    }
  }
}
