package io.faceattendance.detect;

import io.faceattendance.internal.Tensor;
import io.faceattendance.internal.TensorSpec;
import java.util.Collections;
import java.util.List;

/**
 * SCRFD's outputs to boxes and landmarks: two finds a cell at strides 8, 16 and 32.
 *
 * <p>With the cell at (column, row) of stride s, its centre is (column, row) * s, without half a
 * cell; the box is the distances to its left, top, right and bottom, times s; a landmark is centre
 * + value * s. The score is in 0..1 already. Guo et al., "Sample and Computation Redistribution for
 * Efficient Face Detection", 2021.
 *
 * <p>Each stride has an output of scores [rows, 1], boxes [rows, 4] and landmarks [rows, 10], in
 * some exports behind a batch axis; names, order and declared sizes differ between exports.
 */
final class ScrfdDecoder {
  static final int[] STRIDES = {8, 16, 32};
  static final int ANCHORS = 2;
  private static final int OUTPUTS = 9;

  private ScrfdDecoder() {}

  /** Nine outputs, told apart when they are there. */
  static List<TensorSpec> tensors() {
    return Collections.nCopies(OUTPUTS, TensorSpec.anything());
  }

  /**
   * Decodes one picture.
   *
   * @param outputs the nine, in any order
   * @param width columns of the network's input, a multiple of 32
   * @param height rows of the network's input, a multiple of 32
   * @param threshold least score
   */
  static Detections decode(List<Tensor> outputs, int width, int height, double threshold) {
    Detections found = new Detections();
    for (int stride : STRIDES) {
      int rows = ANCHORS * (width / stride) * (height / stride);
      float[] scores = Outputs.find(outputs, rows, 1);
      float[] boxes = Outputs.find(outputs, rows, Detections.BOX);
      float[] points = Outputs.find(outputs, rows, Detections.LANDMARKS);
      for (int row = 0; row < rows; row++) {
        if (scores[row] >= threshold) {
          int cell = row / ANCHORS;
          int x = cell % (width / stride) * stride;
          int y = cell / (width / stride) * stride;
          int index = found.add(scores[row]);
          decodeBox(boxes, row, x, y, stride, found, index);
          decodePoints(points, row, x, y, stride, found, index);
        }
      }
    }
    return found;
  }

  private static void decodeBox(
      float[] boxes, int row, int x, int y, int stride, Detections found, int index) {
    int at = row * Detections.BOX;
    float left = boxes[at] * stride;
    float top = boxes[at + 1] * stride;
    float right = boxes[at + 2] * stride;
    float bottom = boxes[at + 3] * stride;
    found.box(index, x - left, y - top, left + right, top + bottom);
  }

  private static void decodePoints(
      float[] points, int row, int x, int y, int stride, Detections found, int index) {
    int at = row * Detections.LANDMARKS;
    for (int point = 0; point < Detections.POINTS; point++, at += 2) {
      found.landmark(index, point, x + points[at] * stride, y + points[at + 1] * stride);
    }
  }
}
