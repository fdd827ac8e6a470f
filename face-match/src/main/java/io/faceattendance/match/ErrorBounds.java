package io.faceattendance.match;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * One-sided 95 % upper bounds of a false match rate, by the number of false matches that were seen.
 * They never fall where the number grows. Immutable.
 *
 * <p>Independent comparisons have the exact bound of a Poisson mean, half the 95 % quantile of chi
 * squared with 2 (errors + 1) degrees of freedom (Garwood, Biometrika 28, 1936): 2.996 with none
 * seen, the "rule of 3". Comparisons that share persons have the greater of that, for as many as
 * they are worth ({@link ImpostorPairs#independent()}), and a bootstrap by person: persons are
 * drawn with replacement and all their pictures with them (the "subsets" bootstrap: Bolle, Ratha
 * and Pankanti, Computer Vision and Image Understanding 93, 2004).
 */
final class ErrorBounds {
  private static final double CONFIDENCE = 0.95;
  private static final int RESAMPLES = 1000;
  private static final int SEED = 20261122;
  // Every number of errors up to here has a bound of its own, the others that of one less than
  // 1 % greater.
  private static final int EACH = 100;
  private static final double STEP = 1.01;

  private final int[] counts;
  private final double[] bounds;

  private ErrorBounds(int[] counts, double[] bounds) {
    this.counts = counts;
    this.bounds = bounds;
  }

  /**
   * Bounds for independent comparisons.
   *
   * @param comparisons how many, at least 1
   * @param most the greatest number of errors that is asked for
   */
  static ErrorBounds independent(long comparisons, int most) {
    return worth(comparisons, comparisons, most);
  }

  /** Bounds for comparisons that say no more than a smaller number of independent ones. */
  private static ErrorBounds worth(double independent, long comparisons, int most) {
    double share = independent / comparisons;
    int[] counts = counts(most);
    double[] bounds = new double[counts.length];
    for (int c = 0; c < counts.length; c++) {
      bounds[c] = Math.min(1, poissonUpper95(share * counts[c]) / independent);
    }
    return new ErrorBounds(counts, bounds);
  }

  /** Bounds for all pairs of pictures of different people. */
  static ErrorBounds overPersons(ImpostorPairs pairs, int most) {
    ErrorBounds bounds = worth(pairs.independent(), pairs.comparisons(), most);
    double[][] rates = resampled(pairs, bounds.counts);
    double[] column = new double[RESAMPLES];
    for (int c = 0; c < rates[0].length; c++) {
      for (int resample = 0; resample < RESAMPLES; resample++) {
        column[resample] = rates[resample][c];
      }
      Arrays.sort(column);
      double percentile = column[(int) Math.ceil(CONFIDENCE * RESAMPLES) - 1];
      bounds.bounds[c] = Math.max(bounds.bounds[c], Math.min(1, percentile));
    }
    return bounds;
  }

  private static double[][] resampled(ImpostorPairs pairs, int[] counts) {
    Random random = new Random(SEED);
    double[][] rates = new double[RESAMPLES][counts.length];
    for (double[] row : rates) {
      int[] times = drawn(pairs.people(), random);
      // Of two people, every second draw is of one alone and compares nothing.
      while (!pairs.ratesOf(times, counts, row)) {
        times = drawn(pairs.people(), random);
      }
    }
    return rates;
  }

  private static int[] drawn(int people, Random random) {
    int[] times = new int[people];
    for (int i = 0; i < people; i++) {
      times[random.nextInt(people)]++;
    }
    return times;
  }

  private static int[] counts(int most) {
    int[] counts = new int[EACH];
    int size = 0;
    for (int count = 0; count < most; count = next(count)) {
      if (size == counts.length) {
        counts = Arrays.copyOf(counts, 2 * size);
      }
      counts[size++] = count;
    }
    counts = Arrays.copyOf(counts, size + 1);
    counts[size] = most;
    return counts;
  }

  private static int next(int count) {
    return count < EACH ? count + 1 : (int) (STEP * count);
  }

  static double poissonUpper95(double errors) {
    return ChiSquaredDistribution.of(2.0 * (errors + 1)).inverseCumulativeProbability(CONFIDENCE)
        / 2;
  }

  /**
   * The bound.
   *
   * @param errors 0 to the greatest number that was asked for
   */
  double upper95(int errors) {
    int at = Arrays.binarySearch(counts, errors);
    return bounds[at >= 0 ? at : -at - 1];
  }

  /** The greatest number of errors whose bound is at most a rate; -1 if there is none. */
  int most(double rate) {
    int most = -1;
    for (int c = 0; c < counts.length && bounds[c] <= rate; c++) {
      most = counts[c];
    }
    return most;
  }
}
