package io.faceattendance.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.Embedding;
import io.faceattendance.Image;
import io.faceattendance.testing.Pictures;
import io.faceattendance.testing.RealFiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many faces in one call, in batches or side by side, and with mirror images. */
class EmbedAllTest {
  private static final String FILES =
      """
      mobilefacenet, mobilefacenet_foamliu.onnx
      insightface-y1, mobilefacenet_insightface_y1.onnx
      facenet128, facenet128.onnx
      """;

  @ParameterizedTest
  @CsvSource(textBlock = FILES)
  void givesTheSameEmbeddingsWhateverTheNumberOfFaces(String id, String file) {
    try (OnnxEmbedder embedder = open(id, file, false)) {
      List<Image> faces = faces(embedder, 16);
      List<Embedding> alone = faces.stream().map(embedder::embed).toList();

      for (int count : new int[] {1, 2, 7, 16}) {
        List<Embedding> together = embedder.embedAll(faces.subList(0, count));

        assertThat(together).hasSize(count);
        for (int i = 0; i < count; i++) {
          assertClose(together.get(i), alone.get(i));
        }
      }
    }
  }

  @Test
  void keepsTheOrder() {
    try (OnnxEmbedder embedder = openY1(false)) {
      List<Image> faces = faces(embedder, 9);
      List<Image> reversed = new ArrayList<>(faces);
      Collections.reverse(reversed);

      List<Embedding> forwards = embedder.embedAll(faces);
      List<Embedding> backwards = embedder.embedAll(reversed);

      for (int i = 0; i < 9; i++) {
        assertClose(backwards.get(8 - i), forwards.get(i));
        assertThat(forwards.get(i).cosine(forwards.get((i + 1) % 9))).isLessThan(.999);
      }
    }
  }

  @Test
  void givesNothingForNoFaces() {
    try (OnnxEmbedder embedder = openY1(true)) {
      assertThat(embedder.embedAll(List.of())).isEmpty();
    }
  }

  @Test
  void refusesAnImageOfAnotherSizeAmongThem() {
    try (OnnxEmbedder embedder = openY1(false)) {
      List<Image> faces = new ArrayList<>(faces(embedder, 3));
      faces.set(1, Pictures.plain(111, 112, 0, 0, 0));

      assertThatThrownBy(() -> embedder.embedAll(faces))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("112 x 112");
    }
  }

  @Test
  void takesTheMiddleOfAFaceAndItsMirrorImage() {
    try (OnnxEmbedder plain = openY1(false);
        OnnxEmbedder flipping = openY1(true)) {
      Image face = faces(plain, 1).get(0);
      float[] sum = plain.embed(face).vector();
      float[] mirrored = plain.embed(Pictures.mirrored(face)).vector();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += mirrored[i];
      }

      Embedding flipped = flipping.embed(face);

      assertThat(flipped.space().augmentation()).isEqualTo("flip");
      assertClose(flipped, Embedding.of(flipped.space(), sum));
      assertClose(flipping.embed(Pictures.mirrored(face)), flipped);
      assertClose(flipping.embedAll(List.of(face, face, face)).get(2), flipped);
    }
  }

  @Test
  void refusesToCompareWithAndWithoutMirrorImages() {
    try (OnnxEmbedder plain = openY1(false);
        OnnxEmbedder flipping = openY1(true)) {
      Image face = faces(plain, 1).get(0);
      Embedding without = plain.embed(face);
      Embedding with = flipping.embed(face);

      assertThatThrownBy(() -> with.cosine(without))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("flip");
    }
  }

  private static OnnxEmbedder openY1(boolean flip) {
    return open("insightface-y1", "mobilefacenet_insightface_y1.onnx", flip);
  }

  private static OnnxEmbedder open(String id, String file, boolean flip) {
    EmbedderSpec row = EmbedderTable.get(id);
    return OnnxEmbedder.open(RealFiles.model(file), flip ? row.withFlip() : row);
  }

  private static List<Image> faces(OnnxEmbedder embedder, int count) {
    int size = embedder.aligner().id().endsWith("160") ? 160 : 112;
    return IntStream.range(0, count).mapToObj(i -> Pictures.noise(size, size, i)).toList();
  }

  private static void assertClose(Embedding actual, Embedding expected) {
    assertThat(actual.space()).isEqualTo(expected.space());
    float[] a = actual.vector();
    float[] b = expected.vector();
    for (int i = 0; i < a.length; i++) {
      assertThat(a[i]).isCloseTo(b[i], within(1e-5f));
    }
  }
}
