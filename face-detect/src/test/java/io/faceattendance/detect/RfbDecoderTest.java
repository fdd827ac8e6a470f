package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.ModelException;
import io.faceattendance.internal.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class RfbDecoderTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;

  @Test
  void scalesCornersToTheInput() {
    Detections found = decode(new float[] {0.2f, 0.8f}, new float[] {0.25f, 0.5f, 0.75f, 1});

    assertThat(found.size()).isEqualTo(1);
    assertThat(found.score(0)).isEqualTo(0.8f);
    assertBox(found, 80, 120, 160, 120);
    assertThat(NonMaximumSuppression.keep(found, 0.3)).containsExactly(0);
  }

  @Test
  void cutsBoxesOffAtTheEdge() {
    Detections found = decode(new float[] {0, 1}, new float[] {-0.25f, -1, 0.5f, 1.5f});

    assertBox(found, 0, 0, 160, 240);
  }

  @Test
  void dropsABoxThatLiesOutside() {
    Detections found = decode(new float[] {0, 1}, new float[] {1.1f, 0.2f, 1.4f, 0.6f});

    assertThat(NonMaximumSuppression.keep(found, 0.3)).isEmpty();
  }

  @Test
  void dropsWhatIsNoNumber() {
    float[] corners = {0, 0, Float.NaN, 1, 0, 0, 1, 1};

    Detections found = decode(new float[] {0, 1, 0, Float.NaN}, corners);

    assertThat(found.size()).isEqualTo(1);
    assertThat(NonMaximumSuppression.keep(found, 0.3)).isEmpty();
  }

  @Test
  void keepsScoresFromTheThresholdOn() {
    float[] corners = {0, 0, 1, 1, 0, 0, 1, 1};

    assertThat(decode(new float[] {1, 0.69f, 0, 0.75f}, corners).size()).isEqualTo(1);
  }

  @Test
  void countsRoundingAboveOneAsOne() {
    assertThat(decode(new float[] {0, 1.0000001f}, new float[] {0, 0, 1, 1}).score(0)).isEqualTo(1);
  }

  @Test
  void refusesCornersThatDoNotMatchTheScores() {
    assertThatThrownBy(() -> decode(new float[4], new float[4]))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("4 scores and 4 corners");
  }

  private static void assertBox(Detections found, float x, float y, float width, float height) {
    assertThat(found.box(0, 0)).isCloseTo(x, within(1e-3f));
    assertThat(found.box(0, 1)).isCloseTo(y, within(1e-3f));
    assertThat(found.box(0, 2)).isCloseTo(width, within(1e-3f));
    assertThat(found.box(0, 3)).isCloseTo(height, within(1e-3f));
  }

  private static Detections decode(float[] scores, float[] corners) {
    List<Tensor> outputs =
        List.of(
            new Tensor(new long[] {1, scores.length / 2, 2}, scores),
            new Tensor(new long[] {1, corners.length / 4, 4}, corners));
    return RfbDecoder.decode(outputs, WIDTH, HEIGHT, 0.7);
  }
}
