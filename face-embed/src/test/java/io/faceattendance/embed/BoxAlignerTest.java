package io.faceattendance.embed;

import static io.faceattendance.embed.BoxAligner.Shape.BOX;
import static io.faceattendance.embed.BoxAligner.Shape.SQUARE;
import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.Image;
import io.faceattendance.testing.Pictures;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoxAlignerTest {

  @Test
  void cutsTheBoxWithItsMarginOut() {
    Image cutOut = Pictures.noise(120, 120, 1);
    Image picture = Pictures.onBlack(cutOut, 30, 40, 300, 200);

    Image aligned = new BoxAligner(BOX, 10, 120).align(picture, face(40, 50, 100, 100));

    assertThat(aligned).isEqualTo(cutOut);
  }

  @Test
  void cutsLessThanTheBoxForANegativeMargin() {
    Image cutOut = Pictures.noise(80, 80, 1);
    Image picture = Pictures.onBlack(cutOut, 50, 60, 300, 200);

    Image aligned = new BoxAligner(SQUARE, -10, 80).align(picture, face(40, 50, 100, 100));

    assertThat(aligned).isEqualTo(cutOut);
  }

  @Test
  void stretchesABoxAndKeepsTheAspectOfASquare() {
    Image white = Pictures.plain(50, 200, 255, 255, 255);
    Image picture = Pictures.onBlack(white, 100, 50, 300, 300);
    Face face = face(100, 50, 50, 200);

    assertThat(new BoxAligner(BOX, 0, 64).align(picture, face))
        .isEqualTo(Pictures.plain(64, 64, 255, 255, 255));
    assertThat(new BoxAligner(SQUARE, 0, 100).align(picture, face))
        .isEqualTo(Pictures.onBlack(Pictures.plain(50, 100, 255, 255, 255), 25, 0, 100, 100));
  }

  @Test
  void leavesBlackWhatLiesOutsideThePicture() {
    Image picture = Pictures.plain(100, 100, 9, 8, 7);

    assertThat(new BoxAligner(BOX, 0, 40).align(picture, face(-50, -25, 100, 100)))
        .isEqualTo(Pictures.onBlack(Pictures.plain(20, 30, 9, 8, 7), 20, 10, 40, 40));
    assertThat(new BoxAligner(BOX, 0, 40).align(picture, face(75, 50, 100, 100)))
        .isEqualTo(Pictures.onBlack(Pictures.plain(10, 20, 9, 8, 7), 0, 0, 40, 40));
  }

  @Test
  void givesBlackForABoxOutsideThePictureOrFarBeyondIt() {
    Image picture = Pictures.plain(100, 100, 9, 8, 7);
    Image black = Pictures.plain(40, 40, 0, 0, 0);

    for (Face face : new Face[] {face(200, 0, 50, 50), face(-1e9, -1e9, 1e7, 1e7)}) {
      assertThat(new BoxAligner(SQUARE, 0, 40).align(picture, face)).isEqualTo(black);
    }
    assertThat(new BoxAligner(BOX, 0, 40).align(picture, face(-1e9, -1e9, 2e9, 2e9)))
        .isEqualTo(black);
  }

  @Test
  void enlargesABoxWithoutExtent() {
    Image picture = Pictures.plain(100, 100, 9, 8, 7);

    assertThat(new BoxAligner(BOX, 10, 40).align(picture, face(30, 30, 0, 0)))
        .isEqualTo(Pictures.plain(40, 40, 9, 8, 7));
  }

  @Test
  void namesShapeMarginAndSize() {
    assertThat(new BoxAligner(BOX, 10, 160).id()).isEqualTo("box-10-160");
    assertThat(new BoxAligner(SQUARE, 0, 112).id()).isEqualTo("square-0-112");
    assertThat(new BoxAligner(SQUARE, -8, 112).id()).isEqualTo("square-minus-8-112");
    assertThat(new BoxAligner(BOX, 10, 160).needsLandmarks()).isFalse();
  }

  private static Face face(double x, double y, double width, double height) {
    return new Face(new BoundingBox(x, y, width, height), 0.9, Optional.empty());
  }
}
