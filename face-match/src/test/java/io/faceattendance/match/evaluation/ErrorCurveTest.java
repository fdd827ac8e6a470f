package io.faceattendance.match.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.PersonId;
import io.faceattendance.match.evaluation.ErrorCurve.OperatingPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ErrorCurveTest {

  @Test
  void agreesWithACaseWorkedOutByHand() {
    ErrorCurve curve =
        ErrorCurve.ofPairs(
            List.of(pair(true, 0.9), pair(true, 0.4), pair(false, 0.5), pair(false, 0.1)));
    assertThat(curve.points())
        .containsExactly(
            new OperatingPoint(0.1, 1, 0),
            new OperatingPoint(0.4, 0.5, 0),
            new OperatingPoint(0.5, 0.5, 0.5),
            new OperatingPoint(0.9, 0, 0.5),
            new OperatingPoint(Double.POSITIVE_INFINITY, 0, 1));
  }

  @Test
  void agreesWithBruteForceAtAnyThreshold() {
    Random random = new Random(5);
    for (int trial = 0; trial < 20; trial++) {
      List<ScoredPair> pairs = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        boolean same = i % 2 == 0;
        double score = Math.rint(20 * (random.nextGaussian() + (same ? 2 : 0))) / 20;
        OptionalDouble seen =
            random.nextInt(30) == 0 ? OptionalDouble.empty() : OptionalDouble.of(score);
        pairs.add(new ScoredPair(OptionalInt.empty(), same, seen));
      }
      ErrorCurve curve = ErrorCurve.ofPairs(pairs);
      for (int fortieths = -401; fortieths <= 401; fortieths++) {
        double threshold = fortieths / 40.0;
        OperatingPoint point = curve.at(threshold).orElseThrow();
        assertThat(point.falsePositiveRate())
            .isCloseTo(BruteForce.fmr(pairs, threshold), within(1e-12));
        assertThat(point.falseNegativeRate())
            .isCloseTo(1 - BruteForce.tarAt(pairs, threshold), within(1e-12));
      }
    }
  }

  @Test
  void takesStrangersAndTheRightPersonsFromSearches() {
    List<ProbeSearch> searches =
        List.of(
            IdentificationEvaluationTest.known("a", "a", 0.9),
            IdentificationEvaluationTest.known("a", "b", 0.8),
            IdentificationEvaluationTest.stranger("x", "a", 0.7),
            ProbeSearch.withoutFace(PersonId.of("y"), false, Optional.empty()));
    assertThat(ErrorCurve.ofSearches(searches).points())
        .containsExactly(
            new OperatingPoint(0.7, 1, 0.5),
            new OperatingPoint(0.9, 0, 0.5),
            new OperatingPoint(Double.POSITIVE_INFINITY, 0, 1));
    ScoreHistogram histogram = ScoreHistogram.ofSearches(searches);
    assertThat(histogram.genuine()).isOne();
    assertThat(histogram.impostor()).isOne();
  }

  @Test
  void isEmptyWhereARateIsNotDefined() {
    assertThat(ErrorCurve.ofPairs(List.of()).points()).isEmpty();
    assertThat(ErrorCurve.ofPairs(List.of()).at(0.5)).isEmpty();
    assertThat(ErrorCurve.ofPairs(List.of(pair(true, 0.5))).points()).isEmpty();
    assertThat(ErrorCurve.ofPairs(List.of(pair(false, 0.5))).points()).isEmpty();
  }

  @Test
  void countsEveryScoreInTheBinThatHoldsIt() {
    Random random = new Random(6);
    for (double spread : new double[] {1e-6, 0.1, 1, 1000}) {
      List<ScoredPair> pairs = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        pairs.add(pair(random.nextBoolean(), 0.3 + spread * random.nextGaussian()));
      }
      ScoreHistogram histogram = ScoreHistogram.ofPairs(pairs);

      assertThat(histogram.bins()).hasSizeBetween(20, 62);
      double slack = 1e-9 * spread;
      for (ScoreHistogram.Bin bin : histogram.bins()) {
        assertThat(bin.genuine() + bin.impostor())
            .isBetween(
                countWithin(pairs, bin.from() + slack, bin.to() - slack),
                countWithin(pairs, bin.from() - slack, bin.to() + slack));
      }
      assertThat(histogram.bins().stream().mapToInt(ScoreHistogram.Bin::genuine).sum())
          .isEqualTo(histogram.genuine());
      assertThat(histogram.bins().stream().mapToInt(ScoreHistogram.Bin::impostor).sum())
          .isEqualTo(histogram.impostor());
      assertThat(histogram.genuine() + histogram.impostor()).isEqualTo(500);
    }
  }

  @Test
  void hasOneBinForScoresThatAreAlike() {
    assertThat(ScoreHistogram.ofPairs(List.of()).bins()).isEmpty();
    assertThat(ScoreHistogram.ofPairs(List.of(pair(true, 0.5), pair(false, 0.5))).bins())
        .singleElement()
        .satisfies(bin -> assertThat(bin.genuine() + bin.impostor()).isEqualTo(2));
    assertThat(
            ScoreHistogram.ofPairs(List.of(pair(true, 0.5), pair(true, Math.nextUp(0.5)))).bins())
        .hasSize(1);
  }

  private static int countWithin(List<ScoredPair> pairs, double from, double to) {
    return (int)
        pairs.stream()
            .mapToDouble(pair -> pair.score().orElseThrow())
            .filter(score -> score >= from && score < to)
            .count();
  }

  private static ScoredPair pair(boolean same, double score) {
    return new ScoredPair(OptionalInt.empty(), same, OptionalDouble.of(score));
  }
}
