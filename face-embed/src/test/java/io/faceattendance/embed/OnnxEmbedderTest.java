package io.faceattendance.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.Face;
import io.faceattendance.FaceAligner;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.Image;
import io.faceattendance.InferenceException;
import io.faceattendance.ModelException;
import io.faceattendance.model.Execution;
import io.faceattendance.model.Preprocessing;
import io.faceattendance.model.Preprocessing.ColourOrder;
import io.faceattendance.testing.FaceEmbedderContract;
import io.faceattendance.testing.Pictures;
import io.faceattendance.testing.RealFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnnxEmbedderTest extends FaceEmbedderContract {
  private static final EmbedderSpec SPEC = EmbedderSpec.MOBILEFACENET;

  @Override
  protected FaceEmbedder open() {
    return OnnxEmbedder.open(RealFiles.model("mobilefacenet_foamliu.onnx"), SPEC);
  }

  @Test
  void refusesADetector() {
    Path detector = RealFiles.model("yunet_n_dynamic.onnx");
    assertThatThrownBy(() -> OnnxEmbedder.open(detector, SPEC))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("1 output")
        .hasMessageContaining("yunet_n_dynamic.onnx");
  }

  @Test
  void refusesAnEmbedderOfAnotherSize() {
    Path other = RealFiles.model("facenet128.onnx");
    assertThatThrownBy(() -> OnnxEmbedder.open(other, SPEC))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("112")
        .hasMessageContaining("160");
  }

  @Test
  void reportsANetworkThatGivesNoDirection() {
    Preprocessing absurd = Preprocessing.uniform(112, 112, ColourOrder.RGB, 0, 1e-300);
    EmbedderSpec spec =
        new EmbedderSpec(
            "absurd", space(absurd.id(), "none"), absurd, SPEC.aligner(), SPEC.execution());
    Image white = Pictures.plain(112, 112, 255, 255, 255);
    try (OnnxEmbedder broken =
        OnnxEmbedder.open(RealFiles.model("mobilefacenet_foamliu.onnx"), spec)) {
      assertThatThrownBy(() -> broken.embed(white))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("finite");
    }
  }

  @Test
  void boundsTheFacesThatGoThroughTheNetworkAtOnce() {
    for (Execution where : new Execution[] {new Execution.Cuda(0), Execution.cpu(1)}) {
      assertThat(OnnxEmbedder.batch(where, 0)).isEqualTo(1);
      assertThat(OnnxEmbedder.batch(where, 1)).isEqualTo(1);
    }
    assertThat(OnnxEmbedder.batch(new Execution.Cuda(0), 40)).isEqualTo(40);
    assertThat(OnnxEmbedder.batch(new Execution.Cuda(0), 100_000)).isEqualTo(64);
    assertThat(OnnxEmbedder.batch(Execution.cpu(1), 100_000)).isEqualTo(8);
  }

  @Test
  void refusesASpecWhoseAlignerIsNotThatOfItsSpace() {
    assertThatThrownBy(
            () ->
                new EmbedderSpec(
                    "other",
                    SPEC.space(),
                    SPEC.preprocessing(),
                    new OtherAligner(),
                    SPEC.execution()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("arcface-112")
        .hasMessageContaining("other");
  }

  @Test
  void refusesASpecWhoseSpaceTellsOfSomethingElse() {
    for (EmbeddingSpace space :
        List.of(space("rgb-0-1", "none"), space(SPEC.preprocessing().id(), "five-crops"))) {
      assertThatThrownBy(
              () ->
                  new EmbedderSpec(
                      "other", space, SPEC.preprocessing(), SPEC.aligner(), SPEC.execution()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(
              space.augmentation().equals("none") ? space.preprocessing() : "five-crops");
    }
  }

  private static EmbeddingSpace space(String preprocessing, String augmentation) {
    EmbeddingSpace right = SPEC.space();
    return new EmbeddingSpace(
        right.weights(), preprocessing, right.alignment(), augmentation, right.dimension());
  }

  private static final class OtherAligner implements FaceAligner {
    @Override
    public String id() {
      return "other";
    }

    @Override
    public boolean needsLandmarks() {
      return false;
    }

    @Override
    public Image align(Image image, Face face) {
      return image;
    }
  }
}
