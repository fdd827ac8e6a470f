package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.ModelException;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
import io.faceattendance.model.Preprocessing;
import io.faceattendance.testing.Pictures;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomDetectorTest {
  private static final String FULL =
      """
      role = detector
      id = mine
      family = yunet
      size = any
      colour = bgr
      mean = 0
      std = 1
      score = 0.6
      overlap = 0.3
      """;

  private static final ModelStore STORE = ModelStore.defaults().offline();

  @TempDir Path folder;

  @Test
  void detectsAsTheTableDoes() throws IOException {
    Image image = Pictures.read(RealFiles.data("face_recognition/two_people.jpg"));
    List<Face> expected;
    try (OnnxDetector detector =
        OnnxDetector.open(RealFiles.model("yunet_n_dynamic.onnx"), DetectorSpec.YUNET)) {
      expected = detector.detect(image);
    }

    assertThat(expected).isNotEmpty();
    assertThat(detect(image, FULL)).isEqualTo(expected);
    assertThat(detect(image, "role=detector\nid=mine\nlike=yunet")).isEqualTo(expected);
    assertThat(detect(image, "role=detector\nid=mine\nlike=yunet\nscore=1")).isEmpty();
    assertThat(detect(image, "")).isEqualTo(expected);
  }

  @Test
  void knowsAnotherExportOfARowsWeights() throws IOException {
    Image image = Pictures.read(RealFiles.data("face_recognition/two_people.jpg"));
    List<Face> dynamic = detect(image, "");
    List<Face> fixed = detect(RealFiles.model("yunet_n_640_640.onnx"), image, "");

    assertThat(fixed)
        .hasSameSizeAs(dynamic)
        .isNotEmpty()
        .allMatch(face -> dynamic.stream().anyMatch(one -> one.box().iou(face.box()) > 0.8));
    DetectorSpec spec = DetectorSpec.find(ModelCatalog.card("yunet-640")).orElseThrow();
    assertThat(spec.id()).isEqualTo("yunet-640");
    assertThat(spec.defaults().longestSide()).isEqualTo(640);
    assertThat(DetectorSpec.find(ModelCatalog.card("yunet"))).contains(DetectorSpec.YUNET);
    assertThat(DetectorSpec.find(ModelCatalog.card("yunet-2023mar"))).isEmpty();
    assertThat(DetectorSpec.find(ModelCatalog.card("mtcnn-pnet"))).isEmpty();
  }

  @Test
  void asksForTheLicenceOfAKnownFile() {
    Path scrfd = RealFiles.model("det_500m.onnx");
    String card = "role=detector\nid=mine\nlike=scrfd-500m";
    for (String beside : new String[] {"", card}) {
      assertThatThrownBy(() -> detect(scrfd, Pictures.plain(64, 64, 0, 0, 0), beside))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("--accept-licence scrfd-500m");
    }
  }

  @Test
  void knowsTheSizesThatAFamilyTakes() {
    Preprocessing open = input(0, 0);
    Preprocessing fixed = input(320, 256);
    for (DetectorFamily family : DetectorFamily.values()) {
      assertThat(family.takes(fixed)).as("%s", family).isTrue();
      assertThat(family.takes(input(320, 0))).as("%s", family).isFalse();
      assertThat(family.takes(open)).as("%s", family).isEqualTo(family != DetectorFamily.RFB);
    }
    assertThat(DetectorFamily.RFB.takes(input(320, 240))).isTrue();
    assertThat(DetectorFamily.RETINAFACE.takes(input(320, 250))).isTrue();
    assertThat(DetectorFamily.SCRFD.takes(input(320, 240))).isFalse();
    String rfb = FULL.replace("family = yunet", "family = rfb");
    assertThatThrownBy(() -> detect(Pictures.plain(64, 64, 0, 0, 0), rfb))
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll("net.onnx.properties", "'size'", "fixed", "'any'");
    assertThatThrownBy(
            () -> new DetectorSpec("a", DetectorFamily.RFB, open, DetectorSpec.YUNET.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fixed size");
  }

  private static Preprocessing input(int width, int height) {
    return Preprocessing.uniform(width, height, Preprocessing.ColourOrder.BGR, 0, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          role = detector | role = embedder | 'role', detector, 'embedder'
          family = yunet  | family = yolo   | 'family', yunet, 'yolo'
          family = yunet  | # nothing       | 'family', found none
          score = 0.6     | score = 2       | 'score', a number, '2'
          overlap = 0.3   | overlap = NaN   | 'overlap', 'NaN'
          size = any      | size = 100      | 'size', multiples of 32, '100'
          size = any      | size = 640x100  | 'size', multiples of 32, '640x100'
          mean = 0        | weights = mine  | 'weights', expected one of
          family = yunet  | like = mtcnn    | 'like', yunet, 'mtcnn'
          mean = 0        | dimension = 128 | 'dimension', expected one of
          """)
  void refusesACardThatIsWrong(String line, String instead, String words) {
    String card = FULL.replace(line + "\n", instead + "\n");
    Image image = Pictures.plain(64, 64, 0, 0, 0);
    assertThatThrownBy(() -> detect(image, card))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("net.onnx.properties")
        .hasMessageContainingAll(words.split(", "));
  }

  @Test
  void namesCardAndModelIfTheyDoNotFit() {
    Image image = Pictures.plain(64, 64, 0, 0, 0);
    Path embedder = RealFiles.model("mobilefacenet_foamliu.onnx");
    assertThatThrownBy(() -> detect(embedder, image, FULL))
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll("net.onnx does not fit its card", "net.onnx.properties");
    assertThatThrownBy(() -> detect(embedder, image, ""))
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll("known by its digest", "net.onnx.properties");
  }

  private List<Face> detect(Image image, String card) throws IOException {
    return detect(RealFiles.model("yunet_n_dynamic.onnx"), image, card);
  }

  private List<Face> detect(Path model, Image image, String card) throws IOException {
    Path copy = folder.resolve("net.onnx");
    Files.deleteIfExists(copy);
    Files.copy(model, copy);
    Path cardFile = folder.resolve("net.onnx.properties");
    Files.deleteIfExists(cardFile);
    if (!card.isEmpty()) {
      Files.writeString(cardFile, card);
    }
    try (FaceDetector detector = FaceDetectors.open(copy, STORE, UnaryOperator.identity())) {
      return detector.detect(image);
    }
  }
}
