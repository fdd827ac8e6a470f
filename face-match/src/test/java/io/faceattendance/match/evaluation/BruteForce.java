package io.faceattendance.match.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The same figures by counting every pair at every threshold of a fine grid; scores are x/20. */
final class BruteForce {
  private BruteForce() {}

  /** Half-steps below, between and above all scores, ascending. */
  private static List<Double> thresholds() {
    List<Double> grid = new ArrayList<>();
    // Scores are whole twentieths, thresholds odd fortieths, -10 to 10.
    for (int fortieths = -401; fortieths <= 401; fortieths += 2) {
      grid.add(fortieths / 40.0);
    }
    return grid;
  }

  static long right(List<ScoredPair> pairs, double threshold) {
    return count(
        pairs,
        pair ->
            pair.score().isPresent() && (pair.score().getAsDouble() >= threshold) == pair.same());
  }

  static long mostRight(List<ScoredPair> pairs) {
    return thresholds().stream().mapToLong(one -> right(pairs, one)).max().orElseThrow();
  }

  static double accuracy(List<ScoredPair> pairs) {
    double sum = 0;
    for (int fold = 0; fold < 4; fold++) {
      int held = fold;
      List<ScoredPair> judged = pairs.stream().filter(one -> in(one, held)).toList();
      List<ScoredPair> others = pairs.stream().filter(one -> !in(one, held)).toList();
      sum += (double) right(judged, best(others)) / judged.size();
    }
    return sum / 4;
  }

  /** Every score decides: half-way between the two scores around the strictest best cut. */
  private static double best(List<ScoredPair> pairs) {
    List<Double> scores =
        pairs.stream()
            .filter(one -> one.score().isPresent())
            .map(one -> one.score().getAsDouble())
            .distinct()
            .sorted()
            .toList();
    double best = scores.get(0);
    for (int i = 1; i < scores.size(); i++) {
      double middle = (scores.get(i - 1) + scores.get(i)) / 2;
      best = right(pairs, middle) >= right(pairs, best) ? middle : best;
    }
    double beyond = scores.get(scores.size() - 1) + 1e-9;
    return right(pairs, beyond) >= right(pairs, best) ? beyond : best;
  }

  static double fmr(List<ScoredPair> pairs, double threshold) {
    return (double) count(pairs, one -> !one.same() && isAccepted(one, threshold))
        / count(pairs, one -> !one.same() && one.score().isPresent());
  }

  static double tarAt(List<ScoredPair> pairs, double threshold) {
    return (double) count(pairs, one -> one.same() && isAccepted(one, threshold))
        / count(pairs, ScoredPair::same);
  }

  static double tar(List<ScoredPair> pairs, double fmr) {
    return thresholds().stream()
        .filter(one -> fmr(pairs, one) <= fmr)
        .mapToDouble(one -> tarAt(pairs, one))
        .max()
        .orElseThrow();
  }

  /** Where the line between two neighbouring points of the ROC meets FMR = 1 - TAR. */
  static double eer(List<ScoredPair> pairs) {
    List<Double> grid = thresholds();
    for (int i = 1; i < grid.size(); i++) {
      double x0 = fmr(pairs, grid.get(i - 1));
      double y0 = 1 - tarAt(pairs, grid.get(i - 1));
      double x1 = fmr(pairs, grid.get(i));
      double y1 = 1 - tarAt(pairs, grid.get(i));
      if (x1 <= y1) {
        double t = (x0 - y0) / ((x0 - y0) + (y1 - x1));
        return x0 * (1 - t) + x1 * t;
      }
    }
    throw new AssertionError("no crossing");
  }

  private static boolean isAccepted(ScoredPair pair, double threshold) {
    return pair.score().isPresent() && pair.score().getAsDouble() >= threshold;
  }

  private static boolean in(ScoredPair pair, int fold) {
    return pair.fold().orElseThrow() == fold;
  }

  private static long count(List<ScoredPair> pairs, Predicate<ScoredPair> condition) {
    return pairs.stream().filter(condition).count();
  }
}
