package io.faceattendance.match.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** The scores of one person and of two, sorted: every operating point by two binary searches. */
final class ScoreCurve {
  private final double[] genuine;
  private final double[] impostor;
  // Pairs of one person, those without a score included.
  private final long genuinePairs;

  private ScoreCurve(double[] genuine, double[] impostor, long genuinePairs) {
    this.genuine = genuine;
    this.impostor = impostor;
    this.genuinePairs = genuinePairs;
  }

  static ScoreCurve of(List<ScoredPair> pairs) {
    return new ScoreCurve(
        scores(pairs, true), scores(pairs, false), pairs.stream().filter(ScoredPair::same).count());
  }

  private static double[] scores(List<ScoredPair> pairs, boolean same) {
    return pairs.stream()
        .filter(pair -> pair.same() == same)
        .flatMapToDouble(pair -> pair.score().stream())
        .sorted()
        .toArray();
  }

  /** Right answers; a pair without a score is none. */
  int correct(double threshold) {
    return genuine.length - below(genuine, threshold) + below(impostor, threshold);
  }

  /** Half-way between two scores, or just beyond them all; the strictest of equals. */
  double bestThreshold() {
    double[] scores = distinctScores();
    double best = accepting(scores, 0);
    for (int i = 1; i <= scores.length; i++) {
      double threshold = accepting(scores, i);
      if (correct(threshold) >= correct(best)) {
        best = threshold;
      }
    }
    return best;
  }

  /** The threshold that accepts the scores from index i on. */
  private static double accepting(double[] scores, int i) {
    if (i == 0) {
      return scores.length == 0 ? 0 : scores[0];
    }
    double middle = i == scores.length ? scores[i - 1] : scores[i - 1] / 2 + scores[i] / 2;
    // Neighbouring numbers have no middle.
    return middle > scores[i - 1] ? middle : Math.nextUp(scores[i - 1]);
  }

  double eer() {
    double previousFmr = 1;
    double previousGap = 1;
    for (double threshold : thresholds()) {
      double fmr = falseMatchRate(threshold);
      double gap = fmr - falseNonMatchRate(threshold);
      if (gap <= 0) {
        return previousFmr + previousGap / (previousGap - gap) * (fmr - previousFmr);
      }
      previousFmr = fmr;
      previousGap = gap;
    }
    // Beyond the greatest score nothing is accepted, so the rates have crossed.
    throw new IllegalStateException("expected the error rates to cross");
  }

  /** Every score, ascending, and one beyond them all. */
  double[] thresholds() {
    double[] scores = distinctScores();
    double[] thresholds = Arrays.copyOf(scores, scores.length + 1);
    thresholds[scores.length] = Double.POSITIVE_INFINITY;
    return thresholds;
  }

  boolean hasBothRates() {
    return genuinePairs > 0 && impostor.length > 0;
  }

  double falseMatchRate(double threshold) {
    return 1 - (double) below(impostor, threshold) / impostor.length;
  }

  double falseNonMatchRate(double threshold) {
    long accepted = genuine.length - below(genuine, threshold);
    return (double) (genuinePairs - accepted) / genuinePairs;
  }

  /** The greatest share of accepted pairs of one person with at most that FMR. */
  OptionalDouble tarAtOneFalseMatchIn(int comparisons) {
    if (impostor.length < comparisons) {
      return OptionalDouble.empty();
    }
    int allowed = impostor.length / comparisons;
    double highestRefused = impostor[impostor.length - 1 - allowed];
    return OptionalDouble.of(1 - falseNonMatchRate(Math.nextUp(highestRefused)));
  }

  private double[] distinctScores() {
    return DoubleStream.concat(Arrays.stream(genuine), Arrays.stream(impostor))
        .sorted()
        .distinct()
        .toArray();
  }

  private static int below(double[] ascending, double threshold) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] < threshold) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
