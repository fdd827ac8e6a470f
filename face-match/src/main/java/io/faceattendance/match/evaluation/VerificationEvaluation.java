package io.faceattendance.match.evaluation;

import io.faceattendance.FaceException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How well scores tell same from different, over pairs whose truth is known.
 *
 * <p>A pair is accepted if its score is at or above the threshold. A pair whose face was not found
 * is an error whatever the threshold: it counts against the accuracy, and if it is of one person it
 * counts as not accepted in TAR and EER. A pair of two people whose face was not found is not a
 * comparison, so it does not enter the FMR, which it would only make look better.
 *
 * @param pairs how many pairs
 * @param failuresToAcquire how many of them have no score
 * @param accuracy mean over the folds of the share of right answers, with the threshold that is
 *     best on the other folds
 * @param accuracySd standard deviation of the folds' accuracies around their mean (divided by the
 *     number of folds)
 * @param threshold the score with the most right answers on all pairs, half-way between two scores;
 *     the strictest of equals
 * @param eer equal error rate, between the two nearest operating points by linear interpolation
 * @param tarAtFmr1e2 the share of pairs of one person accepted at the threshold that accepts at
 *     most 1 % of the pairs of two; empty with fewer than 100 scored pairs of two people
 * @param tarAtFmr1e3 the same at 0.1 %; empty with fewer than 1,000
 */
public record VerificationEvaluation(
    int pairs,
    int failuresToAcquire,
    double accuracy,
    double accuracySd,
    double threshold,
    double eer,
    OptionalDouble tarAtFmr1e2,
    OptionalDouble tarAtFmr1e3) {

  /**
   * Evaluates.
   *
   * @param pairs all with a fold (at least two different ones) or all without; then they are dealt
   *     into ten folds (as many as there are pairs, if fewer), those of one person first, in their
   *     order
   * @return the figures
   * @throws FaceException if the pairs cannot be evaluated: only some have a fold, all have the
   *     same, or there is no scored pair of one person or none of two people
   */
  public static VerificationEvaluation of(List<ScoredPair> pairs) {
    requireBothKinds(pairs);
    double[] accuracies = Folds.of(pairs).crossValidatedAccuracies();
    double mean = Arrays.stream(accuracies).average().orElseThrow();
    double squares = Arrays.stream(accuracies).map(one -> (one - mean) * (one - mean)).sum();
    ScoreCurve curve = ScoreCurve.of(pairs);
    return new VerificationEvaluation(
        pairs.size(),
        (int) pairs.stream().filter(pair -> pair.score().isEmpty()).count(),
        mean,
        Math.sqrt(squares / accuracies.length),
        curve.bestThreshold(),
        curve.eer(),
        curve.tarAtOneFalseMatchIn(100),
        curve.tarAtOneFalseMatchIn(1000));
  }

  private static void requireBothKinds(List<ScoredPair> pairs) {
    for (boolean same : new boolean[] {true, false}) {
      if (pairs.stream().noneMatch(pair -> pair.same() == same && pair.score().isPresent())) {
        throw new FaceException(
            "expected scored pairs of one person and of two, got none of "
                + (same ? "one person" : "two people"));
      }
    }
  }
}
