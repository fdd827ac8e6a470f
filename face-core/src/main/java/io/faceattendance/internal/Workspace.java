package io.faceattendance.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The direct buffers of one running call: reused by later calls, never shared by two at once. They
 * grow with the pictures; what a huge one needed is given back by {@link #trim()}.
 */
public final class Workspace {
  /** Bytes of the largest buffer that is kept: a photo of 16 megapixels. */
  static final int LARGEST_KEPT = 48 << 20;

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

  /** Lets go of buffers that are too large to keep for the rare picture that needs them. */
  void trim() {
    if (input.capacity() > LARGEST_KEPT / Float.BYTES) {
      input = floats(0);
    }
    if (pixels.capacity() > LARGEST_KEPT) {
      pixels = ByteBuffer.allocateDirect(0);
    }
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
