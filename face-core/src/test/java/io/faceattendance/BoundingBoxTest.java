package io.faceattendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BoundingBoxTest {
  @RepeatedTest(200)
  void iouIsSymmetricBoundedAndIndependentOfPlaceAndScale(RepetitionInfo trial) {
    Random random = new Random(trial.getCurrentRepetition());
    BoundingBox first = randomBox(random);
    BoundingBox second = randomBox(random);
    double iou = first.iou(second);

    assertThat(iou).isBetween(0.0, 1.0).isEqualTo(second.iou(first));
    assertThat(first.iou(first)).isCloseTo(1, within(1e-12));
    assertThat(moved(first, 3, 500).iou(moved(second, 3, 500))).isCloseTo(iou, within(1e-9));
  }

  // Counts the whole pixels that lie in both, in either.
  @RepeatedTest(50)
  void iouIsTheShareOfCommonPixels(RepetitionInfo trial) {
    Random random = new Random(trial.getCurrentRepetition());
    BoundingBox first = wholeBox(random);
    BoundingBox second = wholeBox(random);
    int both = 0;
    int either = 0;
    for (int i = 0; i < 40 * 40; i++) {
      Point pixel = new Point(i % 40 + 0.5, i / 40 + 0.5);
      boolean a = contains(first, pixel);
      boolean b = contains(second, pixel);
      both += a && b ? 1 : 0;
      either += a || b ? 1 : 0;
    }
    assertThat(first.iou(second)).isCloseTo((double) both / either, within(1e-12));
  }

  @Test
  void touchingAndEmptyBoxesShareNothing() {
    BoundingBox box = new BoundingBox(0, 0, 10, 10);
    assertThat(box.iou(new BoundingBox(10, 0, 10, 10))).isZero();
    assertThat(box.iou(new BoundingBox(5, 5, 0, 0))).isZero();
    assertThat(new BoundingBox(5, 5, 0, 0).iou(new BoundingBox(5, 5, 0, 0))).isZero();
  }

  @Test
  void refusesNegativeExtentsAndNumbersThatAreNotFinite() {
    assertThatThrownBy(() -> new BoundingBox(0, 0, -1, 1)).hasMessageContaining("width=-1");
    assertThatThrownBy(() -> new BoundingBox(0, 0, 1, -1)).hasMessageContaining("height=-1");
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new BoundingBox(bad, 0, 1, 1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new BoundingBox(0, 0, bad, 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static BoundingBox randomBox(Random random) {
    return new BoundingBox(
        random.nextDouble() * 50 - 25,
        random.nextDouble() * 50 - 25,
        1 + random.nextDouble() * 40,
        1 + random.nextDouble() * 40);
  }

  private static BoundingBox wholeBox(Random random) {
    return new BoundingBox(
        random.nextInt(20), random.nextInt(20), 1 + random.nextInt(20), 1 + random.nextInt(20));
  }

  private static BoundingBox moved(BoundingBox box, double scale, double by) {
    return new BoundingBox(
        box.x() * scale + by, box.y() * scale - by, box.width() * scale, box.height() * scale);
  }

  private static boolean contains(BoundingBox box, Point point) {
    return point.x() > box.x()
        && point.y() > box.y()
        && point.x() < box.right()
        && point.y() < box.bottom();
  }
}
