package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.store.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Joins values, each with its length before it: different values never give the same bytes. */
final class Parts {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Parts add(byte[] part) {
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
    out.writeBytes(part);
    return this;
  }

  Parts add(Bytes part) {
    return add(part.toArray());
  }

  Parts add(String part) {
    return add(part.getBytes(StandardCharsets.UTF_8));
  }

  Parts add(int part) {
    return add(ByteBuffer.allocate(Integer.BYTES).putInt(part).array());
  }

  Parts add(long part) {
    return add(ByteBuffer.allocate(Long.BYTES).putLong(part).array());
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
