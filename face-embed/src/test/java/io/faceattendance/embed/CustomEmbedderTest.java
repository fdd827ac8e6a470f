package io.faceattendance.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.ModelException;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomEmbedderTest {
  private static final String FULL =
      """
      role = embedder
      id = my-net
      size = 112
      colour = bgr
      mean = 127.5
      std = 128
      dimension = 6
      alignment = arcface-112
      """;

  private static final ModelStore STORE =
      ModelStore.defaults().offline().accepting("insightface-y1");

  @TempDir Path folder;
  private Path onnx;

  @BeforeEach
  void writeModel() throws IOException {
    onnx = TinyOnnx.write(folder.resolve("net.onnx"), 112, LongStream.range(0, 6).toArray());
  }

  @Test
  void opensAModelThatItsCardDescribes() throws IOException {
    EmbeddingSpace space = spaceWith(FULL);

    String digest = ModelCatalog.sha256(onnx);
    assertThat(space)
        .isEqualTo(
            new EmbeddingSpace(
                "sha256-" + digest.substring(0, 16), "bgr-127.5-128", "arcface-112", "none", 6));
    assertThat(spaceWith(FULL + "weights = our-net\nsha256 = " + digest).weights())
        .isEqualTo("our-net");
    assertThat(spaceWith("\uFEFF" + FULL + "sha256 = " + digest.toUpperCase(Locale.ROOT)))
        .isEqualTo(space);
  }

  @Test
  void takesNormalisationsAndBoxes() throws IOException {
    String head = "role=embedder\nid=a\nsize=112\ncolour=rgb\ndimension=6\n";

    assertThat(spaceWith(head + "normalisation=per-image\nalignment=box\nmargin=10"))
        .extracting(EmbeddingSpace::preprocessing, EmbeddingSpace::alignment)
        .containsExactly("rgb-whitened", "box-10-112");
    assertThat(spaceWith(head + "normalisation=imagenet\nalignment=square\nmargin=-5"))
        .extracting(EmbeddingSpace::preprocessing, EmbeddingSpace::alignment)
        .containsExactly("imagenet-rgb", "square-minus-5-112");
    assertThat(spaceWith(head + "mean=1,2,3\nstd=4,5,6\nalignment=arcface-112").preprocessing())
        .isEqualTo("rgb-1-4-2-5-3-6");
  }

  @Test
  void takesEverythingButTheWeightsFromTheRowThatItIsLike() throws IOException {
    onnx = TinyOnnx.write(folder.resolve("ada.onnx"), 112, LongStream.range(0, 512).toArray());

    EmbeddingSpace space = spaceWith("role=embedder\nid=mine\nlike=adaface");

    EmbeddingSpace like = EmbedderTable.get("adaface").space();
    assertThat(space.preprocessing()).isEqualTo(like.preprocessing());
    assertThat(space.alignment()).isEqualTo(like.alignment());
    assertThat(space.weights()).startsWith("sha256-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          role = embedder      | role = detector    | 'role', embedder, 'detector'
          role = embedder      | # nothing          | 'role', found none
          id = my-net          | id = My Net        | 'id', 'My Net'
          size = 112           | size = big         | 'size', 320x240, 'big'
          size = 112           | size = 112x96      | 'size', square, '112x96'
          size = 112           | size = 96          | 'size', arcface-112, '96'
          colour = bgr         | colour = grey      | 'colour', [bgr, rgb], 'grey'
          mean = 127.5         | mean = x           | 'mean', a number, 'x'
          mean = 127.5         | mean = 1,2         | 'mean', three, '1,2'
          std = 128            | std = 0            | 'std', a number, '0'
          dimension = 6        | dimension = 0      | 'dimension', '0'
          dimension = 6        | dimension = 6.5    | 'dimension', whole, '6.5'
          dimension = 6        | # nothing          | 'dimension', found none
          alignment = arcface-112 | alignment = dlib | 'alignment', arcface-112, 'dlib'
          alignment = arcface-112 | alignment = box  | 'margin', found none
          mean = 127.5         | normalisation = per-image | 'std', nothing, per-image
          mean = 127.5         | normalisation = z  | 'normalisation', imagenet, 'z'
          id = my-net          | like = nobody      | 'like', adaface, 'nobody'
          id = my-net          | scale = 2          | 'scale', dimension
          id = my-net          | weights = mobilefacenet-foamliu | 'weights', own, 'mobilefacenet-foamliu'
          std = 128            | std = 128\\nstd = 128 | 'std', twice
          std = 128            | sha256 = 00        | 'sha256', digest, '00'
          """)
  void refusesACardThatIsWrong(String line, String instead, String words) {
    String card = FULL.replace(line + "\n", instead.replace("\\n", "\n") + "\n");
    if (!instead.startsWith("id") && line.startsWith("id")) {
      card += line + "\n";
    }
    String wrong = card;
    assertThatThrownBy(() -> spaceWith(wrong))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("net.onnx.properties")
        .hasMessageContainingAll(words.split(", "));
  }

  @Test
  void namesCardAndModelIfTheyDoNotFit() {
    for (String wrong : new String[] {"dimension = 7", "size = 160"}) {
      String key = wrong.substring(0, wrong.indexOf(' '));
      String card =
          FULL.replaceAll(key + " = .*", wrong)
              .replace("alignment = arcface-112", "alignment = box\nmargin = 0");
      assertThatThrownBy(() -> spaceWith(card))
          .isInstanceOf(ModelException.class)
          .hasMessageContainingAll(
              "net.onnx does not fit its card",
              "net.onnx.properties",
              wrong.substring(key.length() + 3));
    }
  }

  @Test
  void refusesAnUnknownModelWithoutACard() {
    assertThatThrownBy(() -> FaceEmbedders.open(onnx, STORE, UnaryOperator.identity()))
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll("net.onnx.properties", ModelCatalog.sha256(onnx));
    Path missing = folder.resolve("missing.onnx");
    assertThatThrownBy(() -> FaceEmbedders.open(missing, STORE, UnaryOperator.identity()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("missing.onnx");
  }

  @Test
  void knowsAModelByItsDigestWhateverItsName() throws IOException {
    Path copy =
        Files.copy(
            RealFiles.model("mobilefacenet_insightface_y1.onnx"), folder.resolve("glintr100.onnx"));

    try (FaceEmbedder embedder = FaceEmbedders.open(copy, STORE, EmbedderSpec::withFlip)) {
      assertThat(embedder.space())
          .isEqualTo(EmbedderTable.get("insightface-y1").withFlip().space());
    }
    onnx = copy;
    assertThat(spaceWith("role=embedder\nid=x\nlike=insightface-y1\nweights=other").weights())
        .isEqualTo("insightface-y1");
  }

  @Test
  void knowsAnotherExportOfARowsWeights() throws IOException {
    Path copy =
        Files.copy(
            RealFiles.model("mobilefacenet_dynamic_batch.onnx"), folder.resolve("dynamic.onnx"));

    try (FaceEmbedder embedder = FaceEmbedders.open(copy, STORE, UnaryOperator.identity())) {
      assertThat(embedder.space()).isEqualTo(EmbedderSpec.MOBILEFACENET.space());
    }
    assertThat(EmbedderTable.find(ModelCatalog.card("mobilefacenet-dynamic")).orElseThrow().id())
        .isEqualTo("mobilefacenet-dynamic");
    assertThat(EmbedderTable.find(ModelCatalog.card("yunet"))).isEmpty();
  }

  @Test
  void asksForTheLicenceOfAKnownFileWithAndWithoutACard() throws IOException {
    Path copy =
        Files.copy(
            RealFiles.model("mobilefacenet_insightface_y1.onnx"), folder.resolve("mine.onnx"));
    ModelStore store = ModelStore.defaults().offline();
    for (String card : new String[] {"", "role=embedder\nid=x\nlike=insightface-y1"}) {
      if (!card.isEmpty()) {
        Files.writeString(folder.resolve("mine.onnx.properties"), card);
      }
      assertThatThrownBy(() -> FaceEmbedders.open(copy, store, UnaryOperator.identity()))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("--accept-licence insightface-y1");
    }
  }

  private EmbeddingSpace spaceWith(String card) throws IOException {
    Files.writeString(folder.resolve(onnx.getFileName() + ".properties"), card);
    try (FaceEmbedder embedder = FaceEmbedders.open(onnx, STORE, UnaryOperator.identity())) {
      return embedder.space();
    }
  }
}
