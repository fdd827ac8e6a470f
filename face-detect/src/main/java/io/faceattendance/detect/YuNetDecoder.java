package io.faceattendance.detect;

import io.faceattendance.internal.Tensor;
import io.faceattendance.internal.TensorSpec;
import java.util.List;

/**
 * YuNet's outputs to boxes and landmarks: anchor-free, one find a cell at strides 8, 16 and 32.
 *
 * <p>With the cell at (column, row) of stride s: score = sqrt(cls * obj), each clamped to 0..1;
 * centre = (column + dx, row + dy) * s; size = exp(dw, dh) * s; landmark = (value + cell) * s. Wu,
 * Peng and Yu, "YuNet: A Tiny Millisecond-level Face Detector", 2023.
 */
final class YuNetDecoder {
  private static final List<String> OUTPUTS =
      List.of(
          "cls_8", "cls_16", "cls_32", "obj_8", "obj_16", "obj_32", "bbox_8", "bbox_16", "bbox_32",
          "kps_8", "kps_16", "kps_32");

  static final int[] STRIDES = {8, 16, 32};
  private static final int POINTS = 5;

  private YuNetDecoder() {}

  /** The outputs in the order that {@link #decode} takes them. */
  static List<TensorSpec> tensors() {
    return OUTPUTS.stream()
        .map(name -> TensorSpec.named(name, TensorSpec.ANY, TensorSpec.ANY, values(name)))
        .toList();
  }

  private static long values(String output) {
    return output.startsWith("bbox")
        ? Detections.BOX
        : output.startsWith("kps") ? Detections.LANDMARKS : 1;
  }

  /**
   * Decodes one picture.
   *
   * @param outputs those of {@link #tensors}
   * @param width columns of the network's input, a multiple of 32
   * @param height rows of the network's input, a multiple of 32
   * @param threshold least score
   */
  static Detections decode(List<Tensor> outputs, int width, int height, double threshold) {
    Detections found = new Detections();
    for (int level = 0; level < STRIDES.length; level++) {
      int stride = STRIDES[level];
      Level arrays =
          new Level(
              outputs.get(level).values(),
              outputs.get(level + 3).values(),
              outputs.get(level + 6).values(),
              outputs.get(level + 9).values(),
              stride,
              width / stride);
      arrays.requireCells((width / stride) * (height / stride));
      arrays.decode(threshold, found);
    }
    return found;
  }

  /** The four outputs of one stride. */
  private static final class Level {
    private final float[] cls;
    private final float[] obj;
    private final float[] boxes;
    private final float[] points;
    private final int stride;
    private final int columns;

    Level(float[] cls, float[] obj, float[] boxes, float[] points, int stride, int columns) {
      this.cls = cls;
      this.obj = obj;
      this.boxes = boxes;
      this.points = points;
      this.stride = stride;
      this.columns = columns;
    }

    void requireCells(int cells) {
      if (cls.length != cells
          || obj.length != cells
          || boxes.length != cells * Detections.BOX
          || points.length != cells * Detections.LANDMARKS) {
        throw new IllegalArgumentException(
            "expected %d cells at stride %d, got %d".formatted(cells, stride, cls.length));
      }
    }

    void decode(double threshold, Detections found) {
      // Nearly every cell is background: the scores are compared squared, and first.
      double squared = threshold * threshold;
      for (int cell = 0; cell < cls.length; cell++) {
        float product = clamp(cls[cell]) * clamp(obj[cell]);
        if (product >= squared) {
          decodeCell(cell, (float) Math.sqrt(product), found);
        }
      }
    }

    private static float clamp(float value) {
      return Math.max(0, Math.min(1, value));
    }

    private void decodeCell(int cell, float score, Detections found) {
      int column = cell % columns;
      int row = cell / columns;
      int at = cell * Detections.BOX;
      float width = (float) Math.exp(boxes[at + 2]) * stride;
      float height = (float) Math.exp(boxes[at + 3]) * stride;
      float x = (column + boxes[at]) * stride - width / 2;
      float y = (row + boxes[at + 1]) * stride - height / 2;
      int index = found.add(score);
      found.box(index, x, y, width, height);
      int first = cell * Detections.LANDMARKS;
      for (int point = 0; point < POINTS; point++) {
        float px = (points[first + 2 * point] + column) * stride;
        float py = (points[first + 2 * point + 1] + row) * stride;
        found.landmark(index, point, px, py);
      }
    }
  }
}
