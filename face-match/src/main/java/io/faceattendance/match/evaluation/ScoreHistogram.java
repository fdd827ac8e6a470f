package io.faceattendance.match.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the scores that should be accepted and those that should be refused are distributed.
 *
 * @param bins next to each other, ascending, all of one width; empty without scores
 * @param genuine how many scores should be accepted
 * @param impostor how many should be refused
 */
public record ScoreHistogram(List<Bin> bins, int genuine, int impostor) {
  // As narrow as a small plot can show.
  private static final int MOST_BINS = 60;
  // The width of the bin of scores that are all alike.
  private static final double SINGLE = 0.01;

  /**
   * Copies the bins.
   *
   * @param bins as above
   * @param genuine as above
   * @param impostor as above
   */
  public ScoreHistogram {
    bins = List.copyOf(bins);
  }

  /**
   * A range of scores.
   *
   * @param from the lowest score in it
   * @param to the lowest score beyond it
   * @param genuine how many scores of one person
   * @param impostor how many scores of two
   */
  public record Bin(double from, double to, int genuine, int impostor) {}

  /**
   * The scores of 1:1 comparisons.
   *
   * @param pairs the comparisons; those without a score are left out
   * @return the histogram
   */
  public static ScoreHistogram ofPairs(List<ScoredPair> pairs) {
    List<ScoredPair> scored = pairs.stream().filter(pair -> pair.score().isPresent()).toList();
    if (scored.isEmpty()) {
      return new ScoreHistogram(List.of(), 0, 0);
    }
    double[] scores = scored.stream().mapToDouble(pair -> pair.score().orElseThrow()).toArray();
    double width = width(scores);
    double first = Math.floor(Arrays.stream(scores).min().orElseThrow() / width);
    int[][] counts = new int[MOST_BINS + 2][2];
    int last = 0;
    for (int i = 0; i < scores.length; i++) {
      int bin = (int) (Math.floor(scores[i] / width) - first);
      counts[bin][scored.get(i).same() ? 0 : 1]++;
      last = Math.max(last, bin);
    }
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      double from = first + i;
      bins.add(new Bin(from * width, (from + 1) * width, counts[i][0], counts[i][1]));
    }
    int genuine = (int) scored.stream().filter(ScoredPair::same).count();
    return new ScoreHistogram(bins, genuine, scored.size() - genuine);
  }

  /** 1, 2 or 5 times a power of ten: the narrowest that makes few enough bins. */
  private static double width(double[] scores) {
    double least = Arrays.stream(scores).min().orElseThrow();
    double greatest = Arrays.stream(scores).max().orElseThrow();
    double range = greatest - least;
    // Narrower than numbers of this size can be told apart.
    if (range < 1e-9 * Math.max(1, Math.max(Math.abs(least), Math.abs(greatest)))) {
      return SINGLE;
    }
    double power = Math.pow(10, Math.floor(Math.log10(range / MOST_BINS)));
    for (int factor : new int[] {1, 2, 5}) {
      if (range / (factor * power) <= MOST_BINS) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /**
   * The scores of 1:N searches: of known persons where the most similar one is right, and of
   * strangers that of their most similar person.
   *
   * @param searches the searches in one gallery
   * @return the histogram
   */
  public static ScoreHistogram ofSearches(List<ProbeSearch> searches) {
    return ofPairs(IdentificationEvaluation.pairs(searches));
  }
}
