package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.ModelException;
import io.faceattendance.internal.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An input of 96 x 64: 12 x 8 cells at stride 8, 6 x 4 at 16, 3 x 2 at 32, two anchors each. */
class ScrfdDecoderTest {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;
  private static final int[] VALUES = {1, Detections.BOX, Detections.LANDMARKS};

  private final List<float[]> scores = new ArrayList<>();
  private final List<float[]> boxes = new ArrayList<>();
  private final List<float[]> points = new ArrayList<>();

  @BeforeEach
  void makeBackground() {
    for (int stride : ScrfdDecoder.STRIDES) {
      int rows = rows(stride);
      scores.add(new float[rows]);
      boxes.add(new float[rows * Detections.BOX]);
      points.add(new float[rows * Detections.LANDMARKS]);
    }
  }

  private static int rows(int stride) {
    return ScrfdDecoder.ANCHORS * (WIDTH / stride) * (HEIGHT / stride);
  }

  @Test
  void findsNothingInBackground() {
    assertThat(decode(0.5, tensors(false)).size()).isZero();
  }

  @Test
  void decodesBothAnchorsOfACellOfEachStride() {
    for (int level = 0; level < 3; level++) {
      makeFace(level, 2, 1, level % 2);
    }

    assertThreeFaces(decode(0.5, tensors(false)));
  }

  @Test
  void tellsOutputsApartByTheirShapesInAnyOrderWithOrWithoutABatch() {
    for (int level = 0; level < 3; level++) {
      makeFace(level, 2, 1, level % 2);
    }
    for (int seed = 0; seed < 20; seed++) {
      List<Tensor> shuffled = tensors(seed % 2 == 0);
      Collections.shuffle(shuffled, new Random(seed));
      assertThreeFaces(decode(0.5, shuffled));
    }
  }

  // Score 0.75; distances 1, 2, 3, 4 strides; point i at centre + (i, -i / 2) strides.
  private void makeFace(int level, int column, int row, int anchor) {
    int columns = WIDTH / ScrfdDecoder.STRIDES[level];
    int at = (row * columns + column) * ScrfdDecoder.ANCHORS + anchor;
    scores.get(level)[at] = 0.75f;
    for (int i = 0; i < 4; i++) {
      boxes.get(level)[4 * at + i] = i + 1;
    }
    for (int i = 0; i < 5; i++) {
      points.get(level)[10 * at + 2 * i] = i;
      points.get(level)[10 * at + 2 * i + 1] = -i / 2f;
    }
  }

  private static void assertThreeFaces(Detections found) {
    assertThat(found.size()).isEqualTo(3);
    for (int face = 0; face < 3; face++) {
      int stride = ScrfdDecoder.STRIDES[face];
      assertThat(found.score(face)).isEqualTo(0.75f);
      assertThat(found.box(face, 0)).isCloseTo((2 - 1) * stride, within(1e-4f));
      assertThat(found.box(face, 1)).isCloseTo((1 - 2) * stride, within(1e-4f));
      assertThat(found.box(face, 2)).isCloseTo((1 + 3) * stride, within(1e-4f));
      assertThat(found.box(face, 3)).isCloseTo((2 + 4) * stride, within(1e-4f));
      for (int i = 0; i < 5; i++) {
        assertThat(found.landmark(face, 2 * i)).isEqualTo((2 + i) * stride);
        assertThat(found.landmark(face, 2 * i + 1)).isEqualTo((1 - i / 2f) * stride);
      }
    }
  }

  @Test
  void keepsScoresFromTheThresholdOnAndNoneThatIsNoNumber() {
    scores.get(0)[0] = 0.5f;
    scores.get(0)[1] = Float.NaN;

    assertThat(decode(0.5, tensors(false)).size()).isEqualTo(1);
    assertThat(decode(0.5001, tensors(false)).size()).isZero();
  }

  @Test
  void refusesOutputsOfAnotherSize() {
    for (int i = 0; i < 9; i++) {
      List<Tensor> outputs = tensors(true);
      outputs.set(i, new Tensor(new long[] {1, 7, 4}, new float[28]));
      assertThatThrownBy(() -> decode(0.5, outputs))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("[%d, %d]", rows(ScrfdDecoder.STRIDES[i / 3]), VALUES[i % 3])
          .hasMessageContaining("[1, 7, 4]");
    }
  }

  private List<Tensor> tensors(boolean batch) {
    List<Tensor> tensors = new ArrayList<>();
    for (int level = 0; level < 3; level++) {
      tensors.add(tensor(scores.get(level), 1, batch));
      tensors.add(tensor(boxes.get(level), Detections.BOX, batch));
      tensors.add(tensor(points.get(level), Detections.LANDMARKS, batch));
    }
    return tensors;
  }

  private static Tensor tensor(float[] values, int columns, boolean batch) {
    long rows = values.length / columns;
    return new Tensor(batch ? new long[] {1, rows, columns} : new long[] {rows, columns}, values);
  }

  private static Detections decode(double threshold, List<Tensor> outputs) {
    return ScrfdDecoder.decode(outputs, WIDTH, HEIGHT, threshold);
  }
}
