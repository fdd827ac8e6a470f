package io.faceattendance.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.Image;
import io.faceattendance.Landmarks;
import io.faceattendance.Point;
import io.faceattendance.testing.Concurrent;
import io.faceattendance.testing.Pictures;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaceQualityTest {
  private static final BoundingBox WHOLE = new BoundingBox(0, 0, 100, 100);

  @Test
  void measuresLight() {
    assertThat(value(Pictures.plain(100, 100, 0, 0, 0), Criterion.BRIGHTNESS)).isZero();
    assertThat(value(Pictures.plain(100, 100, 255, 255, 255), Criterion.BRIGHTNESS))
        .isCloseTo(100, within(1e-3));
    assertThat(value(Pictures.plain(100, 100, 0, 255, 0), Criterion.BRIGHTNESS))
        .isCloseTo(58.7, within(0.2));
  }

  @Test
  void measuresContrast() {
    assertThat(value(Pictures.plain(100, 100, 90, 90, 90), Criterion.CONTRAST))
        .isCloseTo(0, within(1e-3));
    assertThat(value(stripes(100, 50, 255), Criterion.CONTRAST)).isCloseTo(50, within(0.5));
    assertThat(value(stripes(100, 50, 51), Criterion.CONTRAST)).isCloseTo(10, within(0.1));
  }

  @Test
  void sharpnessIsTheFrequencyOfTheEdgesWhateverTheirContrast() {
    assertThat(value(Pictures.plain(100, 100, 90, 90, 90), Criterion.SHARPNESS)).isZero();
    double fine = value(stripes(32, 1, 255), Criterion.SHARPNESS);
    double coarse = value(stripes(32, 4, 255), Criterion.SHARPNESS);

    assertThat(fine).isCloseTo(100 * Math.sqrt(0.5), within(2.0));
    assertThat(coarse).isLessThan(0.8 * fine);
    assertThat(value(stripes(32, 4, 25), Criterion.SHARPNESS)).isCloseTo(coarse, within(0.5));
  }

  @Test
  void aFaceIsAsSharpInALargePictureAsInASmallOne() throws IOException {
    Image portrait = Pictures.read(RealFiles.data("face_recognition/biden.jpg"));
    BoundingBox box = new BoundingBox(417, 165, 296, 394);
    double full = value(portrait, box, Criterion.SHARPNESS);

    for (double scale : new double[] {0.5, 0.25}) {
      assertThat(value(shrunk(portrait, scale), scaled(box, scale), Criterion.SHARPNESS))
          .isCloseTo(full, within(0.12 * full));
    }
  }

  @Test
  void blurShows() throws IOException {
    Image portrait = Pictures.read(RealFiles.data("face_recognition/biden.jpg"));
    BoundingBox box = new BoundingBox(417, 165, 296, 394);
    double full = value(portrait, box, Criterion.SHARPNESS);
    Image blurred =
        Pictures.resize(shrunk(portrait, 1 / 30.0), portrait.width(), portrait.height());

    assertThat(value(blurred, box, Criterion.SHARPNESS)).isLessThan(0.6 * full);
  }

  @Test
  void measuresSizesInPixelsOfThePicture() {
    Face face = new Face(new BoundingBox(3, 4, 50, 70), 0.9, Optional.of(landmarks(10)));
    FaceQuality quality = FaceQuality.of(Pictures.noise(100, 100, 1), face);

    assertThat(quality.value(Criterion.FACE_SIZE)).hasValue(50);
    assertThat(quality.value(Criterion.EYE_DISTANCE)).hasValue(20);
    assertThat(quality.value(Criterion.LANDMARKS)).hasValue(5);
  }

  @Test
  void leavesOutWhatNeedsLandmarksWhereThereAreNone() {
    Face blind = new Face(WHOLE, 0.9, Optional.empty());
    Face broken = new Face(WHOLE, 0.9, Optional.of(landmarks(Double.NaN)));

    for (Face face : new Face[] {blind, broken}) {
      assertThat(FaceQuality.of(Pictures.noise(100, 100, 1), face).measured())
          .containsOnlyKeys(
              Criterion.FACE_SIZE,
              Criterion.LANDMARKS,
              Criterion.BRIGHTNESS,
              Criterion.CONTRAST,
              Criterion.SHARPNESS)
          .containsEntry(Criterion.LANDMARKS, 0.0);
    }
  }

  @Test
  void looksOnlyAtThePartInsideThePicture() {
    Image grey = Pictures.plain(100, 100, 90, 90, 90);
    assertThat(value(grey, new BoundingBox(-50, -80, 120, 160), Criterion.CONTRAST))
        .isCloseTo(0, within(1e-3));
    for (BoundingBox outside :
        new BoundingBox[] {
          new BoundingBox(500, 500, 50, 50),
          new BoundingBox(-500, 10, 50, 50),
          new BoundingBox(-1e300, -1e300, 1e299, 1e299),
          new BoundingBox(1e300, 0, 1e300, 90),
          new BoundingBox(10, 10, 0, 0)
        }) {
      Face face = new Face(outside, 0.9, Optional.empty());
      assertThat(FaceQuality.of(grey, face).measured())
          .containsOnlyKeys(Criterion.FACE_SIZE, Criterion.LANDMARKS);
    }
  }

  @Test
  void isTheSameOnManyThreads() {
    Image noise = Pictures.noise(300, 300, 7);
    Face face = new Face(new BoundingBox(10, 10, 250, 250), 0.9, Optional.of(landmarks(40)));
    FaceQuality alone = FaceQuality.of(noise, face);

    assertThat(Concurrent.onThreads(8, () -> FaceQuality.of(noise, face))).containsOnly(alone);
  }

  @Test
  void refusesValuesThatAreNoNumbers() {
    assertThatThrownBy(() -> new FaceQuality(Map.of(Criterion.YAW, Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("yaw");
  }

  private static double value(Image image, Criterion criterion) {
    return value(image, new BoundingBox(0, 0, image.width(), image.height()), criterion);
  }

  private static double value(Image image, BoundingBox box, Criterion criterion) {
    Face face = new Face(box, 0.9, Optional.empty());
    return FaceQuality.of(image, face).value(criterion).orElseThrow();
  }

  private static Image shrunk(Image image, double scale) {
    return GreyGrid.of(
            image,
            new BoundingBox(0, 0, image.width(), image.height()),
            (int) (scale * Math.max(image.width(), image.height())))
        .orElseThrow()
        .turned(0);
  }

  private static BoundingBox scaled(BoundingBox box, double scale) {
    return new BoundingBox(
        scale * box.x(), scale * box.y(), scale * box.width(), scale * box.height());
  }

  /** Vertical stripes, alternately black and of one grey. */
  private static Image stripes(int size, int width, int grey) {
    byte[] pixels = new byte[size * size * 3];
    for (int i = 0; i < pixels.length; i++) {
      int column = i / 3 % size;
      pixels[i] = (byte) (column / width % 2 * grey);
    }
    return Image.of(size, size, pixels);
  }

  private static Landmarks landmarks(double left) {
    return new Landmarks(
        new Point(left, 20),
        new Point(left + 20, 20),
        new Point(left + 10, 30),
        new Point(left, 40),
        new Point(left + 20, 40));
  }
}
