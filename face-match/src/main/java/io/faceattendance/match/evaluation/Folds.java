package io.faceattendance.match.evaluation;

import io.faceattendance.FaceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Parts of a data set, each judged with a threshold chosen on the others. */
final class Folds {
  private static final int DEFAULT = 10;

  private final List<List<ScoredPair>> folds;

  private Folds(Collection<List<ScoredPair>> folds) {
    if (folds.size() < 2) {
      throw new FaceException(
          "expected pairs in at least 2 folds, got %d: a threshold must be chosen on other pairs"
              .formatted(folds.size()));
    }
    this.folds = List.copyOf(folds);
  }

  static Folds of(List<ScoredPair> pairs) {
    long named = pairs.stream().filter(pair -> pair.fold().isPresent()).count();
    if (named != 0 && named != pairs.size()) {
      throw new FaceException(
          "expected a fold for every pair or for none, got %d of %d"
              .formatted(named, pairs.size()));
    }
    return named == 0 ? dealt(pairs) : given(pairs);
  }

  private static Folds given(List<ScoredPair> pairs) {
    SortedMap<Integer, List<ScoredPair>> folds = new TreeMap<>();
    pairs.forEach(
        pair ->
            folds.computeIfAbsent(pair.fold().orElseThrow(), any -> new ArrayList<>()).add(pair));
    return new Folds(folds.values());
  }

  // Stratified: first the pairs of one person around the folds, then, going on, those of two.
  private static Folds dealt(List<ScoredPair> pairs) {
    List<ScoredPair> order = new ArrayList<>(pairs.stream().filter(ScoredPair::same).toList());
    pairs.stream().filter(pair -> !pair.same()).forEach(order::add);
    int count = Math.min(DEFAULT, order.size());
    SortedMap<Integer, List<ScoredPair>> folds = new TreeMap<>();
    for (int i = 0; i < order.size(); i++) {
      folds.computeIfAbsent(i % count, any -> new ArrayList<>()).add(order.get(i));
    }
    return new Folds(folds.values());
  }

  double[] crossValidatedAccuracies() {
    double[] accuracies = new double[folds.size()];
    for (int held = 0; held < accuracies.length; held++) {
      List<ScoredPair> others = new ArrayList<>();
      for (int other = 0; other < accuracies.length; other++) {
        if (other != held) {
          others.addAll(folds.get(other));
        }
      }
      List<ScoredPair> judged = folds.get(held);
      double threshold = ScoreCurve.of(others).bestThreshold();
      accuracies[held] = (double) ScoreCurve.of(judged).correct(threshold) / judged.size();
    }
    return accuracies;
  }
}
