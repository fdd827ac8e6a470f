package io.faceattendance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LandmarksTest {
  private static final BoundingBox BOX = new BoundingBox(100, 200, 80, 100);
  private static final List<Point> FACE =
      List.of(
          new Point(120, 240),
          new Point(160, 240),
          new Point(140, 260),
          new Point(125, 280),
          new Point(155, 280));

  @Test
  void keepsTheCanonicalOrder() {
    assertThat(landmarks(FACE).points()).isEqualTo(FACE);
  }

  @Test
  void acceptsAFaceAndAProfileAndAFaceOnItsHead() {
    assertThat(landmarks(FACE).isPlausibleIn(BOX)).isTrue();
    List<Point> profile = FACE.stream().map(p -> new Point(140, p.y())).toList();
    assertThat(landmarks(profile).isPlausibleIn(BOX)).isTrue();
    List<Point> turned = FACE.stream().map(p -> new Point(280 - p.x(), 500 - p.y())).toList();
    assertThat(landmarks(turned).isPlausibleIn(BOX)).isTrue();
  }

  @Test
  void refusesAnyPointThatIsNotFinite() {
    for (double bad :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      for (int i = 0; i < 5; i++) {
        assertThat(with(i, new Point(bad, 240)).isPlausibleIn(BOX)).isFalse();
        assertThat(with(i, new Point(140, bad)).isPlausibleIn(BOX)).isFalse();
      }
    }
  }

  @Test
  void refusesAnyPointFurtherOutsideThanHalfTheBox() {
    for (int i = 0; i < 5; i++) {
      assertThat(with(i, new Point(100 - 40, 240)).isPlausibleIn(BOX)).isTrue();
      assertThat(with(i, new Point(100 - 41, 240)).isPlausibleIn(BOX)).isFalse();
      assertThat(with(i, new Point(140, 300 + 50)).isPlausibleIn(BOX)).isTrue();
      assertThat(with(i, new Point(140, 300 + 51)).isPlausibleIn(BOX)).isFalse();
    }
  }

  @Test
  void refusesPointsThatCoincide() {
    assertThat(landmarks(Collections.nCopies(5, new Point(140, 250))).isPlausibleIn(BOX)).isFalse();
    List<Point> tiny =
        FACE.stream().map(p -> new Point(140 + p.x() / 50, 250 + p.y() / 50)).toList();
    assertThat(landmarks(tiny).isPlausibleIn(BOX)).isFalse();
  }

  @Test
  void refusesPointsThatCoincideInABoxWithoutExtent() {
    BoundingBox nothing = new BoundingBox(140, 250, 0, 0);
    assertThat(landmarks(Collections.nCopies(5, new Point(140, 250))).isPlausibleIn(nothing))
        .isFalse();
  }

  private static Landmarks with(int index, Point point) {
    List<Point> points = new ArrayList<>(FACE);
    points.set(index, point);
    return landmarks(points);
  }

  private static Landmarks landmarks(List<Point> p) {
    return new Landmarks(p.get(0), p.get(1), p.get(2), p.get(3), p.get(4));
  }
}
