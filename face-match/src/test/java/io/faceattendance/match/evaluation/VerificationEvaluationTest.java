package io.faceattendance.match.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.FaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class VerificationEvaluationTest {

  /**
   * Fold 1: same 0.9, 0.4; different 0.5, 0.1. Fold 2: same 0.8, 0.7; different 0.3, 0.6. The best
   * threshold of fold 1 is 0.7 (of 0.25 and 0.7, both 3 right, the stricter), which judges fold 2
   * with 0.7 (accepted at the threshold): 4 of 4. That of fold 2 is 0.65, which judges fold 1: 3 of
   * 4. On all, 0.65 has 7 of 8. EER: at 0.6 FMR 1/4, FNMR 1/4.
   */
  @Test
  void agreesWithACaseWorkedOutByHand() {
    VerificationEvaluation figures =
        VerificationEvaluation.of(
            List.of(
                pair(1, true, 0.9),
                pair(1, true, 0.4),
                pair(1, false, 0.5),
                pair(1, false, 0.1),
                pair(2, true, 0.8),
                pair(2, true, 0.7),
                pair(2, false, 0.3),
                pair(2, false, 0.6)));
    assertThat(figures.pairs()).isEqualTo(8);
    assertThat(figures.failuresToAcquire()).isZero();
    assertThat(figures.accuracy()).isEqualTo(0.875);
    assertThat(figures.accuracySd()).isEqualTo(0.125);
    assertThat(figures.threshold()).isCloseTo(0.65, within(1e-12));
    assertThat(figures.eer()).isCloseTo(0.25, within(1e-12));
    assertThat(figures.tarAtFmr1e2()).isEmpty();
    assertThat(figures.tarAtFmr1e3()).isEmpty();
  }

  @Test
  void countsAPairWithoutAFaceAsAnErrorOnBothSides() {
    List<ScoredPair> pairs = separable(100);
    pairs.add(new ScoredPair(OptionalInt.of(0), true, OptionalDouble.empty()));
    pairs.add(new ScoredPair(OptionalInt.of(1), false, OptionalDouble.empty()));
    VerificationEvaluation figures = VerificationEvaluation.of(pairs);
    assertThat(figures.failuresToAcquire()).isEqualTo(2);
    // Ten folds of 20 right answers, two of them with one error besides.
    assertThat(figures.accuracy()).isCloseTo((8 + 2 * 20 / 21.0) / 10, within(1e-12));
    assertThat(figures.tarAtFmr1e2().orElseThrow()).isCloseTo(100 / 101.0, within(1e-12));
    assertThat(figures.eer()).isBetween(0.0001, 1 / 101.0);
  }

  @Test
  void isPerfectOnScoresThatDoNotOverlap() {
    VerificationEvaluation figures = VerificationEvaluation.of(separable(1000));
    assertThat(figures.accuracy()).isEqualTo(1);
    assertThat(figures.accuracySd()).isZero();
    assertThat(figures.eer()).isZero();
    assertThat(figures.tarAtFmr1e2()).hasValue(1);
    assertThat(figures.tarAtFmr1e3()).hasValue(1);
    assertThat(figures.threshold()).isBetween(0.4, 0.6);
  }

  @Test
  void givesNoRateThatTheImpostorsCannotSupport() {
    assertThat(VerificationEvaluation.of(separable(99)).tarAtFmr1e2()).isEmpty();
    assertThat(VerificationEvaluation.of(separable(100)).tarAtFmr1e2()).isPresent();
    assertThat(VerificationEvaluation.of(separable(999)).tarAtFmr1e3()).isEmpty();
    assertThat(VerificationEvaluation.of(separable(1000)).tarAtFmr1e3()).isPresent();
  }

  @Test
  void agreesWithBruteForceOnRandomScoresWithTiesAndFailures() {
    Random random = new Random(1);
    for (int trial = 0; trial < 30; trial++) {
      List<ScoredPair> pairs = randomPairs(random, 100 + random.nextInt(300));
      VerificationEvaluation figures = VerificationEvaluation.of(pairs);
      assertThat(figures.accuracy()).isCloseTo(BruteForce.accuracy(pairs), within(1e-12));
      assertThat(BruteForce.right(pairs, figures.threshold()))
          .isEqualTo(BruteForce.mostRight(pairs));
      assertThat(figures.eer()).isCloseTo(BruteForce.eer(pairs), within(1e-9));
      if (figures.tarAtFmr1e2().isPresent()) {
        assertThat(figures.tarAtFmr1e2().getAsDouble())
            .isCloseTo(BruteForce.tar(pairs, 0.01), within(1e-12));
      }
    }
  }

  @Test
  void dealsPairsWithoutFoldsIntoTenStratifiedOnes() {
    Random random = new Random(2);
    List<ScoredPair> without = new ArrayList<>();
    List<ScoredPair> with = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      boolean same = i % 2 == 0;
      double score = random.nextGaussian() + (same ? 2 : 0);
      without.add(new ScoredPair(OptionalInt.empty(), same, OptionalDouble.of(score)));
      with.add(pair(i / 2 % 10, same, score));
    }
    assertThat(VerificationEvaluation.of(without)).isEqualTo(VerificationEvaluation.of(with));
  }

  @Test
  void refusesPairsThatCannotBeEvaluated() {
    refused(List.of(), "one person");
    refused(List.of(pair(1, true, 0.5), pair(2, true, 0.6)), "two people");
    refused(List.of(pair(1, true, 0.5), pair(1, false, 0.6)), "2 folds");
    refused(
        List.of(
            pair(1, true, 0.5), new ScoredPair(OptionalInt.empty(), false, OptionalDouble.of(0.1))),
        "every pair");
    assertThatIllegalArgumentException().isThrownBy(() -> pair(1, true, Double.NaN));
  }

  private static void refused(List<ScoredPair> pairs, String word) {
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(() -> VerificationEvaluation.of(pairs))
        .withMessageContaining(word);
  }

  private static List<ScoredPair> separable(int ofEach) {
    List<ScoredPair> pairs = new ArrayList<>();
    for (int i = 0; i < ofEach; i++) {
      pairs.add(pair(i % 10, true, 0.6 + 0.4 * i / ofEach));
      pairs.add(pair(i % 10, false, 0.4 - 0.4 * i / ofEach));
    }
    return pairs;
  }

  private static List<ScoredPair> randomPairs(Random random, int count) {
    List<ScoredPair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean same = random.nextInt(3) == 0;
      double score = Math.rint(20 * (random.nextGaussian() + (same ? 2 : 0))) / 20;
      pairs.add(
          new ScoredPair(
              OptionalInt.of(i % 4),
              same,
              random.nextInt(30) == 0 ? OptionalDouble.empty() : OptionalDouble.of(score)));
    }
    return pairs;
  }

  private static ScoredPair pair(int fold, boolean same, double score) {
    return new ScoredPair(OptionalInt.of(fold), same, OptionalDouble.of(score));
  }
}
