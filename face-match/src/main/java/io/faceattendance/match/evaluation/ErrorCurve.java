package io.faceattendance.match.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How the two kinds of errors trade against each other when the threshold moves (the detection
 * error trade-off, DET, of ISO/IEC 19795-1; the same points are a receiver operating
 * characteristic, ROC, with {@code 1 - falseNegativeRate}).
 *
 * @param points from the loosest threshold to the strictest, each score a threshold. Empty unless
 *     there are scores to refuse and comparisons to accept
 */
public record ErrorCurve(List<OperatingPoint> points) {

  /**
   * Copies the points.
   *
   * @param points as above
   */
  public ErrorCurve {
    points = List.copyOf(points);
  }

  /**
   * The error rates at a threshold.
   *
   * @param threshold a score at or above it is accepted; {@link Double#POSITIVE_INFINITY} accepts
   *     none
   * @param falsePositiveRate FMR or FPIR, 0 to 1
   * @param falseNegativeRate FNMR or FNIR, 0 to 1; what has no score is refused
   */
  public record OperatingPoint(
      double threshold, double falsePositiveRate, double falseNegativeRate) {}

  /**
   * FMR and FNMR of 1:1 comparisons.
   *
   * @param pairs the comparisons
   * @return the curve
   */
  public static ErrorCurve ofPairs(List<ScoredPair> pairs) {
    ScoreCurve scores = ScoreCurve.of(pairs);
    if (!scores.hasBothRates()) {
      return new ErrorCurve(List.of());
    }
    return new ErrorCurve(
        Arrays.stream(scores.thresholds())
            .mapToObj(
                threshold ->
                    new OperatingPoint(
                        threshold,
                        scores.falseMatchRate(threshold),
                        scores.falseNonMatchRate(threshold)))
            .toList());
  }

  /**
   * FPIR and FNIR of 1:N searches.
   *
   * @param searches the searches in one gallery
   * @return the curve
   */
  public static ErrorCurve ofSearches(List<ProbeSearch> searches) {
    return ofPairs(IdentificationEvaluation.pairs(searches));
  }

  /**
   * The rates at any threshold: those of the least score that it accepts.
   *
   * @param threshold which
   * @return the point with that score; empty if there are no points
   */
  public Optional<OperatingPoint> at(double threshold) {
    return points.stream().filter(point -> point.threshold >= threshold).findFirst();
  }
}
