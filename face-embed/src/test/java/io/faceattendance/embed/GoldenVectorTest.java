package io.faceattendance.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.AnalyzedFace;
import io.faceattendance.BoundingBox;
import io.faceattendance.Embedding;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.FaceEngine;
import io.faceattendance.detect.DetectorSpec;
import io.faceattendance.detect.OnnxDetector;
import io.faceattendance.image.Images;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a picture to an embedding, against vectors of an independent pipeline. */
class GoldenVectorTest {
  private static final int ORIGINAL_SIZE = 4096;

  private static FaceDetector detector;

  @BeforeAll
  static void openDetector() {
    detector =
        OnnxDetector.open(
            RealFiles.model("yunet_n_dynamic.onnx"),
            DetectorSpec.YUNET,
            DetectorSpec.YUNET.defaults().withLongestSide(ORIGINAL_SIZE));
  }

  @AfterAll
  static void closeDetector() {
    if (detector != null) {
      detector.close();
    }
  }

  @Test
  void findsTheBoxesOfTheReference() throws IOException {
    AnalyzedFace obama = largest("obama_small.jpg", Golden.FOAMLIU);
    AnalyzedFace biden = largest("biden.jpg", Golden.FOAMLIU);

    assertBox(obama.face().box(), 106.73, 36.18, 105.73, 159.11);
    assertThat(obama.face().score()).isCloseTo(.9432, within(.002));
    assertBox(biden.face().box(), 417.17, 164.98, 296.07, 394.42);
    assertThat(biden.face().score()).isCloseTo(.9449, within(.002));
  }

  @ParameterizedTest
  @EnumSource
  void matchesTheReferenceFromPictureToVector(Golden golden) throws IOException {
    Embedding obama = embedding("obama_small.jpg", golden);
    Embedding biden = embedding("biden.jpg", golden);

    assertThat(cosineOfHeads(golden.obama, obama)).isGreaterThan(.999);
    assertThat(cosineOfHeads(golden.biden, biden)).isGreaterThan(.999);
    assertThat(obama.cosine(biden)).isCloseTo(golden.twoPeople, within(.01));
    assertThat(obama.cosine(embedding("obama-240p.jpg", golden)))
        .isCloseTo(golden.onePerson, within(.01));
  }

  private static void assertBox(BoundingBox box, double x, double y, double w, double h) {
    assertThat(box.iou(new BoundingBox(x, y, w, h))).isGreaterThan(.99);
  }

  private static double cosineOfHeads(float[] expected, Embedding face) {
    float[] actual = Arrays.copyOf(face.vector(), expected.length);
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

  private static Embedding embedding(String picture, Golden golden) throws IOException {
    return largest(picture, golden).embedding().orElseThrow();
  }

  private static AnalyzedFace largest(String picture, Golden golden) throws IOException {
    try (FaceEmbedder embedder =
        OnnxEmbedder.open(RealFiles.model(golden.file), EmbedderTable.get(golden.id))) {
      return FaceEngine.of(detector, embedder)
          .analyze(Images.read(RealFiles.data("face_recognition/" + picture)))
          .stream()
          .max(Comparator.comparingDouble(found -> found.face().box().area()))
          .orElseThrow();
    }
  }

  /** The first values of two unit vectors, and the cosines of three pictures. */
  private enum Golden {
    FOAMLIU(
        "mobilefacenet",
        "mobilefacenet_foamliu.onnx",
        new float[] {.18078f, -.01537f, -.01986f, -.04387f, -.04356f, .00389f, .08111f, -.00336f},
        new float[] {-.06172f, .03574f, -.04436f, -.13656f, .16166f, .00358f, .06418f, .03755f},
        -.0246,
        .9569),
    Y1(
        "insightface-y1",
        "mobilefacenet_insightface_y1.onnx",
        new float[] {.03029f, .02094f, -.15317f, .06138f, -.17044f, -.07466f, -.04438f, .04160f},
        new float[] {.14868f, -.09376f, -.01945f, .15808f, .08542f, -.09303f, -.16100f, -.09379f},
        .0803,
        .9543),
    FACENET128(
        "facenet128",
        "facenet128.onnx",
        new float[] {-.06408f, .04424f, .06615f, -.11155f, -.16332f, .02192f, -.05403f, .02002f},
        new float[] {.04915f, .03301f, -.17419f, .01258f, .02807f, -.12295f, -.06782f, .02180f},
        -.0619,
        .9417);

    final String id;
    final String file;
    final float[] obama;
    final float[] biden;
    final double twoPeople;
    final double onePerson;

    Golden(
        String id, String file, float[] obama, float[] biden, double twoPeople, double onePerson) {
      this.id = id;
      this.file = file;
      this.obama = obama;
      this.biden = biden;
      this.twoPeople = twoPeople;
      this.onePerson = onePerson;
    }
  }
}
