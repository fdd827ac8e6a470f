package io.faceattendance.match.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.Embedding;
import io.faceattendance.FaceException;
import io.faceattendance.match.Head;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.head.internal.Dense;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What networks answer, on layers whose answers are known. */
final class NetworkHeadsTest {
  private final People people = new People(2, 1);
  private final Classes two =
      new Classes(people.space(), List.of(People.person(0), People.person(1)));

  @Test
  void multipliesAddsAndRectifies() {
    Dense layer = new Dense(2, 3, new float[] {1, 2, 3, 4, 5, 6}, new float[] {0, -20, 0.5f}, true);
    assertThat(layer.apply(new float[] {1, 2})).containsExactly(9, 0, 15.5f);
    Dense plain =
        new Dense(2, 3, new float[] {1, 2, 3, 4, 5, 6}, new float[] {0, -20, 0.5f}, false);
    assertThat(plain.apply(new float[] {1, 2})).containsExactly(9, -8, 15.5f);
    Dense sum = new Dense(3, 1, new float[] {1, 1, 1}, new float[] {0}, false);
    assertThat(Dense.apply(List.of(plain, sum), new float[] {1, 2})).containsExactly(16.5f);
  }

  @Test
  void refusesArraysOfOtherLengths() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dense(2, 2, new float[3], new float[2], false));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dense(2, 2, new float[4], new float[1], false));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dense(0, 2, new float[0], new float[2], false));
    Dense layer = new Dense(2, 2, new float[4], new float[2], false);
    assertThatIllegalArgumentException().isThrownBy(() -> layer.apply(new float[3]));
  }

  /** The logits are (s x, 0), so the probability is 1 / (1 + exp(-s x)). */
  @Test
  void acceptsAProbabilityAbove85Percent() {
    Embedding probe = Embedding.of(people.space(), new float[] {1, 0});
    Head sure = new SoftmaxHead(two, scaled(1.74f));
    assertThat(sure.judge(probe).person()).isEqualTo(People.person(0));
    assertThat(sure.judge(probe).score()).isCloseTo(1 / (1 + Math.exp(-1.74)), within(1e-6));
    assertThat(sure.judge(probe).accepted()).isTrue();
    assertThat(new SoftmaxHead(two, scaled(1.73f)).judge(probe).accepted()).isFalse();
    Head.Opinion huge = new SoftmaxHead(two, scaled(-1e30f)).judge(probe);
    assertThat(huge.person()).isEqualTo(People.person(1));
    assertThat(huge.score()).isEqualTo(1);
  }

  private static Network scaled(float scale) {
    return new Network(List.of(new Dense(2, 2, new float[] {scale, 0, 0, 0}, new float[2], false)));
  }

  @Test
  void acceptsACosineAbove65PercentInItsOwnSpace() {
    // Keeps the first value only, and the second one to a tenth.
    Network network =
        new Network(List.of(new Dense(2, 2, new float[] {1, 0, 0, 0.1f}, new float[2], false)));
    Head head = new TripletHead(two, network, new float[] {1, 0, 0, 1});
    Head.Opinion near = head.judge(Embedding.of(people.space(), new float[] {0.2f, 1}));
    assertThat(near.person()).isEqualTo(People.person(0));
    assertThat(near.score()).isCloseTo(0.2 / Math.hypot(0.2, 0.1), within(1e-6));
    assertThat(near.accepted()).isTrue();
    Head.Opinion far = head.judge(Embedding.of(people.space(), new float[] {-0.2f, 1}));
    assertThat(far.person()).isEqualTo(People.person(1));
    assertThat(far.accepted()).isFalse();
  }

  @Test
  void acceptsNobodyWhereTheProjectionIsZero() {
    Network nothing = new Network(List.of(new Dense(2, 2, new float[4], new float[2], true)));
    Head head = new TripletHead(two, nothing, new float[] {1, 0, 0, 1});
    assertThat(head.judge(people.anybody()).accepted()).isFalse();
  }

  @Test
  void saysWhatIsMissingWithoutNd4j() {
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(
            () ->
                Network.train(
                    HeadKind.TRIPLET,
                    () -> {
                      throw new NoClassDefFoundError("org/nd4j/autodiff/samediff/SameDiff");
                    }))
        .withMessageContaining("org.nd4j:nd4j-native")
        .withMessageContaining("SVM")
        .withCauseInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void refusesWeightsThatAreNoNumbers() {
    Dense diverged = new Dense(1, 1, new float[] {Float.NaN}, new float[1], false);
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(() -> Network.train(HeadKind.SOFTMAX, () -> new Dense[] {diverged}))
        .withMessageContaining("diverged");
  }

  @Test
  void goesOnOnlyFromATripletHeadOfTheSpace() {
    Training training = Training.defaults();
    Head svm = Heads.train(HeadKind.SVM, people.pictures(2, 2, 0.1), training);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> training.continuing(svm))
        .withMessageContaining("TRIPLET");
    Head triplet = new TripletHead(two, scaled(1), new float[] {1, 0, 0, 1});
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Heads.train(
                    HeadKind.SVM, people.pictures(2, 2, 0.1), training.continuing(triplet)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Heads.train(
                    HeadKind.TRIPLET,
                    new People(3, 1).pictures(2, 2, 0.1),
                    training.continuing(triplet)))
        .withMessageContaining("synthetic/none/none/none/2");
  }
}
