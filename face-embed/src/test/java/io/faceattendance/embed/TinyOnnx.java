package io.faceattendance.embed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the smallest ONNX file with the signature of an embedder: input [N, 3, side, side], output
 * [N, chosen], which gives back chosen values of its input, so that a test sees what was fed. The
 * message numbers are those of onnx.proto.
 */
final class TinyOnnx {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private TinyOnnx() {}

  /**
   * Writes a file.
   *
   * @param file where to
   * @param side columns and rows of the input
   * @param chosen positions in the flattened input of one picture, one for each output value
   */
  static Path write(Path file, int side, long... chosen) throws IOException {
    byte[] graph =
        join(
            message(1, node("Flatten", "data", "", "flat")),
            message(1, node("Gather", "flat", "chosen", "fc1")),
            text(2, "tiny"),
            message(5, indices(chosen)),
            message(11, value("data", 3, side, side)),
            message(12, value("fc1", chosen.length)));
    byte[] operators = join(text(1, ""), number(2, 13));
    return Files.write(file, join(number(1, 7), message(7, graph), message(8, operators)));
  }

  private static byte[] node(String operator, String first, String second, String output) {
    byte[] inputs = second.isEmpty() ? text(1, first) : join(text(1, first), text(1, second));
    byte[] node = join(inputs, text(2, output), text(4, operator));
    return operator.equals("Gather") ? join(node, message(5, axis(1))) : node;
  }

  private static byte[] axis(int axis) {
    return join(text(1, "axis"), number(3, axis), number(20, 2));
  }

  private static byte[] indices(long... values) {
    ByteBuffer raw = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    return join(
        number(1, values.length), number(2, INT64), text(8, "chosen"), message(9, raw.array()));
  }

  private static byte[] value(String name, int... sizes) {
    byte[] shape = message(1, text(2, "N"));
    for (int size : sizes) {
      shape = join(shape, message(1, number(1, size)));
    }
    byte[] tensor = join(number(1, FLOAT), message(2, shape));
    return join(text(1, name), message(2, message(1, tensor)));
  }

  private static byte[] text(int field, String value) {
    return message(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] message(int field, byte[] content) {
    return join(varint(field << 3 | 2), varint(content.length), content);
  }

  private static byte[] number(int field, long value) {
    return join(varint((long) field << 3), varint(value));
  }

  private static byte[] varint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long rest = value;
    while (rest > 0x7f) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
