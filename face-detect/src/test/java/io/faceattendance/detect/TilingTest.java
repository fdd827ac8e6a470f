package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.Point;
import io.faceattendance.testing.Pictures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TilingTest {
  private static final Tiling TILES = new Tiling(100, 1, 0.08, 0.3);
  private static final int NEVER = 100_000;

  // On 500 x 330 pixels, faces up to 40: none is seen in the whole picture.
  @Test
  void findsEveryFaceOnceWhereverTheTilesMeet() {
    Random random = new Random(1);
    for (int trial = 0; trial < 300; trial++) {
      BoundingBox box =
          new BoundingBox(random.nextInt(461), random.nextInt(291), 1 + random.nextInt(39), 40);
      Image picture = ColourDetector.picture(500, 330, List.of(box));
      FaceDetector tiled = TILES.over(new SeesOnly(101));

      List<Face> faces = tiled.detect(picture);

      assertThat(faces).as("%s", box).hasSize(1);
      assertThat(faces.get(0).box()).isEqualTo(box);
      assertThat(faces.get(0).landmarks().orElseThrow().leftEye())
          .isEqualTo(new Point(box.x(), box.y()));
    }
  }

  @Test
  void givesCoordinatesOfThePictureWhenItEnlargesTiles() {
    BoundingBox box = new BoundingBox(371, 203, 20, 30);
    Image picture = ColourDetector.picture(500, 330, List.of(box));
    FaceDetector tiled = TILES.withZoom(2).over(new ColourDetector(50, NEVER));

    Face face = tiled.detect(picture).get(0);

    assertThat(face.box().iou(box)).isGreaterThan(0.9);
    assertThat(face.landmarks().orElseThrow().leftEye().distanceTo(new Point(371, 203)))
        .isLessThan(1.5);
  }

  @Test
  void looksOnceAtAPictureWhoseTilesCouldNotContribute() {
    Image picture = ColourDetector.picture(399, 300, List.of());
    for (double zoom : new double[] {1, 1.1}) {
      ColourDetector inner = new ColourDetector(1, NEVER);
      new Tiling(100, zoom, 0.02, 0.3).over(inner).detect(picture);
      assertThat(inner.shown.size() == 1).as("zoom %s", zoom).isEqualTo(zoom == 1);
    }
  }

  @Test
  void leavesLargerFacesToTheWholePicture() {
    BoundingBox large = new BoundingBox(10, 10, 60, 60);
    Image picture = ColourDetector.picture(500, 330, List.of(large));

    assertThat(TILES.over(new SeesOnly(101)).detect(picture)).isEmpty();
    assertThat(TILES.over(new ColourDetector(1, NEVER)).detect(picture))
        .extracting(Face::box)
        .containsExactly(large);
  }

  @Test
  void showsThePictureAndTilesThatCoverItAndNothingElse() {
    Image picture = Pictures.noise(500, 330, 3);
    ColourDetector inner = new ColourDetector(NEVER, NEVER);

    TILES.over(inner).detect(picture);

    // An overlap of half a tile leaves steps of 50 at most: 9 columns and 6 rows.
    assertThat(inner.shown).hasSize(1 + 9 * 6);
    assertThat(inner.shown.get(0)).isSameAs(picture);
    assertThat(inner.shown.get(1))
        .isEqualTo(Image.of(100, 100, picture.copyRegion(0, 0, 100, 100)));
    assertThat(inner.shown.get(54))
        .isEqualTo(Image.of(100, 100, picture.copyRegion(400, 230, 100, 100)));
  }

  @Test
  void looksOnceAtAPictureWithinOneTile() {
    for (int[] size : new int[][] {{51, 1}, {100, 100}, {7, 99}}) {
      ColourDetector inner = new ColourDetector(1, NEVER);
      Image picture = Pictures.plain(size[0], size[1], 0, 0, 0);

      assertThat(TILES.over(inner).detect(picture)).isEmpty();

      assertThat(inner.shown).containsExactly(picture);
      assertThat(TILES.withZoom(2).over(inner).detect(picture)).isEmpty();
      assertThat(inner.shown).hasSize(3);
      assertThat(inner.shown.get(2).width()).isEqualTo(2 * size[0]);
    }
  }

  @Test
  void takesPicturesOfHugeAspect() {
    BoundingBox box = new BoundingBox(3700, 1, 20, 3);
    Image picture = ColourDetector.picture(4000, 5, List.of(box));

    assertThat(TILES.over(new SeesOnly(101)).detect(picture))
        .extracting(Face::box)
        .containsExactly(box);
  }

  @Test
  void ordersByScoreThenByPosition() {
    List<Face> faces = new ArrayList<>();
    for (double[] at : new double[][] {{0.5, 80, 0}, {0.9, 300, 50}, {0.5, 0, 0}, {0.5, 0, 60}}) {
      BoundingBox box = new BoundingBox(at[1], at[2], 10, 10);
      faces.add(new Face(box, at[0], Optional.empty()));
    }

    assertThat(JointSuppression.join(faces, 0.3))
        .containsExactly(faces.get(1), faces.get(2), faces.get(0), faces.get(3));
  }

  @Test
  void keepsTheBestOfFindsThatOverlap() {
    Face worse = new Face(new BoundingBox(0, 0, 10, 10), 0.7, Optional.empty());
    Face better = new Face(new BoundingBox(1, 0, 10, 10), 0.8, Optional.empty());
    Face other = new Face(new BoundingBox(8, 0, 10, 10), 0.6, Optional.empty());

    assertThat(JointSuppression.join(List.of(worse, better, other), 0.3))
        .containsExactly(better, other);
  }

  @Test
  void refusesOptionsOutsideTheirRange() {
    assertThatThrownBy(() -> TILES.withSide(31)).hasMessageContaining("32 pixels, got 31");
    for (double bad : new double[] {0, -1, Double.NaN, 1e9}) {
      assertThatThrownBy(() -> TILES.withZoom(bad)).hasMessageContaining("zoom");
      assertThatThrownBy(() -> TILES.withLargestFace(bad)).hasMessageContaining("largest face");
    }
    assertThatThrownBy(() -> new Tiling(100, 1, 0.1, 1.1)).hasMessageContaining("overlap");
  }

  /** Blind to pictures larger than a tile. */
  private static final class SeesOnly implements FaceDetector {
    private final int width;
    private final ColourDetector colours = new ColourDetector(1, NEVER);

    SeesOnly(int width) {
      this.width = width;
    }

    @Override
    public List<Face> detect(Image image) {
      return image.width() < width ? colours.detect(image) : List.of();
    }

    @Override
    public boolean findsLandmarks() {
      return true;
    }

    @Override
    public void close() {
      colours.close();
    }
  }
}
