package io.faceattendance.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.FaceException;
import io.faceattendance.Image;
import io.faceattendance.ModelException;
import io.faceattendance.image.Images;
import io.faceattendance.model.Execution;
import io.faceattendance.model.ModelStore;
import io.faceattendance.testing.RealFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceModelsTest {
  @TempDir private Path folder;

  /** Finds boxes alone. */
  private static final class Boxes implements FaceDetector {
    private final FakeFaces.Detector detector = new FakeFaces.Detector();

    @Override
    public List<Face> detect(Image image) {
      return detector.detect(image).stream()
          .map(face -> new Face(face.box(), face.score(), Optional.empty()))
          .toList();
    }

    @Override
    public boolean findsLandmarks() {
      return false;
    }

    @Override
    public void close() {
      detector.close();
    }
  }

  @Test
  void opensTheEmbedderByBoxForADetectorWithoutLandmarks() {
    FaceModels models = real();
    try (Boxes boxes = new Boxes();
        FakeFaces.Detector landmarks = new FakeFaces.Detector();
        FaceEmbedder byBox = models.openEmbedder(boxes);
        FaceEmbedder byLandmarks = models.openEmbedder(landmarks)) {
      assertThat(byBox.aligner().needsLandmarks()).isFalse();
      assertThat(byLandmarks.aligner().needsLandmarks()).isTrue();
      assertThat(byBox.space()).isNotEqualTo(byLandmarks.space());
      assertThat(byBox.space().alignment()).isEqualTo(byBox.aligner().id());
    }
  }

  @Test
  void refusesADetectorWithoutLandmarksWhereTheyAreRequiredAndClosesIt() {
    Boxes boxes = new Boxes();
    AttendanceOptions options =
        AttendanceFixture.options(folder)
            .withModels(() -> boxes, () -> new FakeFaces.Embedder(FakeFaces.SPACE))
            .requiringLandmarks();

    assertThatThrownBy(() -> FaceAttendance.open(folder.resolve("data"), options))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("a detector that finds landmarks");
    assertThat(boxes.detector.closed).hasValue(1);
  }

  @Test
  void refusesAProviderThatIsNotThereForEitherModel() {
    FaceModels elsewhere = real().withExecution(new Execution.Cuda(2));
    try (FakeFaces.Detector detector = new FakeFaces.Detector()) {
      assertThatThrownBy(elsewhere::openDetector).hasMessageContaining("to run on cuda:2");
      assertThatThrownBy(() -> elsewhere.openEmbedder(detector))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("to run on cuda:2")
          .hasMessageContaining("onnxruntime_gpu");
    }
    assertThatThrownBy(
            () ->
                FaceAttendance.open(
                    folder.resolve("data"),
                    AttendanceFixture.options(folder).withModels(elsewhere)))
        .isInstanceOf(ModelException.class);
  }

  @Test
  void looksIdsUpWhenTheyAreOpened() {
    FaceModels unknown = real().withDetector("nobody").withEmbedder("nothing");
    assertThatThrownBy(unknown::openDetector).hasMessageContainingAll("yunet", "'nobody'");
    try (FakeFaces.Detector detector = new FakeFaces.Detector()) {
      assertThatThrownBy(() -> unknown.openEmbedder(detector))
          .hasMessageContainingAll("mobilefacenet", "'nothing'");
    }
  }

  @Test
  void putsOneDetectorIntoTheOther() {
    List<String> order = new ArrayList<>();
    FaceModels models =
        FaceModels.of(FakeFaces.Detector::new, () -> new FakeFaces.Embedder(FakeFaces.SPACE))
            .withDetectorInside(detector -> noted(detector, "inner", order))
            .withDetectorInside(detector -> noted(detector, "outer", order));
    try (FaceDetector detector = models.openDetector()) {
      assertThat(detector.findsLandmarks()).isTrue();
    }
    assertThat(order).containsExactly("inner", "outer");
  }

  @Test
  void closesTheDetectorIfWhatShallGoAroundItFails() {
    FakeFaces.Detector opened = new FakeFaces.Detector();
    FaceModels models =
        FaceModels.of(() -> opened, () -> new FakeFaces.Embedder(FakeFaces.SPACE))
            .withDetectorInside(detector -> detector)
            .withDetectorInside(
                detector -> {
                  throw new IllegalArgumentException("does not fit");
                });

    assertThatThrownBy(models::openDetector).hasMessage("does not fit");
    assertThat(opened.closed).hasValue(1);
  }

  @Test
  void refusesSettingsThatModelsOfOnesOwnWouldNotSee() {
    FaceModels own =
        FaceModels.of(FakeFaces.Detector::new, () -> new FakeFaces.Embedder(FakeFaces.SPACE));
    ModelStore store = ModelStore.defaults();
    Execution where = Execution.cpu(1);

    assertRefused("model store", () -> own.withStore(store));
    assertRefused("place to run", () -> own.withExecution(where));
    assertRefused("least score", () -> own.withLeastScore(0.5));
    assertRefused("mirror images", own::withFlip);
    FaceModels mixed = own.withDetector("yunet").withStore(store).withLeastScore(0.5);
    assertRefused("mirror images", mixed::withFlip);
    assertRefused("place to run", () -> mixed.withExecution(where));
    assertThat(mixed.withEmbedder("mobilefacenet").withFlip().withExecution(where)).isNotNull();
  }

  private static void assertRefused(String setting, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(setting);
  }

  private static FaceDetector noted(FaceDetector detector, String name, List<String> order) {
    order.add(name);
    return detector;
  }

  @Test
  void takesTheLeastScoreAndMirrorImagesAsTold() throws Exception {
    Image photo = Images.read(RealFiles.data("face_recognition/two_people.jpg"));
    try (FaceDetector all = real().withLeastScore(0.02).openDetector();
        FaceDetector usual = real().openDetector();
        FaceEmbedder flipped = real().withFlip().openEmbedder(usual)) {
      assertThat(all.detect(photo).size()).isGreaterThan(usual.detect(photo).size());
      assertThat(flipped.space().augmentation()).isEqualTo("flip");
    }
  }

  private static FaceModels real() {
    RealFiles.model("yunet_n_dynamic.onnx");
    RealFiles.model("mobilefacenet_foamliu.onnx");
    return FaceModels.defaults()
        .withStore(ModelStore.defaults().withDirectory(RealFiles.model("")).offline());
  }
}
