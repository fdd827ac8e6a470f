package io.faceattendance.match;

import java.util.Arrays;

/**
 * The most similar pairs of pictures of different people, most similar first, with the two persons
 * of each; equally similar ones in the order of the pictures. In primitives, 16 bytes a pair: the
 * others are compared twice and never kept.
 */
final class ImpostorPairs {
  private static final int BINS_EACH = 10_000; // for a cosine of 1
  private static final double PARTS = 1e9;
  // A judgement, with the reason in docs/DECISIONS.md.
  private static final int COMPARISONS_OF_A_PICTURE = 4;

  private final long comparisons;
  private final int[] picturesOf;
  private final double[] scores;
  private final int[] first;
  private final int[] second;

  private ImpostorPairs(long comparisons, int[] picturesOf, int kept) {
    this.comparisons = comparisons;
    this.picturesOf = picturesOf;
    this.scores = new double[kept];
    this.first = new int[kept];
    this.second = new int[kept];
  }

  /**
   * Compares and sorts: first it counts how similar pairs are, to a bin, then it takes those of the
   * bins that hold the share.
   *
   * @param share which share of all pairs is kept, at least, with one pair more
   */
  static ImpostorPairs of(PicturePairs pictures, double share) {
    int[] bins = new int[2 * BINS_EACH + 1];
    pictures.forEachImpostor((score, one, other) -> bins[bin(score)]++);
    long comparisons = Arrays.stream(bins).asLongStream().sum();
    int[] starts = starts(bins, 1 + (long) Math.floor(share * comparisons));
    ImpostorPairs pairs =
        new ImpostorPairs(comparisons, pictures.picturesOf(), starts[starts.length - 1]);
    pairs.fill(pictures, starts);
    return pairs;
  }

  /** The most similar are in the first; a cosine may be beyond 1 by rounding. */
  private static int bin(double score) {
    return Math.max(0, Math.min(2 * BINS_EACH, (int) ((1 - score) * BINS_EACH)));
  }

  /**
   * Where the first bins begin that hold as many as are wanted, and where the last of them ends.
   */
  private static int[] starts(int[] bins, long wanted) {
    int[] starts = new int[bins.length + 1];
    int bin = 0;
    while (bin < bins.length && starts[bin] < wanted) {
      starts[bin + 1] = starts[bin] + bins[bin];
      bin++;
    }
    return Arrays.copyOf(starts, bin + 1);
  }

  private void fill(PicturePairs pictures, int[] starts) {
    int kept = starts.length - 1;
    int[] next = starts.clone();
    pictures.forEachImpostor(
        (score, one, other) -> {
          int bin = bin(score);
          if (bin < kept) {
            int at = next[bin]++;
            scores[at] = score;
            first[at] = one;
            second[at] = other;
          }
        });
    for (int bin = 0; bin < kept; bin++) {
      sort(starts[bin], starts[bin + 1]);
    }
  }

  /** Sorts those of a bin up to a billionth, and then the few that are nearer. */
  private void sort(int from, int to) {
    long[] keys = new long[to - from];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = Math.round((1 - scores[from + i]) * PARTS) << Integer.SIZE | i;
    }
    Arrays.sort(keys);
    double[] score = Arrays.copyOfRange(scores, from, to);
    int[] one = Arrays.copyOfRange(first, from, to);
    int[] other = Arrays.copyOfRange(second, from, to);
    for (int i = 0; i < keys.length; i++) {
      int was = (int) keys[i];
      scores[from + i] = score[was];
      first[from + i] = one[was];
      second[from + i] = other[was];
    }
    settle(from, to);
  }

  /** An insertion sort of sorted data. */
  private void settle(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      for (int j = i; j > from && scores[j] > scores[j - 1]; j--) {
        swap(j, j - 1);
      }
    }
  }

  private void swap(int one, int other) {
    double score = scores[one];
    scores[one] = scores[other];
    scores[other] = score;
    swap(first, one, other);
    swap(second, one, other);
  }

  private static void swap(int[] values, int one, int other) {
    int value = values[one];
    values[one] = values[other];
    values[other] = value;
  }

  /** How many pairs there are, those that were not kept included. */
  long comparisons() {
    return comparisons;
  }

  /**
   * How many independent comparisons they are taken for. Ten pictures of each of two people make a
   * hundred comparisons, and do not say a hundred things: a picture counts as at most {@value
   * #COMPARISONS_OF_A_PICTURE} comparisons with one other person.
   */
  double independent() {
    double sum = 0;
    for (int i = 0; i < picturesOf.length; i++) {
      for (int j = i + 1; j < picturesOf.length; j++) {
        sum += independent(picturesOf[i], picturesOf[j]);
      }
    }
    return sum;
  }

  /** The same of two people with so many pictures. */
  static double independent(double pictures, double others) {
    return Math.min(pictures * others, COMPARISONS_OF_A_PICTURE * (pictures + others) / 2);
  }

  int people() {
    return picturesOf.length;
  }

  /** The kept similarities, greatest first; not copied. */
  double[] scores() {
    return scores;
  }

  /**
   * The false match rate at each of some numbers of errors, if each person and all its pictures
   * occur a number of times: a pair counts as often as the product of its two persons' numbers, and
   * two copies of one person are never compared.
   *
   * @param times for each person how often
   * @param counts numbers of errors, ascending, none above the number of pairs kept
   * @param rates receives the rates
   * @return whether two different persons occur; if not, there is no rate
   */
  boolean ratesOf(int[] times, int[] counts, double[] rates) {
    double all = 0;
    double ownSquares = 0;
    for (int person = 0; person < times.length; person++) {
      double pictures = (double) times[person] * picturesOf[person];
      all += pictures;
      ownSquares += pictures * pictures;
    }
    double weight = (all * all - ownSquares) / 2;
    long errors = 0;
    int pair = 0;
    for (int c = 0; c < counts.length; c++) {
      for (; pair < counts[c]; pair++) {
        errors += (long) times[first[pair]] * times[second[pair]];
      }
      rates[c] = errors / weight;
    }
    return weight > 0;
  }
}
