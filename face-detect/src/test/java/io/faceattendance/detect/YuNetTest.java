package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.ModelException;
import io.faceattendance.testing.FaceDetectorContract;
import io.faceattendance.testing.Pictures;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class YuNetTest extends FaceDetectorContract {
  private static final Path MODEL = Path.of("yunet_n_dynamic.onnx");

  @Override
  protected FaceDetector open() {
    return OnnxDetector.open(RealFiles.model(MODEL.toString()), DetectorSpec.YUNET);
  }

  @Test
  void refusesTheExportOfFixedSize() {
    Path fixed = RealFiles.model("yunet_n_640_640.onnx");
    assertThatThrownBy(() -> OnnxDetector.open(fixed, DetectorSpec.YUNET))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("left open")
        .hasMessageContaining("640, 640");
  }

  @Test
  void refusesAnEmbedder() {
    Path embedder = RealFiles.model("mobilefacenet_foamliu.onnx");
    assertThatThrownBy(() -> OnnxDetector.open(embedder, DetectorSpec.YUNET))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("input0 [1, 3, 112, 112]");
  }

  @Test
  void refusesAnotherDetector() {
    Path other = RealFiles.model("det_500m.onnx");
    assertThatThrownBy(() -> OnnxDetector.open(other, DetectorSpec.YUNET))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("12 outputs");
  }

  @Test
  void givesTheSameFacesWithAnyNumberOfThreads() throws IOException {
    Image picture = Pictures.read(RealFiles.data("bbt/bbt1.jpg"));
    List<Face> expected = detector.detect(picture);
    for (int threads : new int[] {1, 2, 3}) {
      DetectionOptions options = DetectorSpec.YUNET.defaults().withThreads(threads);
      try (FaceDetector other =
          OnnxDetector.open(RealFiles.model(MODEL.toString()), DetectorSpec.YUNET, options)) {
        assertThat(other.detect(picture)).isEqualTo(expected);
      }
    }
  }

  @Test
  void refusesOptionsOutsideTheirRange() {
    DetectionOptions defaults = DetectorSpec.YUNET.defaults();
    for (double bad : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> defaults.withScoreThreshold(bad)).hasMessageContaining("score");
      assertThatThrownBy(() -> defaults.withOverlapThreshold(bad)).hasMessageContaining("overlap");
    }
    assertThatThrownBy(() -> defaults.withLongestSide(0)).hasMessageContaining("longest side");
    assertThatThrownBy(() -> defaults.withThreads(0)).hasMessageContaining("thread");
  }
}
