package io.faceattendance.match.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import io.faceattendance.match.Head;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.LabelledEmbedding;
import io.faceattendance.match.TemplateScoring;
import io.faceattendance.match.head.internal.Dense;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeadTrialTest {
  private static final int LIGHT = 4;
  private final Training training = Training.defaults();

  /** The guard must tell apart what is good and what is not on the very same pictures. */
  @Test
  void usesAHeadThatSeesThroughTheLight() {
    List<LabelledEmbedding> pictures = new People(32, 1).inChangingLight(30, 8, LIGHT, 4);
    HeadTrial trial =
        TrialFolds.of(pictures, training)
            .run(TemplateScoring.BEST, (kept, part) -> without(LIGHT, TrainingSet.of(kept)));
    assertThat(trial.rawTpir()).isLessThan(0.3);
    assertThat(trial.headTpir()).isGreaterThan(trial.rawTpir() + 0.2);
    assertThat(trial.differenceLower95()).isBetween(0.1, trial.headTpir() - trial.rawTpir());
    assertThat(trial.isBetter()).isTrue();
    assertThat(trial.reason()).startsWith("the head is used: at an FPIR of 1 %");
  }

  /** Passes all dimensions on but the last ones. */
  private static Head without(int dimensions, TrainingSet templates) {
    int inputs = templates.classes().space().dimension();
    int outputs = inputs - dimensions;
    float[] weights = new float[inputs * outputs];
    for (int d = 0; d < outputs; d++) {
      weights[d * outputs + d] = 1;
    }
    Dense layer = new Dense(inputs, outputs, weights, new float[outputs], false);
    return TripletHead.of(templates, new Network(List.of(layer)));
  }

  @Test
  void refusesAHeadThatIsWorse() {
    List<LabelledEmbedding> pictures = new People(32, 2).pictures(30, 8, 0.5);
    HeadTrial trial =
        TrialFolds.of(pictures, training)
            .run(
                TemplateScoring.BEST,
                (kept, part) -> Heads.train(HeadKind.SVM, mixedUp(kept), part));
    assertThat(trial.rawTpir()).isGreaterThan(0.95);
    assertThat(trial.headTpir()).isLessThan(0.9);
    assertThat(trial.differenceLower95()).isNegative();
    assertThat(trial.isBetter()).isFalse();
    assertThat(trial.reason()).startsWith("the head is not used: it is not shown to be better");
  }

  // Two of three people are taken for each other.
  private static List<LabelledEmbedding> mixedUp(List<LabelledEmbedding> templates) {
    List<PersonId> persons =
        templates.stream().map(LabelledEmbedding::person).distinct().sorted().toList();
    return templates.stream()
        .map(
            one -> {
              int number = persons.indexOf(one.person());
              int other = number % 3 == 2 ? number : number + 1 - 2 * (number % 3);
              PersonId named = persons.get(Math.min(other, persons.size() - 1));
              return new LabelledEmbedding(named, one.embedding());
            })
        .toList();
  }

  @Test
  void refusesAHeadThatChangesNothing() {
    List<LabelledEmbedding> pictures = new People(32, 2).pictures(30, 8, 0.5);
    HeadTrial trial = HeadTrial.of(HeadKind.SVM, pictures, training);
    assertThat(trial.headTpir()).isGreaterThan(0.95);
    assertThat(trial.isBetter()).isFalse();
  }

  @Test
  void asksAboutEverybodyOnceAsAStrangerAndAboutTemplatesHeldBack() {
    HeadTrial trial = HeadTrial.of(HeadKind.SVM, new People(32, 3).pictures(21, 6, 0.5), training);
    assertThat(trial.strangerProbes()).isEqualTo(21 * 6);
    // Known in two of three folds, each with a third held back.
    assertThat(trial.knownProbes()).isEqualTo(21 * 2 * 2);
  }

  @Test
  void isNotBetterOnTooFewStrangers() {
    List<LabelledEmbedding> few = new People(32, 1).inChangingLight(9, 8, LIGHT, 4);
    HeadTrial trial =
        TrialFolds.of(few, training)
            .run(TemplateScoring.BEST, (kept, part) -> without(LIGHT, TrainingSet.of(kept)));
    assertThat(trial.strangerProbes()).isEqualTo(72);
    assertThat(trial.differenceLower95()).isPositive();
    assertThat(trial.isBetter()).isFalse();
    assertThat(trial.reason()).contains("at least 100 searches for strangers");
  }

  @Test
  void givesTheSameFiguresAgainAndSaysHowFarItIs() {
    List<LabelledEmbedding> pictures = new People(32, 4).pictures(12, 4, 0.8);
    List<Double> told = new ArrayList<>();
    HeadTrial first = HeadTrial.of(HeadKind.SVM, pictures, training.withProgress(told::add));
    assertThat(HeadTrial.of(HeadKind.SVM, pictures, training)).isEqualTo(first);
    assertThat(told).isSorted().startsWith(0.0).endsWith(1.0);
  }

  @Test
  void refusesTooFewPeopleOrTemplates() {
    People people = new People(8, 5);
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(() -> HeadTrial.of(HeadKind.SVM, people.pictures(2, 9, 0.1), training))
        .withMessageContaining("at least 3 people");
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(() -> HeadTrial.of(HeadKind.SVM, people.pictures(9, 1, 0.1), training))
        .withMessageContaining("2 templates");
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(() -> HeadTrial.of(HeadKind.SVM, List.of(), training));
    // With one person of two templates there is something to ask.
    List<LabelledEmbedding> least = new ArrayList<>(people.pictures(3, 1, 0.1));
    least.add(least.get(0));
    assertThat(HeadTrial.of(HeadKind.SVM, least, training).isBetter()).isFalse();
  }
}
