package io.faceattendance.match;

import java.util.Arrays;

/**
 * The most similar pairs of pictures of different people, most similar first, with the two persons
 * of each. In primitives: while it is made, a million pairs take 16 MB.
 */
final class ImpostorPairs {
  private static final double PARTS = 1e9;

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
   * Compares and sorts.
   *
   * @param share which share of all pairs is kept, at least, with one pair more
   */
  static ImpostorPairs of(PicturePairs pictures, double share) {
    double[] all = pictures.impostor();
    double[] ascending = all.clone();
    Arrays.sort(ascending);
    int last = ascending.length - 1;
    double least = ascending[last - Math.min(last, (int) Math.floor(share * ascending.length))];
    int kept = (int) Arrays.stream(all).filter(score -> score >= least).count();
    ImpostorPairs pairs = new ImpostorPairs(all.length, pictures.picturesOf(), kept);
    pairs.fill(pictures, all, least);
    return pairs;
  }

  private void fill(PicturePairs pictures, double[] all, double least) {
    int[] rank = ranks(all, least);
    int[] next = new int[2];
    pictures.forEachImpostor(
        (one, other) -> {
          double score = all[next[0]++];
          if (score >= least) {
            int at = rank[next[1]++];
            scores[at] = score;
            first[at] = one;
            second[at] = other;
          }
        });
    settle();
  }

  /** Where each kept pair belongs, up to a billionth; pairs that are nearer keep their order. */
  private static int[] ranks(double[] all, double least) {
    double[] kept = Arrays.stream(all).filter(score -> score >= least).toArray();
    long[] keys = new long[kept.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = Math.round((1 - kept[i]) * PARTS) << Integer.SIZE | i;
    }
    Arrays.sort(keys);
    int[] rank = new int[keys.length];
    for (int at = 0; at < keys.length; at++) {
      rank[(int) keys[at]] = at;
    }
    return rank;
  }

  /** Puts the few that are nearer than a billionth in order: an insertion sort of sorted data. */
  private void settle() {
    for (int i = 1; i < scores.length; i++) {
      for (int j = i; j > 0 && scores[j] > scores[j - 1]; j--) {
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

  int people() {
    return picturesOf.length;
  }

  /** The kept similarities, greatest first. */
  double[] scores() {
    return scores.clone();
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
