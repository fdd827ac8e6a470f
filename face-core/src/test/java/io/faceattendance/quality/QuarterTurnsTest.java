package io.faceattendance.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.Landmarks;
import io.faceattendance.Point;
import io.faceattendance.testing.Pictures;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuarterTurnsTest {
  private static final BoundingBox BOX = new BoundingBox(150, 100, 200, 200);
  private static final Face FACE = new Face(BOX, 0.6, Optional.of(upright(150, 100, 200)));

  @Test
  void anUprightFaceKeepsItsPointsAndItsRoll() {
    Image picture = marked(250, 110);

    assertThat(QuarterTurns.landmarks(picture, FACE, new Brightest())).isEqualTo(FACE.landmarks());
    assertThat(roll(picture)).isCloseTo(0, within(1e-9));
  }

  @Test
  void seesWhereTheTopOfTheFaceIs() {
    assertThat(Math.abs(roll(marked(250, 290)))).isCloseTo(180, within(1e-6));
    assertThat(roll(marked(340, 200))).isCloseTo(90, within(1e-6));
    assertThat(roll(marked(160, 200))).isCloseTo(-90, within(1e-6));
  }

  @Test
  void mapsThePointsIntoThePicture() {
    Landmarks found = QuarterTurns.landmarks(marked(250, 290), FACE, new Brightest()).orElseThrow();

    assertThat(found.leftEye().distanceTo(new Point(290, 220))).isLessThan(4);
    assertThat(found.rightMouth().distanceTo(new Point(220, 140))).isLessThan(4);
  }

  @Test
  void believesTheBetterScore() {
    Face sure = new Face(BOX, 0.9, FACE.landmarks());

    assertThat(QuarterTurns.landmarks(marked(250, 290), sure, new Brightest()))
        .isEqualTo(FACE.landmarks());
  }

  @Test
  void aFaceThatIsNotFoundAgainStaysWhatItWas() {
    assertThat(QuarterTurns.landmarks(Pictures.plain(500, 400, 0, 0, 0), FACE, new Brightest()))
        .isEqualTo(FACE.landmarks());
    Face outside = new Face(new BoundingBox(900, 900, 50, 50), 0.6, FACE.landmarks());
    assertThat(QuarterTurns.landmarks(marked(250, 110), outside, new Brightest()))
        .isEqualTo(FACE.landmarks());
  }

  private static double roll(Image picture) {
    return FaceQuality.of(picture, FACE, new Brightest()).value(Criterion.ROLL).orElseThrow();
  }

  /** Black, with a white spot near one edge of the box: the top of the face. */
  private static Image marked(int x, int y) {
    return Pictures.onBlack(Pictures.plain(20, 20, 255, 255, 255), x - 10, y - 10, 500, 400);
  }

  private static Landmarks upright(double x, double y, double size) {
    return new Landmarks(
        new Point(x + 0.3 * size, y + 0.4 * size),
        new Point(x + 0.7 * size, y + 0.4 * size),
        new Point(x + 0.5 * size, y + 0.6 * size),
        new Point(x + 0.35 * size, y + 0.8 * size),
        new Point(x + 0.65 * size, y + 0.8 * size));
  }

  /** Finds an upright face in the middle of anything, the better the nearer the spot is the top. */
  private static final class Brightest implements FaceDetector {
    @Override
    public List<Face> detect(Image image) {
      byte[] pixels = Pictures.pixels(image);
      double sum = 0;
      double rows = 0;
      for (int i = 0; i < pixels.length; i += 3) {
        sum += pixels[i] & 0xff;
        rows += (pixels[i] & 0xff) * (double) (i / 3 / image.width());
      }
      if (sum == 0) {
        return List.of();
      }
      double score = 1 - rows / sum / image.height();
      double size = image.width() / 2.0;
      Landmarks points = upright(size / 2, size / 2, size);
      Face elsewhere = new Face(new BoundingBox(0, 0, 10, 10), 1, Optional.of(points));
      BoundingBox middle = new BoundingBox(size / 2, size / 2, size, size);
      return List.of(elsewhere, new Face(middle, score, Optional.of(points)));
    }

    @Override
    public boolean findsLandmarks() {
      return true;
    }

    @Override
    public void close() {}
  }
}
