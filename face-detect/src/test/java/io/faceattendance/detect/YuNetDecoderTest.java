package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.internal.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An input of 96 x 64: 12 x 8 cells at stride 8, 6 x 4 at 16, 3 x 2 at 32. */
class YuNetDecoderTest {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;
  private static final int CLS = 0;
  private static final int OBJ = 3;
  private static final int BOX = 6;
  private static final int POINTS = 9;

  private final List<float[]> outputs = new ArrayList<>();

  @BeforeEach
  void makeBackground() {
    for (int values : new int[] {1, 1, Detections.BOX, Detections.LANDMARKS}) {
      for (int stride : YuNetDecoder.STRIDES) {
        outputs.add(new float[values * (WIDTH / stride) * (HEIGHT / stride)]);
      }
    }
  }

  @Test
  void findsNothingInBackground() {
    assertThat(decode(0.6).size()).isZero();
  }

  @Test
  void decodesACellOfEachStride() {
    for (int level = 0; level < 3; level++) {
      makeFace(level, 2, 1);
    }

    Detections found = decode(0.6);

    assertThat(found.size()).isEqualTo(3);
    for (int level = 0; level < 3; level++) {
      assertFace(found, level, YuNetDecoder.STRIDES[level]);
    }
  }

  // cls 0.81 and obj 0.64; centre 2.25, 0.5 cells; 3 x 4 cells; point i at cell + (i, -i / 2).
  private void makeFace(int level, int column, int row) {
    int cell = row * (WIDTH / YuNetDecoder.STRIDES[level]) + column;
    outputs.get(CLS + level)[cell] = 0.81f;
    outputs.get(OBJ + level)[cell] = 0.64f;
    float[] box = {0.25f, -0.5f, (float) Math.log(3), (float) Math.log(4)};
    System.arraycopy(box, 0, outputs.get(BOX + level), 4 * cell, 4);
    for (int i = 0; i < 5; i++) {
      outputs.get(POINTS + level)[10 * cell + 2 * i] = i;
      outputs.get(POINTS + level)[10 * cell + 2 * i + 1] = -i / 2f;
    }
  }

  private static void assertFace(Detections found, int index, int stride) {
    assertThat(found.score(index)).isCloseTo(0.72f, within(1e-6f));
    assertThat(found.box(index, 0)).isCloseTo((2.25f - 1.5f) * stride, within(1e-4f));
    assertThat(found.box(index, 1)).isCloseTo((0.5f - 2) * stride, within(1e-4f));
    assertThat(found.box(index, 2)).isCloseTo(3 * stride, within(1e-4f));
    assertThat(found.box(index, 3)).isCloseTo(4 * stride, within(1e-4f));
    for (int i = 0; i < 5; i++) {
      assertThat(found.landmark(index, 2 * i)).isEqualTo((2 + i) * stride);
      assertThat(found.landmark(index, 2 * i + 1)).isEqualTo((1 - i / 2f) * stride);
    }
  }

  @Test
  void clampsScoresToTheUnitRange() {
    outputs.get(CLS)[0] = 4;
    outputs.get(OBJ)[0] = Float.POSITIVE_INFINITY;
    outputs.get(CLS)[1] = -4;
    outputs.get(OBJ)[1] = -4;

    Detections found = decode(0.6);

    assertThat(found.size()).isEqualTo(1);
    assertThat(found.score(0)).isEqualTo(1);
  }

  @Test
  void keepsScoresFromTheThresholdOn() {
    outputs.get(CLS)[0] = 0.5f;
    outputs.get(OBJ)[0] = 0.5f;

    assertThat(decode(0.5).size()).isEqualTo(1);
    assertThat(decode(0.5001).size()).isZero();
  }

  @Test
  void ignoresScoresThatAreNotNumbers() {
    outputs.get(CLS)[0] = Float.NaN;
    outputs.get(OBJ)[0] = 1;
    outputs.get(CLS)[1] = 1;
    outputs.get(OBJ)[1] = Float.NaN;
    outputs.get(CLS)[2] = Float.NEGATIVE_INFINITY;
    outputs.get(OBJ)[2] = 1;

    assertThat(decode(0.01).size()).isZero();
  }

  @Test
  void marksBoxesAndLandmarksThatAreNotNumbersInvalid() {
    float[] bad = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    int cell = 0;
    for (float value : bad) {
      for (int i = 0; i < 4; i++, cell++) {
        makeFace(0, cell, 0);
        outputs.get(BOX)[4 * cell + i] = value;
      }
    }
    makeFace(0, 0, 1);
    outputs.get(POINTS)[10 * 12 + 9] = Float.NaN;
    makeFace(0, 1, 1);

    Detections found = decode(0.6);

    assertThat(found.size()).isEqualTo(14);
    assertThat(NonMaximumSuppression.keep(found, 1)).containsExactly(13);
  }

  @Test
  void refusesOutputsOfAnotherSize() {
    for (int i = 0; i < outputs.size(); i++) {
      float[] right = outputs.get(i);
      outputs.set(i, new float[right.length + 1]);
      assertThatThrownBy(() -> decode(0.6))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cells at stride " + YuNetDecoder.STRIDES[i % 3]);
      outputs.set(i, right);
    }
  }

  private static List<Tensor> tensors(List<float[]> arrays) {
    return arrays.stream().map(values -> new Tensor(new long[] {values.length}, values)).toList();
  }

  private Detections decode(double threshold) {
    return YuNetDecoder.decode(tensors(outputs), WIDTH, HEIGHT, threshold);
  }
}
