package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.testing.Pictures;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MultiScaleTest {
  private static final int NEVER = 100_000;
  private static final MultiScale SHRUNK = MultiScale.defaults().withLongestSide(100);

  @Test
  void findsAFaceThatIsTooLargeForTheFirstPass() {
    BoundingBox large = new BoundingBox(120, 40, 600, 500);
    BoundingBox small = new BoundingBox(900, 20, 40, 40);
    Image picture = ColourDetector.picture(1000, 600, List.of(large, small));
    FaceDetector detector = SHRUNK.over(new ColourDetector(10, 450));

    List<Face> faces = detector.detect(picture);

    assertThat(faces).hasSize(2);
    assertThat(faces.get(0).box().iou(large)).isGreaterThan(0.95);
    assertThat(faces.get(1).box()).isEqualTo(small);
  }

  @Test
  void takesSmallFacesFromTheFirstPassOnly() {
    BoundingBox small = new BoundingBox(120, 40, 90, 90);
    Image picture = ColourDetector.picture(1000, 600, List.of(small));

    assertThat(SHRUNK.over(new ColourDetector(5, 80)).detect(picture)).isEmpty();
    assertThat(SHRUNK.withSmallestFace(0.08).over(new ColourDetector(5, 80)).detect(picture))
        .hasSize(1);
  }

  // Faces of 500: a part of half that side goes, and what is a tenth of it, or not inside, stays.
  @Test
  void dropsPartsOfALargeFaceAndKeepsFacesInFrontOfIt() {
    BoundingBox face = new BoundingBox(200, 50, 500, 500);
    BoundingBox part = new BoundingBox(300, 100, 260, 260);
    BoundingBox inFront = new BoundingBox(500, 400, 50, 50);
    BoundingBox beside = new BoundingBox(620, 100, 260, 260);
    FaceDetector detector =
        SHRUNK.over(new TwoAnswers(List.of(part, inFront, beside), 0.8, face, 0.9));

    assertThat(detector.detect(Pictures.plain(1000, 600, 0, 0, 0)))
        .extracting(Face::box)
        .containsExactly(face, beside, inFront);
  }

  @Test
  void keepsAPartThatIsSurerThanTheWhole() {
    BoundingBox face = new BoundingBox(200, 50, 500, 500);
    BoundingBox part = new BoundingBox(300, 100, 260, 260);
    FaceDetector detector = SHRUNK.over(new TwoAnswers(List.of(part), 0.9, face, 0.8));

    assertThat(detector.detect(Pictures.plain(1000, 600, 0, 0, 0)))
        .extracting(Face::box)
        .containsExactly(part, face);
  }

  @Test
  void looksOnceAtASmallPicture() {
    for (int[] size : new int[][] {{1, 1}, {100, 3}, {100, 100}}) {
      ColourDetector inner = new ColourDetector(1, NEVER);
      Image picture = Pictures.plain(size[0], size[1], 0, 0, 0);
      assertThat(SHRUNK.over(inner).detect(picture)).isEmpty();
      assertThat(inner.shown).containsExactly(picture);
    }
  }

  @Test
  void shrinksPicturesOfHugeAspectToOnePixelAtLeast() {
    ColourDetector inner = new ColourDetector(1, NEVER);
    assertThat(SHRUNK.over(inner).detect(Pictures.plain(4000, 1, 0, 0, 0))).isEmpty();
    assertThat(inner.shown).extracting(Image::toString).contains("Image[100 x 1]");
  }

  @Test
  void refusesOptionsOutsideTheirRange() {
    assertThatThrownBy(() -> SHRUNK.withLongestSide(31)).hasMessageContaining("got 31");
    for (double bad : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> SHRUNK.withSmallestFace(bad)).hasMessageContaining("smallest face");
      assertThatThrownBy(() -> SHRUNK.withOverlapThreshold(bad)).hasMessageContaining("overlap");
    }
  }

  /** One answer for the picture as it is and another for the shrunk one, in source pixels / 10. */
  private record TwoAnswers(
      List<BoundingBox> whole, double wholeScore, BoundingBox shrunk, double shrunkScore)
      implements FaceDetector {
    @Override
    public List<Face> detect(Image image) {
      if (image.width() == 1000) {
        return whole.stream().map(box -> face(box, wholeScore)).toList();
      }
      BoundingBox box =
          new BoundingBox(
              shrunk.x() / 10, shrunk.y() / 10, shrunk.width() / 10, shrunk.height() / 10);
      return List.of(face(box, shrunkScore));
    }

    private static Face face(BoundingBox box, double score) {
      return new Face(box, score, Optional.empty());
    }

    @Override
    public boolean findsLandmarks() {
      return false;
    }

    @Override
    public void close() {}
  }
}
