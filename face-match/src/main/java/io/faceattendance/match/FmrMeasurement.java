package io.faceattendance.match;

import io.faceattendance.FaceException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Impostor scores and the one rule that makes a threshold of them: for a rate, the lowest
 * similarity at which the upper bound of the false match rate is at most that rate. Immutable.
 */
final class FmrMeasurement {
  /** No threshold is made for a greater rate: nobody aims at one. */
  static final double GREATEST_RATE = 0.1;

  // Twenty steps a decade (the R20 series of ISO 3): a target between two rows loses at most 11 %.
  private static final int[] MANTISSAS = {
    1000, 900, 800, 710, 630, 560, 500, 450, 400, 355, 315, 280, 250, 224, 200, 180, 160, 140, 125,
    112
  };
  private static final int DIGITS = 6;
  private static final BigDecimal STEP = BigDecimal.valueOf(1, DIGITS);
  private static final MathContext UP_TO_3_DIGITS = new MathContext(3, RoundingMode.CEILING);

  // At least one more than the errors that the greatest rate may have.
  private final double[] descending;
  private final FmrTable.Evidence evidence;
  private final ErrorBounds bounds;

  private FmrMeasurement(double[] descending, FmrTable.Evidence evidence, ErrorBounds bounds) {
    this.descending = descending;
    this.evidence = evidence;
    this.bounds = bounds;
  }

  static FmrMeasurement of(double[] scores, int people) {
    requireScores(scores, people);
    double[] descending = scores.clone();
    Arrays.sort(descending);
    reverse(descending);
    return new FmrMeasurement(
        descending,
        new FmrTable.Evidence(people, scores.length, FmrTable.Bounds.INDEPENDENT),
        ErrorBounds.independent(scores.length, mostErrors(scores.length)));
  }

  static FmrMeasurement of(PicturePairs pictures) {
    ImpostorPairs pairs = ImpostorPairs.of(pictures, GREATEST_RATE);
    return new FmrMeasurement(
        pairs.scores(),
        new FmrTable.Evidence(pairs.people(), pairs.comparisons(), FmrTable.Bounds.OVER_PERSONS),
        ErrorBounds.overPersons(pairs, mostErrors(pairs.comparisons())));
  }

  private static int mostErrors(long comparisons) {
    return (int) Math.floor(GREATEST_RATE * comparisons);
  }

  private static void reverse(double[] values) {
    for (int i = 0, j = values.length - 1; i < j; i++, j--) {
      double value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }

  FmrTable.Evidence evidence() {
    return evidence;
  }

  FmrTable table(FmrTable.Source source) {
    List<FmrTable.Row> rows = new ArrayList<>();
    for (double fmr = rate(0); supports(fmr); fmr = rate(rows.size())) {
      rows.add(at(fmr));
    }
    if (rows.isEmpty()) {
      throw new FaceException(
          ("expected enough comparisons of different people to bound their FMR by %s (30 with no"
                  + " false match seen), got %d comparisons: add more people")
              .formatted(rate(0), evidence.comparisons()));
    }
    return new FmrTable(source, evidence, rows);
  }

  /** Whether there is a threshold for a rate; one above the greatest is as that. */
  boolean supports(double rate) {
    return bounds.most(clipped(rate)) >= 0;
  }

  /** The lowest threshold for a rate that is supported; a rate above the greatest is as that. */
  FmrTable.Row at(double rate) {
    return row(clipped(rate), bounds.most(clipped(rate)));
  }

  /** More errors than those of the greatest rate were not kept. */
  static double clipped(double rate) {
    return Math.min(rate, GREATEST_RATE);
  }

  /** The threshold above all scores, for the smallest rate that there is one for. */
  FmrTable.Row strictest() {
    return row(roundUp(bounds.upper95(0)), 0);
  }

  private FmrTable.Row row(double rate, int allowed) {
    double similarity = justAbove(descending[allowed]);
    int errors = errorsAt(similarity);
    return new FmrTable.Row(rate, similarity, errors, roundUp(bounds.upper95(errors)));
  }

  private static double rate(int index) {
    int decade = index / MANTISSAS.length;
    // The first mantissa, 1000, is 0.1.
    return BigDecimal.valueOf(MANTISSAS[index % MANTISSAS.length], 4 + decade).doubleValue();
  }

  /** The smallest millionth above a score: the text form loses nothing. */
  private static double justAbove(double score) {
    BigDecimal millionths = new BigDecimal(score).setScale(DIGITS, RoundingMode.FLOOR);
    do {
      millionths = millionths.add(STEP);
    } while (millionths.doubleValue() <= score);
    return millionths.doubleValue();
  }

  private int errorsAt(double similarity) {
    int low = 0;
    int high = descending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (descending[middle] >= similarity) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Never above a rate of three digits that it is not above. */
  static double roundUp(double bound) {
    // Of the shortest decimal: the exact one of 0.005 is above 0.005 and would give 0.00501.
    return BigDecimal.valueOf(bound).round(UP_TO_3_DIGITS).doubleValue();
  }

  private static void requireScores(double[] scores, int people) {
    if (people < 2) {
      throw new IllegalArgumentException("expected at least 2 people, got " + people);
    }
    if (scores.length == 0) {
      throw new IllegalArgumentException("expected at least one score, got none");
    }
    for (double score : scores) {
      if (!Double.isFinite(score)) {
        throw new IllegalArgumentException("expected finite scores, got " + score);
      }
    }
  }
}
