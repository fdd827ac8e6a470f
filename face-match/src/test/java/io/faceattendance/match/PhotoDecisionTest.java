package io.faceattendance.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.PersonId;
import io.faceattendance.match.Identification.Ambiguous;
import io.faceattendance.match.Identification.Known;
import io.faceattendance.match.Identification.Reason;
import io.faceattendance.match.Identification.Unknown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

final class PhotoDecisionTest {
  private static final Threshold THRESHOLD = new Threshold(0.4, 0.001, true);

  @Test
  void knowsAFaceAtTheThresholdWithTheMargin() {
    List<Identification> answers = decide(List.of(face("ada", 0.4, "bob", 0.3)));
    assertThat(answers.get(0))
        .isInstanceOfSatisfying(
            Known.class,
            known -> {
              assertThat(known.person()).isEqualTo(PersonId.of("ada"));
              assertThat(known.similarity()).hasValue(0.4);
              assertThat(known.margin().orElseThrow()).isEqualTo(0.4 - 0.3);
              assertThat(known.threshold()).isEqualTo(THRESHOLD);
              assertThat(known.reason()).isEqualTo(Reason.MATCHED);
            });
  }

  @Test
  void neverNamesABestGuess() {
    Identification answer = decide(List.of(face("ada", 0.399, "bob", 0.1))).get(0);
    assertThat(answer).isInstanceOf(Unknown.class);
    assertThat(answer.reason()).isEqualTo(Reason.BELOW_THRESHOLD);
    assertThat(answer.similarity()).hasValue(0.399);
    assertThat(answer.toString()).doesNotContain("ada");
  }

  @Test
  void saysThatNobodyIsEnrolled() {
    Identification answer = decide(List.of(face())).get(0);
    assertThat(answer).isInstanceOf(Unknown.class);
    assertThat(answer.reason()).isEqualTo(Reason.NOBODY_ENROLLED);
    assertThat(answer.similarity()).isEmpty();
    assertThat(answer.margin()).isEmpty();
  }

  @Test
  void knowsTheOnlyPersonEnrolledWithoutAMargin() {
    Identification answer = decide(List.of(face("ada", 0.7))).get(0);
    assertThat(answer).isInstanceOf(Known.class);
    assertThat(answer.margin()).isEmpty();
  }

  /** Without the margin the face would be Ada's: 0.80 is far above the threshold. */
  @Test
  void doesNotDecideBetweenTwoPersonsWhoAreBothSimilar() {
    Identification answer = decide(List.of(face("ada", 0.80, "bob", 0.78, "cleo", 0.2))).get(0);
    assertThat(answer.reason()).isEqualTo(Reason.MARGIN_TOO_SMALL);
    assertThat(answer)
        .asInstanceOf(InstanceOfAssertFactories.type(Ambiguous.class))
        .extracting(Ambiguous::candidates, InstanceOfAssertFactories.list(Candidate.class))
        .extracting(one -> one.person().value())
        .containsExactly("ada", "bob");
  }

  @Test
  void listsARivalBelowTheThreshold() {
    Identification answer = decide(List.of(face("ada", 0.41, "bob", 0.39, "cleo", 0.3))).get(0);
    assertThat(((Ambiguous) answer).candidates()).hasSize(2);
  }

  @Test
  void neverDecidesAnExactTieEvenWithoutAMargin() {
    List<Identification> answers =
        PhotoDecision.decide(List.of(face("ada", 0.8, "bob", 0.8)), THRESHOLD, 0);
    assertThat(answers.get(0).reason()).isEqualTo(Reason.MARGIN_TOO_SMALL);
  }

  /**
   * Bob resembles Ada a little more than Ada's own face does. Taking the greatest similarity first
   * names him Ada and leaves her without an answer; together, Ada is found and he is in doubt.
   */
  @Test
  void decidesAllFacesTogetherAndNotTheGreatestFirst() {
    List<Identification> answers =
        decide(List.of(face("ada", 0.80, "bob", 0.70), face("ada", 0.75, "bob", 0.10)));
    assertThat(answers.get(0)).isInstanceOf(Ambiguous.class);
    assertThat(answers.get(0).reason()).isEqualTo(Reason.PERSON_IS_ANOTHER_FACE);
    assertThat(answers.get(1)).isInstanceOf(Known.class);
    assertThat(((Known) answers.get(1)).person()).isEqualTo(PersonId.of("ada"));
  }

  @Test
  void neverGivesAFaceItsSecondBestPerson() {
    List<Identification> answers =
        decide(List.of(face("ada", 0.9, "bob", 0.1), face("ada", 0.7, "bob", 0.6)));
    assertThat(answers.get(0)).isInstanceOf(Known.class);
    assertThat(answers.get(1)).isInstanceOf(Ambiguous.class);
    assertThat(answers.get(1).reason()).isEqualTo(Reason.PERSON_IS_ANOTHER_FACE);
  }

  @Test
  void worksWithAThresholdBelowZero() {
    List<Identification> answers =
        PhotoDecision.decide(List.of(face("ada", -0.1)), new Threshold(-0.2, 0.1, true), 0.05);
    assertThat(answers.get(0)).isInstanceOf(Known.class);
  }

  @Test
  void keepsItsPromisesOnRandomPhotos() {
    Random random = new Random(3);
    for (int trial = 0; trial < 2000; trial++) {
      List<List<Candidate>> faces = randomFaces(random, 1 + random.nextInt(6));
      List<Identification> answers = decide(faces);
      Set<PersonId> named = new HashSet<>();
      for (int face = 0; face < answers.size(); face++) {
        Candidate best = faces.get(face).get(0);
        boolean similar = best.similarity() >= 0.4;
        assertThat(answers.get(face) instanceof Unknown).isEqualTo(!similar);
        if (answers.get(face) instanceof Known known) {
          assertThat(known.person()).isEqualTo(best.person());
          assertThat(known.margin().orElseThrow()).isGreaterThanOrEqualTo(0.05);
          assertThat(named.add(known.person())).as("each person once").isTrue();
        }
      }
    }
  }

  private static List<List<Candidate>> randomFaces(Random random, int count) {
    List<List<Candidate>> faces = new ArrayList<>();
    for (int face = 0; face < count; face++) {
      List<Candidate> candidates = new ArrayList<>();
      for (int person = 0; person < 8; person++) {
        candidates.add(
            new Candidate(SyntheticFaces.person(person), Math.rint(50 * random.nextDouble()) / 50));
      }
      candidates.sort(Candidate.BEST_FIRST);
      faces.add(candidates);
    }
    return faces;
  }

  private static List<Identification> decide(List<List<Candidate>> faces) {
    return PhotoDecision.decide(faces, THRESHOLD, 0.05);
  }

  private static List<Candidate> face(Object... personsAndSimilarities) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < personsAndSimilarities.length; i += 2) {
      candidates.add(
          new Candidate(
              PersonId.of((String) personsAndSimilarities[i]),
              (Double) personsAndSimilarities[i + 1]));
    }
    return candidates;
  }
}
