package io.faceattendance.detect;

import io.faceattendance.internal.Tensor;
import io.faceattendance.internal.TensorSpec;
import java.util.Collections;
import java.util.List;

/**
 * The outputs of YOLOv8 with landmarks to boxes and landmarks: anchor-free, one find a cell at
 * strides 8, 16 and 32, each stride an output [N, 80, rows, columns].
 *
 * <p>Channels 0..63 are the distances from the middle of the cell to the left, top, right and
 * bottom edge, each as logits of 16 bins whose expected index, times the stride, is the distance
 * (Li et al., "Generalized Focal Loss", 2020). Channel 64 is the logit of the score. The others are
 * five times x, y and the logit of visibility, which is not used; landmark = (2 * value + cell) *
 * stride.
 */
final class YoloV8FaceDecoder {
  static final int[] STRIDES = {8, 16, 32};
  static final int BINS = 16;
  static final int SCORE = Detections.BOX * BINS;
  static final int POINTS = SCORE + 1;
  static final int CHANNELS = POINTS + 3 * Detections.POINTS;

  private final float[] values;
  private final int columns;
  private final int cells;
  private final int stride;

  private YoloV8FaceDecoder(float[] values, int columns, int cells, int stride) {
    this.values = values;
    this.columns = columns;
    this.cells = cells;
    this.stride = stride;
  }

  /** An output for each stride, told apart by their sizes. */
  static List<TensorSpec> tensors() {
    TensorSpec level =
        TensorSpec.of(TensorSpec.ANY, (long) CHANNELS, TensorSpec.ANY, TensorSpec.ANY);
    return Collections.nCopies(STRIDES.length, level);
  }

  /**
   * Decodes one picture.
   *
   * @param outputs those of {@link #tensors}, in any order
   * @param width columns of the network's input, a multiple of 32
   * @param height rows of the network's input, a multiple of 32
   * @param threshold least score
   */
  static Detections decode(List<Tensor> outputs, int width, int height, double threshold) {
    Detections found = new Detections();
    // The sigmoid is monotonic: logits are compared, and only faces pay for an exponential.
    double least = Math.log(threshold / (1 - threshold));
    for (int stride : STRIDES) {
      int columns = width / stride;
      int rows = height / stride;
      float[] values = Outputs.find(outputs, CHANNELS, rows, columns);
      new YoloV8FaceDecoder(values, columns, columns * rows, stride).decode(least, found);
    }
    return found;
  }

  private void decode(double least, Detections found) {
    int scores = SCORE * cells;
    for (int cell = 0; cell < cells; cell++) {
      float logit = values[scores + cell];
      if (logit >= least) {
        int index = found.add((float) (1 / (1 + Math.exp(-logit))));
        decodeBox(cell, found, index);
        decodePoints(cell, found, index);
      }
    }
  }

  private void decodeBox(int cell, Detections found, int index) {
    float left = distance(0, cell);
    float top = distance(1, cell);
    float right = distance(2, cell);
    float bottom = distance(3, cell);
    float x = (cell % columns + 0.5f) * stride - left;
    float y = (cell / columns + 0.5f) * stride - top;
    found.box(index, x, y, left + right, top + bottom);
  }

  /** The expected bin of one side by softmax, in pixels. */
  private float distance(int side, int cell) {
    int first = side * BINS * cells + cell;
    float greatest = Float.NEGATIVE_INFINITY;
    for (int bin = 0; bin < BINS; bin++) {
      greatest = Math.max(greatest, values[first + bin * cells]);
    }
    double sum = 0;
    double weighted = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double weight = Math.exp(values[first + bin * cells] - greatest);
      sum += weight;
      weighted += bin * weight;
    }
    return (float) (weighted / sum * stride);
  }

  private void decodePoints(int cell, Detections found, int index) {
    int column = cell % columns;
    int row = cell / columns;
    for (int point = 0; point < Detections.POINTS; point++) {
      int at = (POINTS + 3 * point) * cells + cell;
      float x = (2 * values[at] + column) * stride;
      float y = (2 * values[at + cells] + row) * stride;
      found.landmark(index, point, x, y);
    }
  }
}
