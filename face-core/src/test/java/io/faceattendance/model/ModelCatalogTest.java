package io.faceattendance.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.ModelException;
import io.faceattendance.model.ModelCard.Role;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelCatalogTest {
  /**
   * Known by their publishers' digests only: the files are too large to be among the test files.
   */
  private static final Set<String> NOT_AMONG_THE_TEST_FILES =
      Set.of(
          "sface",
          "yunet-2023mar",
          "ediffiqa-tiny",
          "arcface-r50",
          "arcface-mbf",
          "auraface",
          "adaface");

  private static final String PINNED =
      "https://(raw\\.githubusercontent\\.com|media\\.githubusercontent\\.com/media|huggingface\\.co)"
          + "/[^/]+/[^/]+/(resolve/)?[0-9a-f]{40}/.+";

  @Test
  void knowsEachModelByIdFileNameAndDigest() {
    List<ModelCard> cards = ModelCatalog.cards();
    assertThat(cards).extracting(ModelCard::id).doesNotHaveDuplicates().hasSize(30);
    for (ModelCard card : cards) {
      assertThat(ModelCatalog.byId(card.id())).contains(card);
      assertThat(ModelCatalog.card(card.id())).isEqualTo(card);
      card.file()
          .ifPresent(file -> assertThat(ModelCatalog.bySha256(file.sha256())).contains(card));
    }
  }

  @Test
  void saysWhichModelsThereAreIfOneIsUnknown() {
    assertThat(ModelCatalog.byId("nothing")).isEmpty();
    assertThatThrownBy(() -> ModelCatalog.card("nothing"))
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll("'nothing'", "yunet", "mobilefacenet");
  }

  static Stream<ModelCard> cardsWithTestFiles() {
    return ModelCatalog.cards().stream()
        .filter(card -> card.file().isPresent())
        .filter(card -> !NOT_AMONG_THE_TEST_FILES.contains(card.id()));
  }

  @ParameterizedTest
  @MethodSource("cardsWithTestFiles")
  void namesTheSizeAndDigestOfTheRealFile(ModelCard card) throws IOException {
    PinnedFile file = card.file().orElseThrow();
    assertIs(RealFiles.model(file.name()), file);
  }

  @ParameterizedTest
  @CsvSource({
    "OBAMA, train/obama/obama.jpg",
    "BIDEN, biden.jpg",
    "TWO_PEOPLE, two_people.jpg",
    "ALEX_LACAMOIRE, alex-lacamoire.png"
  })
  void namesTheSizeAndDigestOfTheRealPicture(String constant, String path) throws Exception {
    PinnedFile picture = (PinnedFile) DemoPictures.class.getField(constant).get(null);
    assertIs(RealFiles.data("face_recognition/" + path), picture);
    assertThat(picture.url().map(URI::toString).orElseThrow()).matches(PINNED);
  }

  @Test
  void pointsToCommitsAndNeverToBranches() {
    assertThat(ModelCatalog.cards())
        .flatExtracting(
            card -> card.file().flatMap(PinnedFile::url).map(URI::toString).stream().toList())
        .isNotEmpty()
        .allMatch(url -> url.toString().matches(PINNED));
  }

  @Test
  void offersNoWeightsForNonCommercialUseWithoutAcceptance() {
    assertThat(ModelCatalog.cards())
        .filteredOn(card -> card.licences().commercialUseExcluded())
        .extracting(ModelCard::id)
        .containsExactlyInAnyOrder(
            "scrfd-500m",
            "scrfd-2.5g",
            "mtcnn",
            "mtcnn-pnet",
            "mtcnn-rnet",
            "mtcnn-onet",
            "insightface-y1",
            "arcface-r50",
            "arcface-mbf",
            "adaface",
            "edgeface");
  }

  @Test
  void claimsMeasurementsOfWhatItsResultsHave() {
    assertThat(ModelCatalog.cards())
        .filteredOn(ModelCard::measured)
        .extracting(ModelCard::id)
        .containsExactly(
            "yunet",
            "scrfd-500m",
            "scrfd-2.5g",
            "retinaface",
            "retinaface-320",
            "mtcnn",
            "rfb320",
            "yolov8-face",
            "haar",
            "lbp",
            "mobilefacenet",
            "insightface-y1",
            "facenet128");
  }

  @Test
  void letsTwoExportsOfTheSameWeightsShareTheirId() {
    assertThat(ModelCatalog.card("mobilefacenet-dynamic").weights())
        .isEqualTo(ModelCatalog.MOBILEFACENET.weights());
    assertThat(ModelCatalog.card("yunet-640").weights()).isEqualTo(ModelCatalog.YUNET.weights());
    assertThat(ModelCatalog.cards().stream().map(ModelCard::weights).distinct()).hasSize(25);
  }

  @Test
  void takesTheThreeNetworksOfMtcnnForOneSetOfWeights() {
    assertThat(ModelCatalog.cards())
        .filteredOn(card -> card.weights().equals("mtcnn"))
        .extracting(ModelCard::id)
        .containsExactly("mtcnn", "mtcnn-pnet", "mtcnn-rnet", "mtcnn-onet");
  }

  @Test
  void repeatsOnlyThresholdsThatArePublished() {
    assertThat(published("sface")).containsExactly(0.363, 0.407);
    assertThat(published("arcface-r50")).containsExactly(0.28);
    assertThat(published("facenet512")).containsExactly(0.7);
    assertThat(published("openface")).containsExactly(0.9);
    assertThat(ModelCatalog.cards())
        .filteredOn(card -> !card.publishedThresholds().isEmpty())
        .extracting(ModelCard::id)
        .containsExactlyInAnyOrder("sface", "arcface-r50", "facenet512", "openface");
  }

  private static List<Double> published(String id) {
    return ModelCatalog.card(id).publishedThresholds().stream()
        .map(threshold -> Math.round(threshold.cosine() * 1000) / 1000.0)
        .toList();
  }

  @Test
  void knowsTheVectorLengthOfEmbeddersAndOfNothingElse() {
    assertThat(ModelCatalog.cards())
        .allMatch(card -> card.dimension().isPresent() == (card.role() == Role.EMBEDDER));
    assertThat(ModelCatalog.MOBILEFACENET.dimension()).hasValue(128);
  }

  @Test
  void saysWhatToDoForAModelOfWhichNoFileIsKnown(@TempDir Path cache) {
    List<ModelCard> without =
        ModelCatalog.cards().stream().filter(card -> card.file().isEmpty()).toList();

    assertThat(without)
        .extracting(ModelCard::id)
        .containsExactly("mtcnn", "haar", "lbp", "facenet512", "openface", "edgeface");
    ModelStore store = Stores.empty(cache).accepting("edgeface", "mtcnn");
    for (ModelCard card : without) {
      assertThatThrownBy(() -> store.path(card))
          .isInstanceOf(ModelException.class)
          .hasMessageContainingAll(card.id(), card.origin());
    }
    assertThat(ModelCatalog.card("edgeface").origin()).contains("like = edgeface", "512");
  }

  @Test
  void refusesACardThatSaysNeitherFileNorOrigin() {
    ModelCard.Licences licences = ModelCatalog.YUNET.licences();
    assertThatThrownBy(() -> ModelCard.withoutFile("x", Role.DETECTOR, " ", licences))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("origin");
  }

  private static void assertIs(Path real, PinnedFile pinned) throws IOException {
    assertThat(Files.size(real)).isEqualTo(pinned.bytes());
    assertThat(Digests.of(real)).isEqualTo(pinned.sha256());
  }
}
