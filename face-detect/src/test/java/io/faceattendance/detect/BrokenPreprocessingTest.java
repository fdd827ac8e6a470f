package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.detect.evaluation.DetectionEvaluation;
import io.faceattendance.detect.evaluation.Difficulty;
import io.faceattendance.detect.evaluation.ExaminedPicture;
import io.faceattendance.detect.evaluation.LabelledFace;
import io.faceattendance.image.Images;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.Preprocessing;
import io.faceattendance.model.Preprocessing.ColourOrder;
import io.faceattendance.testing.Pictures;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What wrong input costs: in average precision where that shows it, else in golden boxes. */
class BrokenPreprocessingTest {
  private static final int STEP = 2;
  private static final double LOW_SCORE = 0.02;

  @ParameterizedTest
  @CsvSource({"yunet, 0.10", "retinaface, 0.10", "retinaface-320, 0.15", "yolov8-face, 0.10"})
  void losesPrecisionWithRedAndBlueExchanged(String id, double loss) throws IOException {
    DetectorSpec spec = spec(id);

    double right = hardPrecision(spec, FaceDetector::detect);
    double swapped = hardPrecision(swapped(spec), FaceDetector::detect);

    System.out.printf("%s: hard AP %.3f, colours exchanged %.3f%n", id, right, swapped);
    assertThat(swapped).isLessThan(right - loss);
  }

  @Test
  void losesPrecisionWhenRetinaFaceIsGivenStretchedPictures() throws IOException {
    DetectorSpec spec = spec("retinaface");

    double right = hardPrecision(spec, FaceDetector::detect);
    double stretched = hardPrecision(spec, BrokenPreprocessingTest::detectStretched);

    System.out.printf("retinaface: hard AP %.3f, stretched %.3f%n", right, stretched);
    assertThat(stretched).isLessThan(right - 0.01);
  }

  // An exchange of the colours moves these by more than the tolerance, and hardly shows elsewhere.
  @ParameterizedTest
  @CsvSource({
    "scrfd-500m, 423.48, 160.55, 286.18, 403.18, 0.7495",
    "scrfd-2.5g, 424.25, 162.90, 285.59, 398.84, 0.7454",
    "rfb320, 440.26, 191.34, 250.92, 369.03, 0.9977"
  })
  void findsTheGoldenBoxWithTheRightColoursOnly(
      String id, double x, double y, double width, double height, double score) throws IOException {
    Image image = Images.read(RealFiles.data("face_recognition/biden.jpg"));
    Face right = only(spec(id), image);
    Face swapped = only(swapped(spec(id)), image);

    assertThat(right.box().x()).isCloseTo(x, within(0.5));
    assertThat(right.box().y()).isCloseTo(y, within(0.5));
    assertThat(right.box().width()).isCloseTo(width, within(0.5));
    assertThat(right.box().height()).isCloseTo(height, within(0.5));
    assertThat(right.score()).isCloseTo(score, within(0.001));
    assertThat(swapped.score()).isNotCloseTo(score, within(0.002));
  }

  private static Face only(DetectorSpec spec, Image image) {
    try (FaceDetector detector = open(spec, spec.defaults())) {
      List<Face> faces = detector.detect(image);
      assertThat(faces).hasSize(1);
      return faces.get(0);
    }
  }

  private static DetectorSpec spec(String id) {
    return DetectorSpec.TABLE.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
  }

  private static DetectorSpec swapped(DetectorSpec spec) {
    Preprocessing input = spec.preprocessing();
    ColourOrder wrong = input.order() == ColourOrder.RGB ? ColourOrder.BGR : ColourOrder.RGB;
    return new DetectorSpec(spec.id(), spec.family(), input.withOrder(wrong), spec.defaults());
  }

  private static FaceDetector open(DetectorSpec spec, DetectionOptions options) {
    String file = ModelCatalog.card(spec.id()).file().orElseThrow().name();
    return OnnxDetector.open(RealFiles.model(file), spec, options);
  }

  private static List<Face> detectStretched(FaceDetector detector, Image image) {
    int side = 640;
    double x = (double) image.width() / side;
    double y = (double) image.height() / side;
    return detector.detect(Pictures.resize(image, side, side)).stream()
        .map(face -> new Face(scale(face.box(), x, y), face.score(), face.landmarks()))
        .toList();
  }

  private static BoundingBox scale(BoundingBox box, double x, double y) {
    return new BoundingBox(x * box.x(), y * box.y(), x * box.width(), y * box.height());
  }

  private static double hardPrecision(
      DetectorSpec spec, BiFunction<FaceDetector, Image, List<Face>> detect) throws IOException {
    List<ExaminedPicture> examined = new ArrayList<>();
    try (FaceDetector detector = open(spec, spec.defaults().withScoreThreshold(LOW_SCORE))) {
      int number = 0;
      for (Map.Entry<String, List<LabelledFace>> picture : labels().entrySet()) {
        if (number++ % STEP == 0) {
          Image image = Images.read(RealFiles.data("wider/" + picture.getKey()));
          examined.add(new ExaminedPicture(picture.getValue(), detect.apply(detector, image)));
        }
      }
    }
    return DetectionEvaluation.of(examined).hard().averagePrecision().orElseThrow();
  }

  private static Map<String, List<LabelledFace>> labels() throws IOException {
    Map<String, List<LabelledFace>> labels = new TreeMap<>();
    List<String> lines = Files.readAllLines(RealFiles.data("wider/boxes.csv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",", -1);
      labels.computeIfAbsent(row[0], any -> new ArrayList<>()).add(face(row));
    }
    return labels;
  }

  // path, x, y, w, h, blur, expression, illumination, invalid, occlusion, pose, easy, medium, hard
  private static LabelledFace face(String[] row) {
    double[] box = new double[4];
    for (int i = 0; i < box.length; i++) {
      box[i] = Double.parseDouble(row[i + 1]);
    }
    Set<Difficulty> difficulties = EnumSet.noneOf(Difficulty.class);
    if (row[13].equals("1")) {
      difficulties.add(Difficulty.HARD);
    }
    BoundingBox area = new BoundingBox(box[0], box[1], box[2], box[3]);
    return new LabelledFace(area, row[8].equals("1"), difficulties);
  }
}
