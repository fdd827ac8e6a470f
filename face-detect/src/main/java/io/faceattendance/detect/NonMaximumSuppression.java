package io.faceattendance.detect;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Keeps the best of overlapping boxes, greedily from the highest score down. */
final class NonMaximumSuppression {
  private NonMaximumSuppression() {}

  /**
   * The indices to keep, best score first; equal scores in the order found.
   *
   * @param detections valid finds
   * @param overlap two boxes with a higher intersection over union are one face
   */
  static int[] keep(Detections detections, double overlap) {
    int[] order =
        IntStream.range(0, detections.size())
            .filter(detections::isValid)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -detections.score(i)))
            .mapToInt(Integer::intValue)
            .toArray();
    int kept = 0;
    for (int candidate : order) {
      if (isNew(detections, order, kept, candidate, overlap)) {
        order[kept++] = candidate;
      }
    }
    return Arrays.copyOf(order, kept);
  }

  private static boolean isNew(
      Detections detections, int[] order, int kept, int candidate, double overlap) {
    for (int i = 0; i < kept; i++) {
      if (detections.iou(order[i], candidate) > overlap) {
        return false;
      }
    }
    return true;
  }
}
