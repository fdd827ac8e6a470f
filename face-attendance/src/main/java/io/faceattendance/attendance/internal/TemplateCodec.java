package io.faceattendance.attendance.internal;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An embedding as bytes: the unit vector as little-endian float32. */
final class TemplateCodec {
  private TemplateCodec() {}

  static byte[] encode(Embedding embedding) {
    float[] vector = embedding.vector();
    ByteBuffer buffer =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(vector);
    return buffer.array();
  }

  /** Throws an IllegalArgumentException if these are not the bytes of an embedding of the space. */
  static Embedding decode(EmbeddingSpace space, byte[] plain) {
    if (plain.length != space.dimension() * Float.BYTES) {
      throw new IllegalArgumentException(
          "expected %d bytes, got %d".formatted(space.dimension() * Float.BYTES, plain.length));
    }
    float[] vector = new float[space.dimension()];
    ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return Embedding.of(space, vector);
  }
}
