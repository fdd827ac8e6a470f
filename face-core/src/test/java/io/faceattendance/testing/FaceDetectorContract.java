package io.faceattendance.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.Landmarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link FaceDetector} keeps; the test of each implementation extends it. */
public abstract class FaceDetectorContract {
  private static final String GROUP = "bbt/bbt1.jpg";
  private static final String PORTRAIT = "face_recognition/obama_small.jpg";

  protected FaceDetector detector;

  /** Opens the detector with its default options. */
  protected abstract FaceDetector open();

  /** The share of the faces on the counted group pictures that it must find. */
  protected abstract double leastRecall();

  /** How many finds it may have on the pictures that show no face, all together. */
  protected abstract int mostFalseFinds();

  /** How well the boxes of one face must agree when the picture is moved or scaled. */
  protected double sameBox() {
    return 0.8;
  }

  /** The least height in pixels of faces that are found again when the picture is moved. */
  protected double leastSize() {
    return 0;
  }

  /** How often it is opened, and closed while others use it. */
  protected int closings() {
    return 50;
  }

  @BeforeEach
  void openDetector() {
    detector = open();
  }

  @AfterEach
  void closeDetector() {
    if (detector != null) {
      detector.close();
    }
  }

  @Test
  void findsTheFaceOfAPortraitWhereItIs() throws IOException {
    List<Face> faces = detector.detect(read(PORTRAIT));

    assertThat(faces).hasSize(1);
    assertThat(faces.get(0).box().iou(new BoundingBox(107, 36, 106, 159))).isGreaterThan(0.5);
  }

  @Test
  void givesNoFacesForAPictureWithoutAny() {
    assertThat(detector.detect(Pictures.plain(200, 150, 90, 120, 60))).isEmpty();
    assertThat(detector.detect(Pictures.noise(200, 150, 1))).isEmpty();
  }

  @Test
  void takesPicturesOfAnyShape() {
    for (int[] size : new int[][] {{1, 1}, {5, 3}, {31, 33}, {4000, 1}, {1, 4000}, {3001, 7}}) {
      assertThat(detector.detect(Pictures.plain(size[0], size[1], 10, 200, 100)))
          .as("%d x %d", size[0], size[1])
          .isEmpty();
    }
  }

  @Test
  void takesPicturesSmallerThanAnyFace() throws IOException {
    Image portrait = read(PORTRAIT);
    for (int[] size : new int[][] {{1, 1}, {2, 7}, {9, 5}}) {
      assertThat(detector.detect(Pictures.resize(portrait, size[0], size[1])))
          .as("%d x %d", size[0], size[1])
          .isEmpty();
    }
  }

  @Test
  void findsTheFacesOfGroupPictures() throws IOException {
    int labelled = 0;
    int found = 0;
    for (Map.Entry<String, Integer> group : countedFaces().entrySet()) {
      int faces = detector.detect(read(group.getKey())).size();
      labelled += group.getValue();
      found += Math.min(faces, group.getValue());
    }
    System.out.printf("%s: %d of %d faces%n", getClass().getSimpleName(), found, labelled);

    assertThat(labelled).isGreaterThan(100);
    assertThat((double) found / labelled).isGreaterThanOrEqualTo(leastRecall());
  }

  /** Picture and number of faces; a crowd that nobody counted is left out. */
  private static Map<String, Integer> countedFaces() throws IOException {
    Map<String, Integer> faces = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(RealFiles.data("group_labels.csv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",", 3);
      if (!row[1].isEmpty()) {
        faces.put(row[0], Integer.valueOf(row[1]));
      }
    }
    return faces;
  }

  @Test
  void findsHardlyAnythingWhereThereIsNoFace() throws IOException {
    int finds = 0;
    List<Path> pictures;
    try (Stream<Path> files = Files.walk(RealFiles.data("negatives_caltech101"))) {
      pictures = files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
    for (Path picture : pictures) {
      finds += detector.detect(Pictures.read(picture)).size();
    }
    System.out.printf(
        "%s: %d finds on %d pictures%n", getClass().getSimpleName(), finds, pictures.size());

    assertThat(pictures).hasSizeGreaterThan(50);
    assertThat(finds).isLessThanOrEqualTo(mostFalseFinds());
  }

  @Test
  void givesLandmarksToEveryFaceOrToNone() throws IOException {
    assertThat(detector.detect(read(GROUP)))
        .isNotEmpty()
        .allMatch(face -> face.landmarks().isPresent() == detector.findsLandmarks());
  }

  @Test
  void ordersFacesByScore() throws IOException {
    List<Face> faces = detector.detect(read(GROUP));

    assertThat(faces).hasSizeGreaterThan(2);
    assertThat(faces).isSortedAccordingTo(Comparator.comparingDouble(face -> -face.score()));
  }

  @Test
  void givesBoxesInPixelsOfTheSource() throws IOException {
    Image picture = read(GROUP);
    int x = 64;
    int y = 96;
    Image larger =
        Pictures.onBlack(picture, x, y, picture.width() + 2 * x, picture.height() + 2 * y);

    List<Face> moved = detector.detect(larger);

    for (Face face : detector.detect(picture)) {
      BoundingBox box = face.box();
      if (box.height() < leastSize()) {
        continue;
      }
      BoundingBox expected = new BoundingBox(box.x() + x, box.y() + y, box.width(), box.height());
      assertThat(moved).anySatisfy(m -> assertThat(m.box().iou(expected)).isGreaterThan(sameBox()));
    }
  }

  @Test
  void givesBoxesInPixelsOfTheSourceWhenItShrinksThePicture() throws IOException {
    Image portrait = read(PORTRAIT);
    Image large = Pictures.resize(portrait, 8 * portrait.width(), 8 * portrait.height());

    BoundingBox small = detector.detect(portrait).get(0).box();
    BoundingBox found = detector.detect(large).get(0).box();

    BoundingBox expected =
        new BoundingBox(8 * small.x(), 8 * small.y(), 8 * small.width(), 8 * small.height());
    assertThat(found.iou(expected)).isGreaterThan(sameBox());
  }

  @Test
  void namesLandmarksAsTheViewerSeesThem() throws IOException {
    Image picture = read(GROUP);
    for (Image view : List.of(picture, Pictures.mirrored(picture))) {
      for (Face face : detector.detect(view)) {
        face.landmarks().ifPresent(points -> assertUpright(points, face.box()));
      }
    }
  }

  private static void assertUpright(Landmarks points, BoundingBox box) {
    assertThat(points.leftEye().x()).isLessThan(points.rightEye().x());
    assertThat(points.leftMouth().x()).isLessThan(points.rightMouth().x());
    assertThat(points.leftEye().y()).isLessThan(points.nose().y());
    assertThat(points.nose().y()).isLessThan(points.leftMouth().y());
    assertThat(points.isPlausibleIn(box)).isTrue();
  }

  @Test
  void givesTheSameFacesToEveryThread() throws IOException {
    Image picture = read(GROUP);
    List<Face> alone = detector.detect(picture);

    assertThat(Concurrent.onThreads(8, () -> detector.detect(picture)))
        .allSatisfy(faces -> assertThat(faces).isEqualTo(alone));
  }

  @Test
  void refusesCallsAfterCloseAndClosesTwice() {
    detector.close();
    detector.close();

    assertThatThrownBy(() -> detector.detect(Pictures.plain(32, 32, 0, 0, 0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void closesUnderLoad() throws IOException {
    Image picture = read(PORTRAIT);
    List<Face> expected = detector.detect(picture);

    Concurrent.closeUnderLoad(
        closings(),
        4,
        this::open,
        subject -> subject.detect(picture),
        FaceDetector::close,
        expected);
  }

  private static Image read(String path) throws IOException {
    return Pictures.read(RealFiles.data(path));
  }
}
