package io.faceattendance.match.head;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import io.faceattendance.match.Head;
import io.faceattendance.match.HeadKind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what {@link HeadWriter} wrote. Strict, and takes no memory that the bytes do not account
 * for: whatever they are, it answers or throws a {@link FaceException}.
 */
final class HeadReader {
  private static final int OVERHEAD = HeadWriter.MAGIC.length + 2 * Integer.BYTES;

  private final ByteBuffer in;

  private HeadReader(ByteBuffer in) {
    this.in = in;
  }

  static Head read(byte[] bytes, EmbeddingSpace space) {
    HeadReader reader = opened(bytes);
    HeadKind kind = reader.kind();
    Classes classes = reader.classes(space);
    Head head =
        switch (kind) {
          case SVM -> SvmHead.read(reader, classes);
          case SOFTMAX -> SoftmaxHead.read(reader, classes);
          case TRIPLET -> TripletHead.read(reader, classes);
        };
    if (reader.in.hasRemaining()) {
      throw reader.damaged("the end", reader.in.remaining() + " more bytes");
    }
    return head;
  }

  private static HeadReader opened(byte[] bytes) {
    int magic = HeadWriter.MAGIC.length;
    if (bytes.length < OVERHEAD || !Arrays.equals(HeadWriter.MAGIC, Arrays.copyOf(bytes, magic))) {
      throw new FaceException(
          "expected a trained head, got %d bytes that are none".formatted(bytes.length));
    }
    int length = bytes.length - Integer.BYTES;
    HeadReader reader = new HeadReader(ByteBuffer.wrap(bytes, magic, length - magic));
    int version = reader.in.getInt();
    if (version != HeadWriter.VERSION) {
      throw new FaceException(
          "expected a head of format version %d, got version %d: train it anew"
              .formatted(HeadWriter.VERSION, version));
    }
    if (ByteBuffer.wrap(bytes).getInt(length) != HeadWriter.checksum(bytes, length)) {
      throw reader.damaged("its checksum", "another");
    }
    return reader;
  }

  private HeadKind kind() {
    int number = number();
    for (HeadKind kind : HeadKind.values()) {
      if (HeadWriter.numberOf(kind) == number) {
        return kind;
      }
    }
    throw damaged("the number of a kind", "" + number);
  }

  private Classes classes(EmbeddingSpace space) {
    String id = text();
    if (!id.equals(space.id())) {
      throw new FaceException(
          "expected a head for embeddings of %s, got one for %s: train it anew on templates of the"
                  .formatted(space, id)
              + " model in use");
    }
    // At least a length and a character each.
    int count = count("persons", Integer.BYTES + 1);
    try {
      List<PersonId> persons = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        persons.add(PersonId.of(text()));
      }
      return new Classes(space, persons);
    } catch (IllegalArgumentException e) {
      throw because(e, damaged("ids of people in ascending order", "others"));
    }
  }

  int number() {
    require(Integer.BYTES);
    return in.getInt();
  }

  /** How many follow, at least 1, each of which takes at least so many bytes. */
  int count(String what, int bytesEach) {
    int count = number();
    if (count < 1 || count > in.remaining() / bytesEach) {
      throw damaged("a number of " + what, "" + count);
    }
    return count;
  }

  boolean flag() {
    int value = number();
    if (value != 0 && value != 1) {
      throw damaged("0 or 1", "" + value);
    }
    return value == 1;
  }

  private String text() {
    int length = count("characters", 1);
    ByteBuffer bytes = in.slice(in.position(), length);
    in.position(in.position() + length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw because(e, damaged("a text in UTF-8", "other bytes"));
    }
  }

  float[] floats(long count) {
    require(Math.multiplyExact(count, (long) Float.BYTES));
    float[] values = new float[(int) count];
    in.asFloatBuffer().get(values);
    in.position(in.position() + values.length * Float.BYTES);
    for (float value : values) {
      requireFinite(value);
    }
    return values;
  }

  double[] doubles(long count) {
    require(Math.multiplyExact(count, (long) Double.BYTES));
    double[] values = new double[(int) count];
    in.asDoubleBuffer().get(values);
    in.position(in.position() + values.length * Double.BYTES);
    for (double value : values) {
      requireFinite(value);
    }
    return values;
  }

  private void requireFinite(double value) {
    if (!Double.isFinite(value)) {
      throw damaged("finite numbers", "" + value);
    }
  }

  private void require(long bytes) {
    if (bytes > in.remaining()) {
      throw damaged(bytes + " more bytes", "" + in.remaining());
    }
  }

  FaceException damaged(String expected, String got) {
    return new FaceException(
        "expected %s at byte %d of a head, got %s: the head is damaged, train it anew"
            .formatted(expected, in.position(), got));
  }

  private static FaceException because(Exception cause, FaceException thrown) {
    thrown.initCause(cause);
    return thrown;
  }
}
