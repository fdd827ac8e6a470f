package io.faceattendance.attendance.store;

import java.util.Arrays;
import java.util.HexFormat;

/** Immutable bytes with equality by content. */
public final class Bytes {
  /** No byte. */
  public static final Bytes NONE = new Bytes(new byte[0]);

  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * These bytes.
   *
   * @param bytes copied
   * @return the value
   */
  public static Bytes of(byte[] bytes) {
    return new Bytes(bytes.clone());
  }

  /**
   * The bytes.
   *
   * @return a copy
   */
  public byte[] toArray() {
    return bytes.clone();
  }

  /**
   * How many they are.
   *
   * @return the length
   */
  public int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The length alone: bytes do not belong in a log. */
  @Override
  public String toString() {
    return bytes.length + " bytes";
  }

  /**
   * The bytes as hexadecimal digits.
   *
   * @return two lower-case digits for each
   */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }
}
