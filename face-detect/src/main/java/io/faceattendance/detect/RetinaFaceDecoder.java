package io.faceattendance.detect;

import io.faceattendance.internal.Tensor;
import io.faceattendance.internal.TensorSpec;
import java.util.List;

/**
 * RetinaFace's outputs to boxes and landmarks: two square priors a cell at strides 8, 16 and 32.
 *
 * <p>With the prior of side p around the middle of its cell: centre = middle + 0.1 * (dx, dy) * p;
 * size = exp(0.2 * (dw, dh)) * p; landmark = middle + 0.1 * value * p. The score is the second of
 * two classes, softmax is done. Deng et al., "RetinaFace: Single-Shot Multi-Level Face Localisation
 * in the Wild", 2020; the coding of offsets is that of Liu et al., "SSD: Single Shot MultiBox
 * Detector", 2016.
 */
final class RetinaFaceDecoder {
  static final int[] STRIDES = {8, 16, 32};
  private static final int[][] PRIORS = {{16, 32}, {64, 128}, {256, 512}};
  private static final float CENTRE_VARIANCE = 0.1f;
  private static final float SIZE_VARIANCE = 0.2f;
  private static final int CLASSES = 2;

  private final float[] scores;
  private final float[] boxes;
  private final float[] points;
  private final Detections found = new Detections();

  private RetinaFaceDecoder(float[] scores, float[] boxes, float[] points) {
    this.scores = scores;
    this.boxes = boxes;
    this.points = points;
  }

  /** Boxes, classes and landmarks, all [N, priors, values]. */
  static List<TensorSpec> tensors() {
    return List.of(rowsOf(Detections.BOX), rowsOf(CLASSES), rowsOf(Detections.LANDMARKS));
  }

  private static TensorSpec rowsOf(long values) {
    return TensorSpec.of(TensorSpec.ANY, TensorSpec.ANY, values);
  }

  /**
   * Decodes one picture.
   *
   * @param outputs those of {@link #tensors}, in any order
   * @param width columns of the network's input
   * @param height rows of the network's input
   * @param threshold least score
   */
  static Detections decode(List<Tensor> outputs, int width, int height, double threshold) {
    int priors = priors(width, height);
    RetinaFaceDecoder decoder =
        new RetinaFaceDecoder(
            Outputs.find(outputs, priors, CLASSES),
            Outputs.find(outputs, priors, Detections.BOX),
            Outputs.find(outputs, priors, Detections.LANDMARKS));
    int first = 0;
    for (int level = 0; level < STRIDES.length; level++) {
      int columns = cells(width, STRIDES[level]);
      int rows = cells(height, STRIDES[level]);
      decoder.decodeLevel(level, first, columns, rows, threshold);
      first += columns * rows * PRIORS[level].length;
    }
    return decoder.found;
  }

  static int priors(int width, int height) {
    int priors = 0;
    for (int level = 0; level < STRIDES.length; level++) {
      priors += cells(width, STRIDES[level]) * cells(height, STRIDES[level]) * PRIORS[level].length;
    }
    return priors;
  }

  private static int cells(int size, int stride) {
    return (size + stride - 1) / stride;
  }

  private void decodeLevel(int level, int first, int columns, int rows, double threshold) {
    int stride = STRIDES[level];
    int[] sides = PRIORS[level];
    int count = columns * rows * sides.length;
    for (int i = 0; i < count; i++) {
      float score = scores[(first + i) * CLASSES + 1];
      if (score >= threshold) {
        int cell = i / sides.length;
        float x = (cell % columns + 0.5f) * stride;
        float y = (cell / columns + 0.5f) * stride;
        decodePrior(first + i, x, y, sides[i % sides.length], score);
      }
    }
  }

  private void decodePrior(int prior, float x, float y, int side, float score) {
    int at = prior * Detections.BOX;
    float width = (float) Math.exp(SIZE_VARIANCE * boxes[at + 2]) * side;
    float height = (float) Math.exp(SIZE_VARIANCE * boxes[at + 3]) * side;
    float unit = CENTRE_VARIANCE * side;
    float left = x + boxes[at] * unit - width / 2;
    float top = y + boxes[at + 1] * unit - height / 2;
    int index = found.add(score);
    found.box(index, left, top, width, height);
    int from = prior * Detections.LANDMARKS;
    for (int point = 0; point < Detections.POINTS; point++, from += 2) {
      found.landmark(index, point, x + points[from] * unit, y + points[from + 1] * unit);
    }
  }
}
