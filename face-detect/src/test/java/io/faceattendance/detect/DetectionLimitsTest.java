package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionLimitsTest {
  private static final BoundingBox LEFT = new BoundingBox(10, 20, 30, 40);
  private static final BoundingBox MIDDLE = new BoundingBox(180, 90, 24, 30);
  private static final BoundingBox RIGHT = new BoundingBox(350, 150, 20, 60);
  private static final Image PICTURE =
      ColourDetector.picture(400, 300, List.of(LEFT, MIDDLE, RIGHT));

  private final ColourDetector inner = new ColourDetector(1, 1000);

  private List<BoundingBox> found(DetectionLimits limits) {
    return limits.over(inner).detect(PICTURE).stream().map(Face::box).toList();
  }

  @Test
  void leavesOutNothingWithoutLimits() {
    assertThat(found(DetectionLimits.none())).containsExactly(LEFT, MIDDLE, RIGHT);
    assertThat(inner.shown.get(0)).isSameAs(PICTURE);
  }

  @Test
  void keepsTheBestOfTooMany() {
    assertThat(found(DetectionLimits.none().withMaxFaces(2))).containsExactly(LEFT, MIDDLE);
  }

  @Test
  void measuresTheShorterSide() {
    assertThat(found(DetectionLimits.none().withMinFaceSize(24))).containsExactly(LEFT, MIDDLE);
    assertThat(found(DetectionLimits.none().withMinFaceSize(24.1))).containsExactly(LEFT);
  }

  @Test
  void countsFacesAfterTheOtherLimits() {
    DetectionLimits limits =
        DetectionLimits.none().withMaxFaces(1).withRegion(new BoundingBox(100, 0, 200, 300));
    assertThat(found(limits)).containsExactly(MIDDLE);
  }

  @Test
  void keepsFacesWhoseCentreIsInTheRegionInPixelsOfThePicture() {
    BoundingBox centre = new BoundingBox(192, 105, 160, 80);
    assertThat(found(DetectionLimits.none().withRegion(centre))).containsExactly(MIDDLE);
    BoundingBox justBeside = new BoundingBox(193, 105, 160, 80);
    assertThat(found(DetectionLimits.none().withRegion(justBeside))).isEmpty();
  }

  @Test
  void showsTheRegionAndItsMarginOnly() {
    found(DetectionLimits.none().withRegion(new BoundingBox(160, 80, 80, 40)));
    found(DetectionLimits.none().withRegion(new BoundingBox(-50, 280, 80, 40)));

    assertThat(inner.shown)
        .containsExactly(
            Image.of(100, 60, PICTURE.copyRegion(150, 70, 100, 60)),
            Image.of(40, 30, PICTURE.copyRegion(0, 270, 40, 30)));
  }

  @Test
  void findsNothingInARegionOutsideThePicture() {
    for (BoundingBox outside :
        List.of(
            new BoundingBox(-90, 0, 50, 50),
            new BoundingBox(500, 0, 50, 50),
            new BoundingBox(0, 1e12, 50, 50),
            new BoundingBox(0, -1e12, 50, 50))) {
      assertThat(found(DetectionLimits.none().withRegion(outside))).isEmpty();
    }
    assertThat(inner.shown).isEmpty();
  }

  @Test
  void refusesLimitsThatNoFaceKeeps() {
    DetectionLimits none = DetectionLimits.none();
    assertThatThrownBy(() -> none.withMaxFaces(0)).hasMessageContaining("got 0");
    assertThatThrownBy(() -> none.withMinFaceSize(-1)).hasMessageContaining("got -1");
    assertThatThrownBy(() -> none.withMinFaceSize(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> none.withRegion(new BoundingBox(0, 0, 0, 5)))
        .hasMessageContaining("region");
  }

  @Test
  void ownsTheDetectorItIsMadeOf() {
    BoundingBox outside = new BoundingBox(-90, 0, 50, 50);
    FaceDetector detector = DetectionLimits.none().withRegion(outside).over(inner);
    assertThat(detector.findsLandmarks()).isTrue();
    assertThat(inner.timesClosed()).isZero();

    detector.close();
    detector.close();

    assertThat(inner.timesClosed()).isPositive();
    assertThatThrownBy(() -> detector.detect(PICTURE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
