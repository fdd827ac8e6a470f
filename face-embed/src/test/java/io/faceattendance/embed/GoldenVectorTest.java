package io.faceattendance.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.AnalyzedFace;
import io.faceattendance.BoundingBox;
import io.faceattendance.Embedding;
import io.faceattendance.FaceEngine;
import io.faceattendance.detect.DetectorSpec;
import io.faceattendance.detect.OnnxDetector;
import io.faceattendance.image.Images;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

/** From a picture to an embedding, against vectors of an independent pipeline. */
class GoldenVectorTest {
  private static final int ORIGINAL_SIZE = 4096;
  private static final float[] OBAMA = {
    .18078f, -.01537f, -.01986f, -.04387f, -.04356f, .00389f, .08111f, -.00336f
  };
  private static final float[] BIDEN = {
    -.06172f, .03574f, -.04436f, -.13656f, .16166f, .00358f, .06418f, .03755f
  };

  @Test
  void matchesTheReferenceFromPictureToVector() throws IOException {
    try (OnnxDetector detector =
            OnnxDetector.open(
                RealFiles.model("yunet_n_dynamic.onnx"),
                DetectorSpec.YUNET,
                DetectorSpec.YUNET.defaults().withLongestSide(ORIGINAL_SIZE));
        OnnxEmbedder embedder =
            OnnxEmbedder.open(
                RealFiles.model("mobilefacenet_foamliu.onnx"), EmbedderSpec.MOBILEFACENET)) {
      matchesTheReference(FaceEngine.of(detector, embedder));
    }
  }

  private static void matchesTheReference(FaceEngine engine) throws IOException {
    AnalyzedFace obama = largest(engine, "face_recognition/obama_small.jpg");
    AnalyzedFace biden = largest(engine, "face_recognition/biden.jpg");

    assertBox(obama.face().box(), 106.73, 36.18, 105.73, 159.11);
    assertThat(obama.face().score()).isCloseTo(.9432, within(.002));
    assertBox(biden.face().box(), 417.17, 164.98, 296.07, 394.42);
    assertThat(biden.face().score()).isCloseTo(.9449, within(.002));
    assertThat(cosineOfHeads(OBAMA, obama)).isGreaterThan(.999);
    assertThat(cosineOfHeads(BIDEN, biden)).isGreaterThan(.999);
    assertThat(embedding(obama).cosine(embedding(biden))).isCloseTo(-.0246, within(.01));
    assertThat(
            embedding(obama).cosine(embedding(largest(engine, "face_recognition/obama-240p.jpg"))))
        .isCloseTo(.9569, within(.01));
  }

  private static void assertBox(BoundingBox box, double x, double y, double w, double h) {
    assertThat(box.iou(new BoundingBox(x, y, w, h))).isGreaterThan(.99);
  }

  private static double cosineOfHeads(float[] expected, AnalyzedFace face) {
    float[] actual = Arrays.copyOf(embedding(face).vector(), expected.length);
    double dot = 0;
    double a = 0;
    double b = 0;
    for (int i = 0; i < expected.length; i++) {
      dot += expected[i] * actual[i];
      a += expected[i] * expected[i];
      b += actual[i] * actual[i];
    }
    return dot / Math.sqrt(a * b);
  }

  private static Embedding embedding(AnalyzedFace face) {
    return face.embedding().orElseThrow();
  }

  private static AnalyzedFace largest(FaceEngine engine, String path) throws IOException {
    return engine.analyze(Images.read(RealFiles.data(path))).stream()
        .max(Comparator.comparingDouble(found -> found.face().box().area()))
        .orElseThrow();
  }
}
