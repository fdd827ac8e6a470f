package io.faceattendance.detect;

import java.util.Arrays;

/** Keeps the best of overlapping boxes, greedily from the highest score down. */
final class NonMaximumSuppression {
  /** The work grows with the square of the finds: no picture has as many faces as this. */
  static final int MOST = 5000;

  private NonMaximumSuppression() {}

  /**
   * The indices to keep, best score first; equal scores in the order found. Of more than {@value
   * #MOST} finds only the best are looked at.
   *
   * @param detections valid finds
   * @param overlap two boxes with a higher intersection over union are one face
   */
  static int[] keep(Detections detections, double overlap) {
    return keep(detections, overlap, Detections::iou);
  }

  /**
   * The same where a box inside another one is the same face, however small it is.
   *
   * @param detections valid finds
   * @param overlap two boxes with a higher intersection over the smaller one are one face
   */
  static int[] keepBySmaller(Detections detections, double overlap) {
    return keep(detections, overlap, Detections::intersectionOverSmaller);
  }

  /** How much two boxes have in common. */
  private interface Measure {
    float of(Detections detections, int first, int second);
  }

  private static int[] keep(Detections detections, double overlap, Measure measure) {
    int[] order = byScore(detections);
    int kept = 0;
    for (int candidate : order) {
      if (isNew(detections, order, kept, candidate, overlap, measure)) {
        order[kept++] = candidate;
      }
    }
    return Arrays.copyOf(order, kept);
  }

  private static int[] byScore(Detections detections) {
    // A score of 0..1 sorts as its bits do; below them the index, so that equal scores keep order.
    long[] keys = new long[detections.size()];
    int valid = 0;
    for (int index = 0; index < detections.size(); index++) {
      if (detections.isValid(index)) {
        long descending = Integer.MAX_VALUE - Float.floatToIntBits(detections.score(index));
        keys[valid++] = descending << Integer.SIZE | index;
      }
    }
    Arrays.sort(keys, 0, valid);
    int[] order = new int[Math.min(valid, MOST)];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }

  private static boolean isNew(
      Detections detections,
      int[] order,
      int kept,
      int candidate,
      double overlap,
      Measure measure) {
    for (int i = 0; i < kept; i++) {
      if (measure.of(detections, order[i], candidate) > overlap) {
        return false;
      }
    }
    return true;
  }
}
