package io.faceattendance.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.Image;
import io.faceattendance.Landmarks;
import io.faceattendance.ModelException;
import io.faceattendance.Point;
import io.faceattendance.model.ModelCard;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.testing.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row: what the network is fed, seen through a network that gives its input back. */
class SupportedEmbeddersTest {
  private static final int ROW = 5;
  private static final int COLUMN = 9;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          insightface-y1, 112, RGB,     0,     1, 128, arcface-112
          sface,          112, RGB,     0,     1, 128, arcface-112
          arcface-r50,    112, RGB, 127.5, 127.5, 512, arcface-112
          arcface-mbf,    112, RGB, 127.5, 127.5, 512, arcface-112
          auraface,       112, RGB, 127.5, 127.5, 512, arcface-112
          adaface,        112, BGR, 127.5, 127.5, 512, arcface-112
          facenet512,     160, RGB, 127.5,   128, 512, box-10-160
          openface,        96, RGB,     0,   255, 128, openface-96
          edgeface,       112, RGB, 127.5, 127.5, 512, arcface-112
          """)
  void feedsTheNetworkAsItsPublisherDoes(
      String id, int side, String order, double mean, double std, int dimension, String alignment)
      throws IOException {
    Image face = Pictures.noise(side, side, 7);
    long plane = (long) side * side;
    long position = (long) ROW * side + COLUMN;
    long[] chosen = new long[dimension];
    for (int i = 0; i < dimension; i++) {
      chosen[i] = i % 3 * plane + position + (i < 3 ? 0 : i);
    }
    Path file = TinyOnnx.write(folder.resolve(id + ".onnx"), side, chosen);

    float[] vector;
    try (OnnxEmbedder embedder = OnnxEmbedder.open(file, EmbedderTable.get(id))) {
      assertThat(embedder.aligner().id()).isEqualTo(alignment);
      vector = embedder.embed(face).vector();
    }

    double[] expected = new double[dimension];
    double squares = 0;
    byte[] pixels = Pictures.pixels(face);
    for (int i = 0; i < dimension; i++) {
      int channel = order.equals("RGB") ? 2 - i % 3 : i % 3;
      int pixel = (int) (chosen[i] % plane);
      expected[i] = ((pixels[pixel * 3 + channel] & 0xff) - mean) / std;
      squares += expected[i] * expected[i];
    }
    for (int i = 0; i < dimension; i++) {
      assertThat((double) vector[i]).isCloseTo(expected[i] / Math.sqrt(squares), within(1e-6));
    }
  }

  @Test
  void hasARowForEveryEmbedderWithACardButOtherExports() {
    List<String> cards =
        ModelCatalog.cards().stream()
            .filter(card -> card.role() == ModelCard.Role.EMBEDDER)
            .map(ModelCard::id)
            .filter(id -> !id.equals("mobilefacenet-dynamic"))
            .toList();

    assertThat(FaceEmbedders.ids())
        .containsExactlyInAnyOrderElementsOf(cards)
        .startsWith("mobilefacenet");
    assertThatThrownBy(() -> EmbedderTable.get("facenet"))
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll("'facenet'", "facenet128", "adaface");
  }

  @Test
  void givesEveryRowASpaceOfItsOwnWithBoxesAndMirrorImages() {
    assertThat(EmbedderTable.rows())
        .flatExtracting(row -> List.of(row.space(), row.withFlip().space()))
        .doesNotHaveDuplicates();
    assertThat(EmbedderTable.rows())
        .allMatch(row -> row.withFlip().withFlip().equals(row.withFlip()));
  }

  @Test
  void cutsFacesWithoutLandmarksOutOfEveryRowsSize() {
    Image picture = Pictures.noise(200, 200, 3);
    Face face = new Face(new BoundingBox(60, 50, 80, 90), 0.9, Optional.empty());
    for (EmbedderSpec row : EmbedderTable.rows()) {
      EmbedderSpec box = row.alignedByBox();
      Image cutOut = box.aligner().align(picture, face);

      assertThat(box.aligner().needsLandmarks()).isFalse();
      assertThat(cutOut.width()).isEqualTo(row.preprocessing().width());
      assertThat(cutOut.height()).isEqualTo(row.preprocessing().height());
      assertThat(box.space().equals(row.space())).isEqualTo(!row.aligner().needsLandmarks());
    }
  }

  @Test
  void putsEyesNoseAndMouthWhereOpenFaceHasThem() {
    Point[] points = {
      new Point(26.6276, 16.0593),
      new Point(67.7903, 15.2640),
      new Point(47.2410, 40.5223),
      new Point(29.4826, 61.6176),
      new Point(66.7597, 60.8777)
    };
    Landmarks landmarks = new Landmarks(points[0], points[1], points[2], points[3], points[4]);
    Image picture = Pictures.noise(96, 96, 4);
    Face face = new Face(new BoundingBox(0, 0, 96, 96), 0.9, Optional.of(landmarks));

    assertThat(TemplateAligner.OPENFACE.align(picture, face)).isEqualTo(picture);
  }
}
