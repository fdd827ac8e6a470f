package io.faceattendance.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The direct buffers of one running call: reused by later calls, never shared by two at once. They
 * grow to the largest picture seen.
 */
public final class Workspace {
  // ONNX Runtime reads a buffer's raw bytes: another order than the machine's gives garbage.
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private FloatBuffer input = floats(0);
  private ByteBuffer pixels = ByteBuffer.allocateDirect(0);

  Workspace() {}

  /** The network's input: exactly that many floats, with what the last call left in them. */
  public FloatBuffer input(int size) {
    if (input.capacity() < size) {
      input = floats(size);
    }
    return slice(input, size);
  }

  /** Room for 8-bit pixels: exactly that many bytes, with what the last call left in them. */
  public ByteBuffer pixels(int size) {
    if (pixels.capacity() < size) {
      pixels = ByteBuffer.allocateDirect(size);
    }
    return pixels.clear().limit(size);
  }

  private static FloatBuffer slice(FloatBuffer buffer, int size) {
    return buffer.clear().limit(size);
  }

  private static FloatBuffer floats(int size) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(size, Float.BYTES))
        .order(ORDER)
        .asFloatBuffer();
  }
}
