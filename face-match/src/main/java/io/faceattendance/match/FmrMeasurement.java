package io.faceattendance.match;

import io.faceattendance.FaceException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Turns impostor scores into the rows of an {@link FmrTable}. Pure functions. */
final class FmrMeasurement {
  // One-sided 95 % of the normal distribution.
  private static final double Z95 = 1.6448536269514722;
  // Ten steps a decade (the R10 series of ISO 3): a target between two rows loses at most 21 %.
  private static final int[] MANTISSAS = {1000, 800, 630, 500, 400, 315, 250, 200, 160, 125};
  private static final double STEP = 1e-6;
  private static final MathContext UP_TO_3_DIGITS = new MathContext(3, RoundingMode.CEILING);

  private FmrMeasurement() {}

  static FmrTable of(double[] scores, int people, FmrTable.Source source) {
    requireScores(scores, people);
    FmrTable.Evidence evidence =
        new FmrTable.Evidence(people, scores.length, FmrTable.Bounds.INDEPENDENT);
    return table(source, evidence, scores.clone(), similarity -> 0);
  }

  static FmrTable of(ImpostorPairs pairs, FmrTable.Source source) {
    double[] scores = pairs.scores();
    long[] comparisons = pairs.comparisons();
    FmrTable.Evidence evidence =
        new FmrTable.Evidence(pairs.people(), scores.length, FmrTable.Bounds.OVER_PERSONS);
    return table(
        source,
        evidence,
        scores,
        similarity -> jackknifeUpper95(pairs.errorsOf(similarity), comparisons));
  }

  private static FmrTable table(
      FmrTable.Source source,
      FmrTable.Evidence evidence,
      double[] scores,
      ToDoubleFunction<Double> otherBound) {
    Arrays.sort(scores);
    List<FmrTable.Row> rows = new ArrayList<>();
    FmrTable.Row row = row(0, scores, otherBound);
    while (row.isSupported()) {
      rows.add(row);
      row = row(rows.size(), scores, otherBound);
    }
    if (rows.isEmpty()) {
      throw new FaceException(
          ("expected enough comparisons of different people for an FMR of %s (%d false matches"
                  + " there and an upper bound of twice the rate), got %d comparisons: add more"
                  + " people")
              .formatted(rate(0), FmrTable.MIN_ERRORS, scores.length));
    }
    return new FmrTable(source, evidence, rows);
  }

  private static FmrTable.Row row(
      int index, double[] ascending, ToDoubleFunction<Double> otherBound) {
    double fmr = rate(index).doubleValue();
    int allowed = (int) Math.floor(fmr * ascending.length);
    if (allowed < FmrTable.MIN_ERRORS) {
      return new FmrTable.Row(fmr, 1, 0, 1);
    }
    double similarity = justAbove(ascending[ascending.length - 1 - allowed]);
    long errors = atOrAbove(ascending, similarity);
    double upper =
        Math.max(poissonUpper95(errors) / ascending.length, otherBound.applyAsDouble(similarity));
    return new FmrTable.Row(fmr, similarity, errors, roundUp(Math.min(1, upper)));
  }

  private static BigDecimal rate(int index) {
    int decade = index / MANTISSAS.length;
    // The first mantissa, 1000, is 0.1.
    return BigDecimal.valueOf(MANTISSAS[index % MANTISSAS.length], 4 + decade).stripTrailingZeros();
  }

  /** The smallest millionth above a score: the text form loses nothing. */
  private static double justAbove(double score) {
    return BigDecimal.valueOf((long) Math.floor(score / STEP) + 1, 6).doubleValue();
  }

  private static int atOrAbove(double[] ascending, double similarity) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] >= similarity) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return ascending.length - low;
  }

  private static double roundUp(double rate) {
    return new BigDecimal(rate).round(UP_TO_3_DIGITS).doubleValue();
  }

  /**
   * Upper bound of a Poisson mean after so many events: Byar's approximation (Breslow and Day,
   * Statistical Methods in Cancer Research II, 1987, p. 69), within 1 % of the exact bound.
   */
  static double poissonUpper95(long events) {
    double next = events + 1.0;
    return next * Math.pow(1 - 1 / (9 * next) + Z95 / (3 * Math.sqrt(next)), 3);
  }

  /**
   * Upper bound of a rate whose comparisons share persons: the delete-one-person jackknife (Efron
   * and Stein, Annals of Statistics 9, 1981) with all comparisons of that person left out.
   *
   * @param errors false matches that each person takes part in
   * @param comparisons comparisons that each person takes part in
   */
  static double jackknifeUpper95(long[] errors, long[] comparisons) {
    // Every comparison has two persons and is counted for both.
    double allErrors = Arrays.stream(errors).sum() / 2.0;
    double allComparisons = Arrays.stream(comparisons).sum() / 2.0;
    int people = errors.length;
    double[] without = new double[people];
    for (int p = 0; p < people; p++) {
      without[p] = (allErrors - errors[p]) / (allComparisons - comparisons[p]);
    }
    double mean = Arrays.stream(without).average().orElseThrow();
    double squares = Arrays.stream(without).map(rate -> (rate - mean) * (rate - mean)).sum();
    double deviation = Math.sqrt(squares * (people - 1) / people);
    return allErrors / allComparisons + Z95 * deviation;
  }

  private static void requireScores(double[] scores, int people) {
    if (people < 2) {
      throw new IllegalArgumentException("expected at least 2 people, got " + people);
    }
    for (double score : scores) {
      if (!Double.isFinite(score)) {
        throw new IllegalArgumentException("expected finite scores, got " + score);
      }
    }
  }
}
