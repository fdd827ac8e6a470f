package io.faceattendance.match.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceException;
import io.faceattendance.match.Head;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.head.internal.Dense;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HeadFormatTest {
  private static final int VERSION_AT = 8;
  private static final int KIND_AT = 12;
  private final People people = new People(6, 1);

  private Head head(HeadKind kind) {
    Classes classes = TrainingSet.of(people.pictures(4, 1, 0)).classes();
    return switch (kind) {
      case SVM -> Heads.train(kind, people.pictures(4, 3, 0.5), Training.defaults());
      case SOFTMAX -> new SoftmaxHead(classes, network(5, 4));
      case TRIPLET -> new TripletHead(classes, network(5, 3), layer(4, 3, false).weights());
    };
  }

  private Network network(int hidden, int outputs) {
    return new Network(List.of(layer(6, hidden, true), layer(hidden, outputs, false)));
  }

  private static Dense layer(int inputs, int outputs, boolean relu) {
    Random random = new Random(inputs);
    float[] weights = new float[inputs * outputs];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    return new Dense(inputs, outputs, weights, new float[outputs], relu);
  }

  @ParameterizedTest
  @EnumSource
  void readsWhatItWrote(HeadKind kind) {
    Head head = head(kind);
    Head read = Heads.read(head.toBytes(), people.space());
    assertThat(read.kind()).isEqualTo(kind);
    assertThat(read.space()).isEqualTo(people.space());
    assertThat(read.persons()).isEqualTo(head.persons()).hasSize(4);
    assertThat(read.toBytes()).isEqualTo(head.toBytes());
    for (int i = 0; i < 50; i++) {
      Embedding probe = people.anybody();
      assertThat(read.judge(probe)).isEqualTo(head.judge(probe));
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesEveryPartOfAHeadAndMore(HeadKind kind) {
    byte[] bytes = head(kind).toBytes();
    for (int length = 0; length < bytes.length; length++) {
      refuses(Arrays.copyOf(bytes, length));
      refuses(repaired(Arrays.copyOf(bytes, length)));
    }
    refuses(Arrays.copyOf(bytes, bytes.length + 1));
    refuses(repaired(Arrays.copyOf(bytes, bytes.length + 4)));
  }

  @ParameterizedTest
  @EnumSource
  void seesEveryFlippedBit(HeadKind kind) {
    byte[] bytes = head(kind).toBytes();
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      refuses(flipped);
    }
  }

  /** Whoever can write a head can write its checksum: then it is read or refused, nothing else. */
  @ParameterizedTest
  @EnumSource
  void answersOrRefusesWhateverTheBytesSay(HeadKind kind) {
    byte[] bytes = head(kind).toBytes();
    Random random = new Random(3);
    int read = 0;
    int refused = 0;
    for (int at = 0; at < bytes.length - 4; at++) {
      for (int value : new int[] {0, 0x7f, 0x80, 0xff, random.nextInt(256)}) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        try {
          Heads.read(repaired(changed), people.space()).judge(people.anybody());
          read++;
        } catch (FaceException expected) {
          assertThat(expected).hasMessageStartingWith("expected");
          refused++;
        }
      }
    }
    // Another weight is another head; another count is none.
    assertThat(read).isPositive();
    assertThat(refused).isPositive();
  }

  @Test
  void refusesAnotherVersionAndAnUnknownKind() {
    byte[] bytes = head(HeadKind.SVM).toBytes();
    byte[] later = bytes.clone();
    ByteBuffer.wrap(later).putInt(VERSION_AT, 2);
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(() -> Heads.read(repaired(later), people.space()))
        .withMessageContaining("version 2")
        .withMessageContaining("train it anew");
    byte[] unknown = bytes.clone();
    ByteBuffer.wrap(unknown).putInt(KIND_AT, 4);
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(() -> Heads.read(repaired(unknown), people.space()))
        .withMessageContaining("kind");
  }

  @Test
  void refusesAHeadForAnotherSpaceByName() {
    EmbeddingSpace other = new EmbeddingSpace("other", "none", "none", "none", 6);
    byte[] bytes = head(HeadKind.SVM).toBytes();
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(() -> Heads.read(bytes, other))
        .withMessageContaining(other.id())
        .withMessageContaining(people.space().id())
        .withMessageContaining("train it anew");
  }

  private void refuses(byte[] bytes) {
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(() -> Heads.read(bytes, people.space()));
  }

  private static byte[] repaired(byte[] bytes) {
    if (bytes.length >= 4) {
      int length = bytes.length - 4;
      ByteBuffer.wrap(bytes).putInt(length, HeadWriter.checksum(bytes, length));
    }
    return bytes;
  }
}
