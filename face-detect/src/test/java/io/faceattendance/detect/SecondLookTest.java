package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.Landmarks;
import io.faceattendance.Point;
import io.faceattendance.quality.Criterion;
import io.faceattendance.quality.FaceQuality;
import io.faceattendance.testing.Pictures;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecondLookTest {
  private static final BoundingBox BOX = new BoundingBox(700, 500, 200, 200);
  private static final Image PICTURE =
      Pictures.onBlack(Pictures.plain(20, 20, 255, 255, 255), 790, 690, 1200, 900);

  static List<UnaryOperator<FaceDetector>> decorations() {
    DetectionLimits limits = DetectionLimits.none();
    return List.of(
        inner -> inner,
        inner -> limits.withRegion(new BoundingBox(650, 450, 300, 300)).over(inner),
        inner -> limits.withMinFaceSize(190).over(inner),
        inner -> limits.withMaxFaces(1).over(inner),
        inner -> new Tiling(64, 1, 0.5, 0.3).over(inner),
        inner -> limits.withMinFaceSize(190).over(MultiScale.defaults().over(inner)));
  }

  @ParameterizedTest
  @MethodSource("decorations")
  void seesAFaceUpsideDownThroughWhateverIsAroundTheDetector(UnaryOperator<FaceDetector> around) {
    Face face = new Face(BOX, 0.5, Optional.of(upright(700, 500, 200)));
    try (FaceDetector detector = around.apply(new Uppermost())) {
      FaceQuality quality = FaceQuality.of(PICTURE, face, detector);

      assertThat(Math.abs(quality.value(Criterion.ROLL).orElseThrow())).isCloseTo(180, within(1.0));
    }
  }

  private static Landmarks upright(double x, double y, double size) {
    return new Landmarks(
        new Point(x + 0.3 * size, y + 0.4 * size),
        new Point(x + 0.7 * size, y + 0.4 * size),
        new Point(x + 0.5 * size, y + 0.6 * size),
        new Point(x + 0.35 * size, y + 0.8 * size),
        new Point(x + 0.65 * size, y + 0.8 * size));
  }

  /** Finds a face in the middle of a square, the better the nearer a white spot is to its top. */
  private static final class Uppermost implements FaceDetector {
    @Override
    public List<Face> detect(Image image) {
      byte[] pixels = Pictures.pixels(image);
      int row = 0;
      while (row < image.height() && pixels[3 * (row * image.width() + image.width() / 2)] == 0) {
        row++;
      }
      double size = image.width() / 2.0;
      Face middle =
          new Face(
              new BoundingBox(size / 2, size / 2, size, size),
              1 - (double) row / image.height(),
              Optional.of(upright(size / 2, size / 2, size)));
      Face corner = new Face(new BoundingBox(0, 0, 10, 10), 1, middle.landmarks());
      return List.of(corner, middle);
    }

    @Override
    public boolean findsLandmarks() {
      return true;
    }

    @Override
    public void close() {}
  }
}
