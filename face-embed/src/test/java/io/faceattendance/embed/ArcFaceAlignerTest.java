package io.faceattendance.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.Image;
import io.faceattendance.Landmarks;
import io.faceattendance.Point;
import io.faceattendance.testing.Pictures;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArcFaceAlignerTest {
  private static final BoundingBox BOX = new BoundingBox(0, 0, 112, 112);
  private final ArcFaceAligner aligner = new ArcFaceAligner();

  @Test
  void leavesAFaceThatLiesOnTheTemplateAsItIs() {
    Image image = Pictures.noise(112, 112, 1);

    assertThat(aligner.align(image, face(1, 0, 0))).isEqualTo(image);
  }

  @Test
  void movesAFaceOntoTheTemplate() {
    Image image = Pictures.noise(112, 112, 1);
    Image larger = Pictures.onBlack(image, 40, 25, 300, 200);

    assertThat(aligner.align(larger, face(1, 40, 25))).isEqualTo(image);
  }

  @Test
  void shrinksAFaceToTheTemplate() {
    Image aligned = aligner.align(Pictures.plain(400, 400, 9, 8, 7), face(3, 10, 10));

    assertThat(aligned).isEqualTo(Pictures.plain(112, 112, 9, 8, 7));
  }

  @Test
  void refusesAFaceWithoutLandmarks() {
    Face blind = new Face(BOX, 0.9, Optional.empty());
    assertThatThrownBy(() -> aligner.align(Pictures.plain(9, 9, 0, 0, 0), blind))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("landmarks");
  }

  @Test
  void refusesLandmarksThatCoincide() {
    Face face = face(0, 0.1, 0.1);
    assertThatThrownBy(() -> aligner.align(Pictures.plain(9, 9, 0, 0, 0), face))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("coincide");
  }

  // The published template, scaled and moved.
  private static Face face(double scale, double x, double y) {
    Landmarks landmarks =
        new Landmarks(
            new Point(38.2946 * scale + x, 51.6963 * scale + y),
            new Point(73.5318 * scale + x, 51.5014 * scale + y),
            new Point(56.0252 * scale + x, 71.7366 * scale + y),
            new Point(41.5493 * scale + x, 92.3655 * scale + y),
            new Point(70.7299 * scale + x, 92.2041 * scale + y));
    return new Face(BOX, 0.9, Optional.of(landmarks));
  }
}
