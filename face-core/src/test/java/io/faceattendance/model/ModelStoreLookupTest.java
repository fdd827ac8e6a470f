package io.faceattendance.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.ModelException;
import io.faceattendance.model.ModelCard.Licences;
import io.faceattendance.model.ModelCard.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreLookupTest {
  private static final byte[] CONTENT = Stores.content(10_000, 11);
  private static final byte[] OTHER = Stores.content(10_000, 12);
  private static final PinnedFile SUPPLIED = Stores.file(CONTENT, Optional.empty());
  private static final PinnedFile PUBLISHED =
      Stores.file(CONTENT, URI.create("https://models.example/model.onnx"));

  @TempDir Path directory;
  @TempDir Path cache;
  private ModelStore store = ModelStore.defaults();

  @BeforeEach
  void openStore() {
    store = Stores.empty(cache).withDirectory(directory).offline();
  }

  @Test
  void takesTheFileOfTheGivenFolderBeforeThatOfTheCache() throws IOException {
    Path own = Files.write(directory.resolve("model.onnx"), CONTENT);
    Files.write(cache.resolve("model.onnx"), CONTENT);
    assertThat(store.path(SUPPLIED)).isEqualTo(own);
  }

  @Test
  void findsTheFileOfTheGivenFolderUnderAnyName() throws IOException {
    Files.write(directory.resolve("a-of-the-same-size.onnx"), OTHER);
    Path renamed = Files.write(directory.resolve("renamed.bin"), CONTENT);
    assertThat(store.path(SUPPLIED)).isEqualTo(renamed);
  }

  @Test
  void takesTheRightFileEvenIfAnotherHasItsName() throws IOException {
    Files.write(directory.resolve("model.onnx"), OTHER);
    Path renamed = Files.write(directory.resolve("renamed.bin"), CONTENT);
    assertThat(store.path(SUPPLIED)).isEqualTo(renamed);
  }

  @Test
  void refusesAnotherFileOfTheSameNameInTheGivenFolder() throws IOException {
    Path wrong = Files.write(directory.resolve("model.onnx"), OTHER);
    Files.write(cache.resolve("model.onnx"), CONTENT);

    assertThatThrownBy(() -> store.path(SUPPLIED))
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll(
            "refused", wrong.toString(), SUPPLIED.sha256(), Stores.sha256(OTHER));
    assertThat(wrong).hasBinaryContent(OTHER);
  }

  @Test
  void refusesAGivenFolderThatIsNotThere() throws IOException {
    Files.write(cache.resolve("model.onnx"), CONTENT);
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> store.withDirectory(missing).path(SUPPLIED))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(missing.toString());
  }

  @Test
  void seesThatAFileHasChangedSinceItWasChecked() throws IOException {
    Path file = Files.write(directory.resolve("model.onnx"), CONTENT);
    FileTime before = Files.getLastModifiedTime(file);
    store.path(SUPPLIED);

    Files.write(file, OTHER);
    Files.setLastModifiedTime(file, FileTime.from(before.toInstant().plus(Duration.ofSeconds(2))));

    assertThatThrownBy(() -> store.path(SUPPLIED)).isInstanceOf(ModelException.class);
  }

  @Test
  void hashesAnUnchangedFileOnce() throws IOException {
    Path file = Files.write(directory.resolve("model.onnx"), CONTENT);
    FileTime before = Files.getLastModifiedTime(file);
    store.path(SUPPLIED);

    // Same size, same time: only a second look at the bytes could tell.
    Files.write(file, OTHER);
    Files.setLastModifiedTime(file, before);

    assertThat(store.withCache(cache).path(SUPPLIED)).isEqualTo(file);
    assertThatThrownBy(() -> Stores.empty(cache).withDirectory(directory).path(SUPPLIED))
        .isInstanceOf(ModelException.class);
  }

  @Test
  void saysOfflineFromWhereToGetTheFileAndWhereToPutIt() {
    assertThatThrownBy(() -> store.path(PUBLISHED))
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll(
            "offline",
            "https://models.example/model.onnx",
            "10000 bytes",
            PUBLISHED.sha256(),
            directory.toString(),
            cache.toString());
  }

  @Test
  void saysOfflineThatTheCacheHasAnotherFileAndLeavesIt() throws IOException {
    Path wrong = Files.write(cache.resolve("model.onnx"), OTHER);
    assertThatThrownBy(() -> store.path(PUBLISHED))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("the cache has another file of that name");
    assertThat(wrong).hasBinaryContent(OTHER);
  }

  @Test
  void asksToSupplyAFileThatNobodyPublishes() {
    ModelStore online = Stores.empty(cache).withDirectory(directory);
    assertThatThrownBy(() -> online.path(SUPPLIED))
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll(
            "supply the file",
            "model.onnx",
            "10000 bytes",
            SUPPLIED.sha256(),
            directory.toString(),
            cache.toString());
  }

  @Test
  void wantsALicenceAcceptedEvenIfTheFileIsHere() throws IOException {
    ModelCard card =
        ModelCard.of(
            "research-net",
            Role.DETECTOR,
            SUPPLIED,
            new Licences("MIT", "for research only", "secret", true));
    Path file = Files.write(directory.resolve("model.onnx"), CONTENT);

    assertThat(store.accepts(card)).isFalse();
    assertThatThrownBy(() -> store.path(card))
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll(
            "for research only",
            "--accept-licence research-net",
            "FACE_ACCEPT_LICENCES=research-net",
            "ModelStore.accepting(\"research-net\")");
    assertThatThrownBy(() -> store.accepting("another").path(card))
        .isInstanceOf(ModelException.class);
    assertThat(store.accepting("another").accepting("research-net").path(card)).isEqualTo(file);
  }

  @Test
  void takesTheAcceptanceOfWeightsForEveryFileOfThem() {
    for (String id : new String[] {"mtcnn-pnet", "mtcnn-rnet", "mtcnn-onet"}) {
      ModelCard card = ModelCatalog.card(id);
      assertThatThrownBy(() -> store.path(card)).hasMessageContaining("--accept-licence mtcnn ");
      assertThat(store.accepting("mtcnn").accepts(card)).isTrue();
      assertThat(store.accepting("mtcnn-pnet").accepts(card)).isEqualTo(id.equals("mtcnn-pnet"));
    }
  }

  @Test
  void wantsTheLicenceOfAKnownModelAcceptedForItsBareFile() {
    PinnedFile file = ModelCatalog.card("scrfd-500m").file().orElseThrow();
    assertThatThrownBy(() -> store.path(file)).hasMessageContaining("--accept-licence scrfd-500m");
    assertThatThrownBy(() -> store.accepting("scrfd-500m").path(file))
        .hasMessageContaining("supply the file");
  }

  @Test
  void findsWithoutAskingForALicence() {
    assertThat(ModelCatalog.card("scrfd-500m").file().flatMap(store::find)).isEmpty();
  }

  @Test
  void readsItsSettingsFromTheEnvironment() throws IOException {
    Path file = Files.write(directory.resolve("model.onnx"), CONTENT);
    StoreOptions options =
        StoreOptions.of(
            Map.of(
                "FACE_MODELS", directory.toString(),
                "XDG_CACHE_HOME", cache.toString(),
                "FACE_MODELS_MIRROR", "http://mirror.example/models",
                "FACE_ACCEPT_LICENCES", " scrfd-500m, ,mtcnn-pnet",
                "FACE_OFFLINE", "1"),
            name -> null);

    assertThat(options.cache()).isEqualTo(cache.resolve("face-attendance/models"));
    assertThat(options.mirror()).contains(URI.create("http://mirror.example/models/"));
    assertThat(options.accepted()).containsExactlyInAnyOrder("scrfd-500m", "mtcnn-pnet");
    assertThat(options.offline()).isTrue();
    assertThat(ModelStore.of(options).path(SUPPLIED)).isEqualTo(file);
  }

  @Test
  void prefersASystemPropertyToTheEnvironment() {
    Map<String, String> properties =
        Map.of("face.models", directory.toString(), "user.home", cache.toString());
    StoreOptions options =
        StoreOptions.of(
            Map.of("FACE_MODELS", "/elsewhere", "XDG_CACHE_HOME", "relative", "FACE_OFFLINE", "0"),
            properties::get);

    assertThat(options.directory()).contains(directory);
    assertThat(options.cache()).isEqualTo(cache.resolve(".cache/face-attendance/models"));
    assertThat(options.offline()).isFalse();
  }

  @Test
  void refusesAMirrorThatIsNoWebAddress() {
    assertThatThrownBy(() -> Stores.withEnvironment(Map.of("FACE_MODELS_MIRROR", "/models"), cache))
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll("FACE_MODELS_MIRROR", "/models");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.withMirror(URI.create("file:///models")));
  }
}
