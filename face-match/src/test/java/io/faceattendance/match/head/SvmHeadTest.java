package io.faceattendance.match.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.Embedding;
import io.faceattendance.FaceException;
import io.faceattendance.match.Head;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.LabelledEmbedding;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SvmHeadTest {
  private static final long SEED = 5;
  private final Training training = Training.defaults().withSeed(SEED);

  /** On faces in between, where pairs disagree and the coupling has to work. */
  @ParameterizedTest
  @CsvSource({"2, 4", "3, 5", "7, 4", "25, 3"})
  void saysWhatLibsvmSays(int persons, int each) {
    People people = new People(32, 1);
    TrainingSet set = TrainingSet.of(people.pictures(persons, each, 0.8));
    svm_model model = SvmTrainer.fit(SvmTrainer.problem(set), SEED);
    assertThat(Arrays.stream(model.probA).allMatch(Platt::rises)).isTrue();
    Head head = SvmHead.train(set, training);
    for (int i = 0; i < 200; i++) {
      Embedding probe = people.anybody();
      svm_node[] nodes = SvmTrainer.nodes(probe.vector());
      double[] probabilities = new double[persons];
      svm.svm_predict_probability(model, nodes, probabilities);
      int person = (int) svm.svm_predict(model, nodes);
      Head.Opinion opinion = head.judge(probe);
      assertThat(opinion.person()).isEqualTo(People.person(person));
      assertThat(opinion.score()).isCloseTo(probabilities[person], within(1e-6));
    }
  }

  /** Cross-validation of so few gives sigmoids that fall: the greatest probability is wrong. */
  @ParameterizedTest
  @CsvSource({"2, 1", "2, 2", "5, 1", "20, 1", "20, 2", "20, 3"})
  void knowsItsOwnTemplatesHoweverFewThereAre(int persons, int each) {
    List<LabelledEmbedding> templates = new People(64, 2).pictures(persons, each, 0.3);
    Head head = Heads.train(HeadKind.SVM, templates, training);
    for (LabelledEmbedding template : templates) {
      Head.Opinion opinion = head.judge(template.embedding());
      assertThat(opinion.person()).isEqualTo(template.person());
      assertThat(opinion.accepted()).isTrue();
      assertThat(opinion.score()).isGreaterThan(1.0 / persons).isLessThan(1);
    }
  }

  @Test
  void namesTheWrongPersonByTheGreatestProbabilityOfLibsvm() {
    TrainingSet set = TrainingSet.of(new People(64, 2).pictures(5, 1, 0.3));
    svm_model model = SvmTrainer.fit(SvmTrainer.problem(set), SEED);
    for (int i = 0; i < set.labels().length; i++) {
      svm_node[] nodes = SvmTrainer.nodes(set.vectors()[i]);
      double named = svm.svm_predict_probability(model, nodes, new double[5]);
      assertThat(named).isNotEqualTo(set.labels()[i]);
    }
  }

  @Test
  void acceptsOnlyWhomNobodyBeatsAndWhoIsAsSureAsDemanded() {
    Classes three =
        new Classes(
            new People(1, 1).space(),
            List.of(People.person(0), People.person(1), People.person(2)));
    // 0 beats 1, 2 beats 0; b of the last pair decides between 1 and 2.
    Embedding probe = Embedding.of(three.space(), new float[] {1});
    Head circle = new SvmHead(three, planes(1, -1, 1), 0);
    assertThat(circle.judge(probe).accepted()).isFalse();
    Head clear = new SvmHead(three, planes(1, -1, -1), 0);
    assertThat(clear.judge(probe).accepted()).isTrue();
    assertThat(clear.judge(probe).person()).isEqualTo(People.person(2));
    double probability = clear.judge(probe).score();
    assertThat(new SvmHead(three, planes(1, -1, -1), probability).judge(probe).accepted()).isTrue();
    assertThat(new SvmHead(three, planes(1, -1, -1), 0.99).judge(probe).accepted()).isFalse();
  }

  private static Planes planes(double... offsets) {
    double[] lines = new double[3 * offsets.length];
    for (int pair = 0; pair < offsets.length; pair++) {
      lines[3 * pair] = offsets[pair];
      lines[3 * pair + 1] = -1;
    }
    return new Planes(3, 1, new float[offsets.length], lines);
  }

  @Test
  void isTheSameHeadForTheSameSeedWhateverTheOrderAndTheThread() {
    List<LabelledEmbedding> templates = new ArrayList<>(new People(32, 3).pictures(8, 4, 0.8));
    byte[] first = Heads.train(HeadKind.SVM, templates, training).toBytes();
    Collections.shuffle(templates, new Random(4));
    List<CompletableFuture<byte[]>> others =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> Heads.train(HeadKind.SVM, templates, training).toBytes()))
            .toList();
    assertThat(others).allSatisfy(other -> assertThat(other.join()).isEqualTo(first));
    byte[] another = Heads.train(HeadKind.SVM, templates, training.withSeed(6)).toBytes();
    assertThat(another).as("the seed has an effect").isNotEqualTo(first);
  }

  /** Whoever finds the file of a head shall not have the templates. */
  @Test
  void holdsNoTemplate() {
    TrainingSet set = TrainingSet.of(new People(32, 3).pictures(2, 1, 0.3));
    String head = new String(SvmHead.train(set, training).toBytes(), StandardCharsets.ISO_8859_1);
    for (float[] template : set.vectors()) {
      for (int d = 0; d + 1 < template.length; d++) {
        byte[] two = ByteBuffer.allocate(8).putFloat(template[d]).putFloat(template[d + 1]).array();
        assertThat(head).doesNotContain(new String(two, StandardCharsets.ISO_8859_1));
      }
    }
  }

  @Test
  void printsNothing() {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Heads.train(HeadKind.SVM, new People(8, 5).pictures(3, 4, 0.5), training);
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void saysHowFarItIs() {
    List<Double> told = new ArrayList<>();
    List<LabelledEmbedding> templates = new People(8, 5).pictures(3, 4, 0.5);
    Heads.train(HeadKind.SVM, templates, training.withProgress(told::add));
    assertThat(told).containsExactly(0.0, 1.0);
  }

  @Test
  void refusesTooFewAndTooManyPeople() {
    People people = new People(2, 6);
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(() -> Heads.train(HeadKind.SVM, people.pictures(1, 9, 0.1), training))
        .withMessageContaining("at least 2 people")
        .withMessageContaining("enrol more");
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(() -> Heads.train(HeadKind.SVM, List.of(), training));
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(() -> Heads.train(HeadKind.SVM, people.pictures(513, 1, 0.1), training))
        .withMessageContaining("at most 512");
  }

  @Test
  void refusesFacesOfAnotherSpace() {
    List<LabelledEmbedding> templates = new ArrayList<>(new People(8, 7).pictures(3, 2, 0.1));
    People other = new People(9, 7);
    Head head = Heads.train(HeadKind.SVM, templates, training);
    assertThatIllegalArgumentException().isThrownBy(() -> head.judge(other.anybody()));
    templates.add(new LabelledEmbedding(People.person(0), other.anybody()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Heads.train(HeadKind.SVM, templates, training));
  }
}
