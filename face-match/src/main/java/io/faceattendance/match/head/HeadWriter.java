package io.faceattendance.match.head;

import io.faceattendance.PersonId;
import io.faceattendance.match.HeadKind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Writes a head, big-endian: {@link #MAGIC}, version, number of the kind, id of the space, number
 * of persons and their ids, then what the kind needs, and the CRC-32 of all that. A text is the
 * number of its bytes and UTF-8.
 */
final class HeadWriter {
  static final byte[] MAGIC = "FACEHEAD".getBytes(StandardCharsets.US_ASCII);
  static final int VERSION = 1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private HeadWriter() {}

  static HeadWriter of(HeadKind kind, Classes classes) {
    HeadWriter writer = new HeadWriter();
    writer.out.writeBytes(MAGIC);
    writer.number(VERSION).number(numberOf(kind)).text(classes.space().id());
    writer.number(classes.count());
    for (PersonId person : classes.persons()) {
      writer.text(person.value());
    }
    return writer;
  }

  /** Not the ordinal: a kind that is added must not change what an old file says. */
  static int numberOf(HeadKind kind) {
    return switch (kind) {
      case SVM -> 1;
      case SOFTMAX -> 2;
      case TRIPLET -> 3;
    };
  }

  HeadWriter number(int value) {
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    return this;
  }

  HeadWriter text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  HeadWriter floats(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
    bytes.asFloatBuffer().put(values);
    out.writeBytes(bytes.array());
    return this;
  }

  HeadWriter doubles(double[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Double.BYTES));
    bytes.asDoubleBuffer().put(values);
    out.writeBytes(bytes.array());
    return this;
  }

  byte[] toBytes() {
    byte[] content = out.toByteArray();
    return ByteBuffer.allocate(content.length + Integer.BYTES)
        .put(content)
        .putInt(checksum(content, content.length))
        .array();
  }

  static int checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
