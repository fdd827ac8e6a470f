package io.faceattendance.match.evaluation;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Stub.
 *
 * @param pairs pairs
 * @param failuresToAcquire failures
 * @param accuracy accuracy
 * @param accuracySd sd
 * @param threshold threshold
 * @param eer eer
 * @param tarAtFmr1e2 tar
 * @param tarAtFmr1e3 tar
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

  public static VerificationEvaluation of(List<ScoredPair> pairs) {
    throw new UnsupportedOperationException();
  }
}
