package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.ModelException;
import io.faceattendance.internal.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An input of 96 x 64: 12 x 8 cells at stride 8, 6 x 4 at 16, 3 x 2 at 32, two priors each. */
class RetinaFaceDecoderTest {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;
  private static final int PRIORS = 2 * (12 * 8 + 6 * 4 + 3 * 2);

  private final float[] scores = new float[2 * PRIORS];
  private final float[] boxes = new float[4 * PRIORS];
  private final float[] points = new float[10 * PRIORS];

  @Test
  void hasThePriorsOfThePublishedNetworks() {
    assertThat(RetinaFaceDecoder.priors(640, 640)).isEqualTo(16_800);
    assertThat(RetinaFaceDecoder.priors(320, 320)).isEqualTo(4_200);
    assertThat(RetinaFaceDecoder.priors(WIDTH, HEIGHT)).isEqualTo(PRIORS);
  }

  @Test
  void findsNothingInBackground() {
    for (int prior = 0; prior < PRIORS; prior++) {
      scores[2 * prior] = 1;
    }
    assertThat(decode(0.5).size()).isZero();
  }

  @Test
  void decodesAPriorOfEachStride() {
    makeFace(2 * (12 + 2)); // column 2, row 1 of stride 8, the smaller prior
    makeFace(2 * (96 + 6 + 2) + 1); // the same cell of stride 16, the larger prior
    makeFace(2 * (96 + 24 + 3 + 2)); // and of stride 32

    Detections found = decode(0.5);

    assertThat(found.size()).isEqualTo(3);
    assertFace(found, 0, 8, 16);
    assertFace(found, 1, 16, 128);
    assertFace(found, 2, 32, 256);
  }

  // Centre half a prior to the right and a quarter up, twice as wide, half as high.
  private void makeFace(int prior) {
    scores[2 * prior + 1] = 0.75f;
    boxes[4 * prior] = 5;
    boxes[4 * prior + 1] = -2.5f;
    boxes[4 * prior + 2] = (float) (Math.log(2) / 0.2);
    boxes[4 * prior + 3] = (float) (Math.log(0.5) / 0.2);
    for (int i = 0; i < 5; i++) {
      points[10 * prior + 2 * i] = i;
      points[10 * prior + 2 * i + 1] = -2 * i;
    }
  }

  private static void assertFace(Detections found, int index, int stride, int prior) {
    float x = 2.5f * stride;
    float y = 1.5f * stride;
    assertThat(found.score(index)).isEqualTo(0.75f);
    assertThat(found.box(index, 0)).isCloseTo(x - prior / 2f, within(1e-3f));
    assertThat(found.box(index, 1)).isCloseTo(y - prior / 2f, within(1e-3f));
    assertThat(found.box(index, 2)).isCloseTo(2 * prior, within(1e-3f));
    assertThat(found.box(index, 3)).isCloseTo(prior / 2f, within(1e-3f));
    for (int i = 0; i < 5; i++) {
      assertThat(found.landmark(index, 2 * i)).isCloseTo(x + 0.1f * i * prior, within(1e-3f));
      assertThat(found.landmark(index, 2 * i + 1)).isCloseTo(y - 0.2f * i * prior, within(1e-3f));
    }
  }

  @Test
  void keepsScoresFromTheThresholdOnAndNoneThatIsNoNumber() {
    scores[1] = 0.5f;
    scores[3] = Float.NaN;

    assertThat(decode(0.5).size()).isEqualTo(1);
    assertThat(decode(0.5001).size()).isZero();
  }

  @Test
  void marksBoxesAndLandmarksThatAreNotNumbersInvalid() {
    makeFace(0);
    makeFace(1);
    makeFace(2);
    boxes[2] = Float.POSITIVE_INFINITY;
    points[10 + 9] = Float.NaN;

    Detections found = decode(0.5);

    assertThat(found.size()).isEqualTo(3);
    assertThat(NonMaximumSuppression.keep(found, 1)).containsExactly(2);
  }

  @Test
  void refusesTheOutputsOfAnotherInputSize() {
    assertThatThrownBy(() -> RetinaFaceDecoder.decode(tensors(), 128, HEIGHT, 0.5))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("[336, 2]")
        .hasMessageContaining("[1, 252, 2]");
  }

  private List<Tensor> tensors() {
    return List.of(tensor(boxes, 4), tensor(scores, 2), tensor(points, 10));
  }

  private static Tensor tensor(float[] values, int columns) {
    return new Tensor(new long[] {1, PRIORS, columns}, values);
  }

  private Detections decode(double threshold) {
    return RetinaFaceDecoder.decode(tensors(), WIDTH, HEIGHT, threshold);
  }
}
