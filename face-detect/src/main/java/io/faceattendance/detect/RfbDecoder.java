package io.faceattendance.detect;

import io.faceattendance.ModelException;
import io.faceattendance.internal.Tensor;
import io.faceattendance.internal.TensorSpec;
import java.util.List;

/**
 * The outputs of the Ultra-Light detectors to boxes: the graph has decoded them to corners x1, y1,
 * x2, y2 in parts of the input's sides. They may leave the picture and are cut off at its edge. The
 * score is the second of two classes, softmax is done. Source: Linzaer,
 * Ultra-Light-Fast-Generic-Face-Detector-1MB.
 */
final class RfbDecoder {
  private static final int CLASSES = 2;

  private RfbDecoder() {}

  /** Classes and corners, both [N, priors, values]. */
  static List<TensorSpec> tensors() {
    return List.of(
        TensorSpec.of(TensorSpec.ANY, TensorSpec.ANY, (long) CLASSES),
        TensorSpec.of(TensorSpec.ANY, TensorSpec.ANY, (long) Detections.BOX));
  }

  /**
   * Decodes one picture.
   *
   * @param outputs those of {@link #tensors}
   * @param width columns of the network's input
   * @param height rows of the network's input
   * @param threshold least score
   */
  static Detections decode(List<Tensor> outputs, int width, int height, double threshold) {
    float[] scores = outputs.get(0).values();
    float[] corners = outputs.get(1).values();
    int priors = scores.length / CLASSES;
    if (scores.length != priors * CLASSES || corners.length != priors * Detections.BOX) {
      throw new ModelException(
          "expected two scores and four corners a prior, got %d scores and %d corners"
              .formatted(scores.length, corners.length));
    }
    Detections found = new Detections();
    for (int prior = 0; prior < priors; prior++) {
      float score = scores[prior * CLASSES + 1];
      if (score >= threshold) {
        int at = prior * Detections.BOX;
        float x = inside(corners[at]) * width;
        float y = inside(corners[at + 1]) * height;
        float right = inside(corners[at + 2]) * width;
        float bottom = inside(corners[at + 3]) * height;
        found.box(found.add(score), x, y, right - x, bottom - y);
      }
    }
    return found;
  }

  private static float inside(float part) {
    return Math.max(0, Math.min(1, part));
  }
}
