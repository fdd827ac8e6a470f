package io.faceattendance.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.Image;
import io.faceattendance.Landmarks;
import io.faceattendance.Point;
import io.faceattendance.testing.Pictures;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LandmarkEllipseTest {
  private static final int SIZE = 112;
  private static final EmbedderSpec PLAIN = EmbedderSpec.MOBILEFACENET;
  private static final EmbedderSpec WITHOUT =
      PLAIN.withBackgroundSuppression(new LandmarkEllipse());

  private final Image picture = Pictures.noise(400, 300, 1);

  @Test
  void keepsTheLandmarksAndGreysTheCorners() {
    Face face = face(2, 60, 20);
    Image plain = PLAIN.aligner().align(picture, face);
    Image without = WITHOUT.aligner().align(picture, face);

    for (int[] at : new int[][] {{38, 52}, {73, 51}, {56, 72}, {42, 92}, {71, 92}}) {
      assertThat(without.copyRegion(at[0], at[1], 1, 1))
          .isEqualTo(plain.copyRegion(at[0], at[1], 1, 1));
    }
    for (int[] at : new int[][] {{0, 0}, {111, 0}, {0, 111}, {111, 111}, {2, 56}, {110, 56}}) {
      assertThat(without.copyRegion(at[0], at[1], 1, 1)).containsOnly((byte) 128);
    }
  }

  @Test
  void fadesAtTheEdge() {
    Image white = Pictures.plain(SIZE, SIZE, 255, 255, 255);
    byte[] row = WITHOUT.aligner().align(white, face(1, 0, 0)).copyRegion(0, 65, SIZE / 2, 1);

    int between = 0;
    for (int x = 1; x < SIZE / 2; x++) {
      int level = row[3 * x] & 0xff;
      assertThat(level).isGreaterThanOrEqualTo(row[3 * (x - 1)] & 0xff);
      between += level > 128 && level < 255 ? 1 : 0;
    }
    assertThat(between).isBetween(2, 8);
  }

  @Test
  void leansWithTheFace() {
    Image white = Pictures.plain(SIZE, SIZE, 255, 255, 255);
    Landmarks leaning =
        new Landmarks(
            new Point(50, 40),
            new Point(80, 60),
            new Point(55, 62),
            new Point(30, 72),
            new Point(60, 92));

    Image kept = new LandmarkEllipse().suppress(white, leaning);

    assertThat(kept.copyRegion(75, 35, 1, 1)).containsOnly((byte) 255);
    assertThat(kept.copyRegion(15, 20, 1, 1)).containsOnly((byte) 128);
  }

  @Test
  void isASpaceOfItsOwn() {
    assertThat(WITHOUT.space().alignment()).isEqualTo("arcface-112-ellipse");
    assertThat(WITHOUT.aligner().id()).isEqualTo("arcface-112-ellipse");
    assertThat(WITHOUT.space()).isNotEqualTo(PLAIN.space());
    assertThat(WITHOUT.withFlip().space().augmentation()).isEqualTo("flip");
    assertThat(
            EmbedderTable.get("openface")
                .withBackgroundSuppression(new LandmarkEllipse())
                .aligner()
                .id())
        .isEqualTo("openface-96-ellipse");
  }

  @Test
  void refusesAlignmentsByBoxAndASecondTime() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PLAIN.alignedByBox().withBackgroundSuppression(new LandmarkEllipse()))
        .withMessageContaining("an alignment by landmarks")
        .withMessageContaining("got square-20-112");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WITHOUT.withBackgroundSuppression(new LandmarkEllipse()))
        .withMessageContaining("got arcface-112-ellipse");
  }

  @Test
  void refusesFacesWithoutLandmarksAndEyesInTheMouth() {
    Face blind = new Face(new BoundingBox(0, 0, 9, 9), 0.9, Optional.empty());
    Point same = new Point(3, 3);
    Landmarks flat = new Landmarks(same, same, same, same, same);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> WITHOUT.aligner().align(picture, blind))
        .withMessageContaining("landmarks");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LandmarkEllipse().suppress(picture, flat))
        .withMessageContaining("apart");
  }

  @Test
  void tellsASuppressionOfOnesOwnWhereTheLandmarksAre() {
    Landmarks[] told = new Landmarks[1];
    BackgroundSuppression own =
        new BackgroundSuppression() {
          @Override
          public String id() {
            return "own";
          }

          @Override
          public Image suppress(Image aligned, Landmarks landmarks) {
            told[0] = landmarks;
            return aligned;
          }
        };

    Image aligned = PLAIN.withBackgroundSuppression(own).aligner().align(picture, face(2, 60, 20));

    assertThat(aligned).isEqualTo(PLAIN.aligner().align(picture, face(2, 60, 20)));
    assertThat(told[0].nose().distanceTo(new Point(56.0252, 71.7366))).isLessThan(1e-6);
    assertThat(told[0].leftMouth().distanceTo(new Point(41.5493, 92.3655))).isLessThan(1e-6);
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
    return new Face(new BoundingBox(x, y, SIZE * scale, SIZE * scale), 0.9, Optional.of(landmarks));
  }
}
