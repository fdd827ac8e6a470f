package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.ModelException;
import io.faceattendance.internal.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An input of 96 x 64: 12 x 8 cells at stride 8, 6 x 4 at 16, 3 x 2 at 32. */
class YoloV8FaceDecoderTest {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;
  private static final float BACKGROUND = -20;

  private final List<float[]> outputs = new ArrayList<>();

  @BeforeEach
  void makeBackground() {
    for (int stride : YoloV8FaceDecoder.STRIDES) {
      float[] values = new float[YoloV8FaceDecoder.CHANNELS * cells(stride)];
      int scores = YoloV8FaceDecoder.SCORE * cells(stride);
      Arrays.fill(values, scores, scores + cells(stride), BACKGROUND);
      outputs.add(values);
    }
  }

  private static int cells(int stride) {
    return (WIDTH / stride) * (HEIGHT / stride);
  }

  @Test
  void findsNothingInBackground() {
    assertThat(decode(0.45).size()).isZero();
  }

  @Test
  void decodesACellOfEachStrideInAnyOrder() {
    for (int level = 0; level < 3; level++) {
      makeFace(level, 2, 1);
    }

    Detections found = decode(0.45);

    assertThat(found.size()).isEqualTo(3);
    for (int level = 0; level < 3; level++) {
      assertFace(found, level, YoloV8FaceDecoder.STRIDES[level]);
    }
    List<Tensor> reversed = tensors();
    Collections.reverse(reversed);
    Detections again = YoloV8FaceDecoder.decode(reversed, WIDTH, HEIGHT, 0.45);
    assertThat(again.box(2, 3)).isEqualTo(found.box(2, 3));
  }

  // Score sigmoid(ln 3) = 0.75; sides 1, 2.5, 3, 4 strides; point i at cell + (2 i, -i).
  private void makeFace(int level, int column, int row) {
    int stride = YoloV8FaceDecoder.STRIDES[level];
    int cell = row * (WIDTH / stride) + column;
    set(level, YoloV8FaceDecoder.SCORE, cell, (float) Math.log(3));
    set(level, 1, cell, 50);
    set(level, YoloV8FaceDecoder.BINS + 2, cell, 50);
    set(level, YoloV8FaceDecoder.BINS + 3, cell, 50);
    set(level, 2 * YoloV8FaceDecoder.BINS + 3, cell, 50);
    set(level, 3 * YoloV8FaceDecoder.BINS + 4, cell, 50);
    for (int i = 0; i < 5; i++) {
      set(level, YoloV8FaceDecoder.POINTS + 3 * i, cell, i);
      set(level, YoloV8FaceDecoder.POINTS + 3 * i + 1, cell, -i / 2f);
    }
  }

  private void set(int level, int channel, int cell, float value) {
    outputs.get(level)[channel * cells(YoloV8FaceDecoder.STRIDES[level]) + cell] = value;
  }

  private static void assertFace(Detections found, int index, int stride) {
    assertThat(found.score(index)).isCloseTo(0.75f, within(1e-6f));
    assertThat(found.box(index, 0)).isCloseTo((2.5f - 1) * stride, within(1e-3f));
    assertThat(found.box(index, 1)).isCloseTo((1.5f - 2.5f) * stride, within(1e-3f));
    assertThat(found.box(index, 2)).isCloseTo((1 + 3) * stride, within(1e-3f));
    assertThat(found.box(index, 3)).isCloseTo((2.5f + 4) * stride, within(1e-3f));
    for (int i = 0; i < 5; i++) {
      assertThat(found.landmark(index, 2 * i)).isEqualTo((2 * i + 2) * stride);
      assertThat(found.landmark(index, 2 * i + 1)).isEqualTo((1 - i) * stride);
    }
  }

  @Test
  void takesEqualBinsForTheMiddleOne() {
    set(0, YoloV8FaceDecoder.SCORE, 0, 5);

    Detections found = decode(0.45);

    assertThat(found.box(0, 2)).isCloseTo(2 * 7.5f * 8, within(1e-3f));
  }

  @Test
  void keepsScoresFromTheThresholdOnAndNoneThatIsNoNumber() {
    set(0, YoloV8FaceDecoder.SCORE, 0, 0);
    set(0, YoloV8FaceDecoder.SCORE, 1, Float.NaN);

    assertThat(decode(0.5).size()).isEqualTo(1);
    assertThat(decode(0.5001).size()).isZero();
    assertThat(decode(1).size()).isZero();
    assertThat(decode(0).size()).isEqualTo(cells(8) + cells(16) + cells(32) - 1);
  }

  @Test
  void marksBoxesAndLandmarksThatAreNotNumbersInvalid() {
    for (int cell = 0; cell < 3; cell++) {
      makeFace(0, cell, 0);
    }
    set(0, 5, 0, Float.NaN);
    set(0, YoloV8FaceDecoder.POINTS + 13, 1, Float.POSITIVE_INFINITY);

    Detections found = decode(0.45);

    assertThat(found.size()).isEqualTo(3);
    assertThat(NonMaximumSuppression.keep(found, 1)).containsExactly(2);
  }

  @Test
  void refusesOutputsOfAnotherSize() {
    assertThatThrownBy(() -> YoloV8FaceDecoder.decode(tensors(), 64, 64, 0.45))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("[80, 8, 8]")
        .hasMessageContaining("[1, 80, 8, 12]");
  }

  private List<Tensor> tensors() {
    List<Tensor> tensors = new ArrayList<>();
    for (int level = 0; level < 3; level++) {
      int stride = YoloV8FaceDecoder.STRIDES[level];
      long[] shape = {1, YoloV8FaceDecoder.CHANNELS, HEIGHT / stride, WIDTH / stride};
      tensors.add(new Tensor(shape, outputs.get(level)));
    }
    return tensors;
  }

  private Detections decode(double threshold) {
    return YoloV8FaceDecoder.decode(tensors(), WIDTH, HEIGHT, threshold);
  }
}
