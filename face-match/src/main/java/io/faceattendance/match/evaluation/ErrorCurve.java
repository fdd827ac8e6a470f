package io.faceattendance.match.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * How the two kinds of errors trade against each other when the threshold moves (the detection
 * error trade-off, DET, of ISO/IEC 19795-1; the same points are a receiver operating
 * characteristic, ROC, with {@code 1 - falseNegativeRate}).
 *
 * @param points from the loosest threshold to the strictest, each score a threshold; those between
 *     two points on a line are left out. Empty unless there are scores to refuse and comparisons to
 *     accept
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
    List<OperatingPoint> points = new ArrayList<>();
    for (double threshold : scores.thresholds()) {
      OperatingPoint point =
          new OperatingPoint(
              threshold, scores.falseMatchRate(threshold), scores.falseNonMatchRate(threshold));
      int last = points.size() - 1;
      if (last > 0 && isBetween(points.get(last - 1), points.get(last), point)) {
        points.set(last, point);
      } else {
        points.add(point);
      }
    }
    return new ErrorCurve(points);
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

  private static boolean isBetween(
      OperatingPoint before, OperatingPoint point, OperatingPoint after) {
    boolean upright =
        before.falsePositiveRate == point.falsePositiveRate
            && point.falsePositiveRate == after.falsePositiveRate;
    boolean level =
        before.falseNegativeRate == point.falseNegativeRate
            && point.falseNegativeRate == after.falseNegativeRate;
    return upright || level;
  }
}
