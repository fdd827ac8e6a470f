package io.faceattendance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.faceattendance.detect.FaceDetectors;
import io.faceattendance.embed.FaceEmbedders;
import io.faceattendance.model.ModelCard;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.testing.RealFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Detector, embedder and where they run, chosen on the command line. */
class ModelChoiceTest {
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(folder.resolve("data"));
  }

  private static final Set<String> WITHOUT_LANDMARKS = Set.of("rfb320", "haar", "lbp");

  static Stream<String> detectors() {
    return FaceDetectors.ids().stream();
  }

  /** Those whose files are among the test files. */
  static Stream<String> embedders() {
    return FaceEmbedders.ids().stream().filter(id -> ModelCatalog.card(id).measured());
  }

  static Stream<String> detectorsWithLandmarks() {
    return detectors().filter(id -> !WITHOUT_LANDMARKS.contains(id));
  }

  @ParameterizedTest
  @MethodSource("detectorsWithLandmarks")
  void findsTheRightPersonWithEveryDetector(String id) {
    findsTheRightPerson("landmarks", chosen("--detector", id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rfb320", "haar", "lbp"})
  void findsTheRightPersonByTheBoxAlone(String id) {
    RealFiles.model("facenet128.onnx");
    Object[] choice = words(chosen("--detector", id), "--embedder", "facenet128");
    enrol("obama", "train/obama/obama.jpg", choice);

    JsonNode two = cli.json(words("identify", picture("two_people.jpg"), choice)).json();

    assertThat(knownWithSide(two)).as("%s", two).containsExactly("obama left");
    assertThat(two.get("alignment").asText()).isEqualTo("box");
  }

  @ParameterizedTest
  @MethodSource("embedders")
  void findsTheRightPersonWithEveryEmbedder(String id) {
    String alignment = id.startsWith("facenet") ? "box" : "landmarks";
    findsTheRightPerson(alignment, chosen("--embedder", id));
  }

  // MTCNN finds a small face more in a portrait than there is: the largest is meant.
  private void findsTheRightPerson(String alignment, Object[] choice) {
    enrol("obama", "train/obama/obama.jpg", words("--face", "largest", choice));
    enrol("biden", "biden.jpg", words("--face", "largest", choice));

    JsonNode two = cli.json(words("identify", picture("two_people.jpg"), choice)).json();

    assertThat(knownWithSide(two))
        .as("%s", two)
        .containsExactlyInAnyOrder("obama left", "biden right");
    assertThat(two.get("alignment").asText()).isEqualTo(alignment);
    JsonNode stranger = cli.json(words("identify", picture("alex-lacamoire.png"), choice)).json();
    assertThat(stranger.get("faces").findValuesAsText("result")).doesNotContain("known");
  }

  private static List<String> knownWithSide(JsonNode answer) {
    List<String> known = new ArrayList<>();
    for (JsonNode face : answer.get("faces")) {
      if (!face.get("id").isNull()) {
        known.add(
            face.get("id").asText() + (face.at("/box/0").asDouble() < 600 ? " left" : " right"));
      }
    }
    return known;
  }

  /** The options for a model; skips without its files. */
  private Object[] chosen(String option, String id) {
    for (ModelCard card : ModelCards.of(id)) {
      card.file().ifPresent(file -> RealFiles.model(file.name()));
    }
    Object[] options = {option, id, "--accept-licence", id};
    JsonNode doctor = cli.json(words("doctor", options)).json();
    for (JsonNode check : doctor.get("checks")) {
      assertThat(check.get("ok").asBoolean()).as("%s", check).isTrue();
    }
    return options;
  }

  @Test
  void refusesTemplatesOfAnotherEmbedder() {
    RealFiles.model("mobilefacenet_insightface_y1.onnx");
    enrol("biden", "biden.jpg");

    assertRefused(
        "input",
        words(
            "identify",
            picture("biden.jpg"),
            "--embedder",
            "insightface-y1",
            "--accept-licence",
            "insightface-y1"),
        "embedder's space insightface-y1/",
        "the store has templates of [mobilefacenet-foamliu/",
        "the model that made them");
  }

  @Test
  void refusesTemplatesOfAnotherAlignment() {
    RealFiles.model("version-RFB-320.onnx");
    enrol("biden", "biden.jpg");
    Object[] words = words("identify", picture("biden.jpg"), "--detector", "rfb320");

    assertRefused("input", words, "/square-", "/arcface-112/");
    assertRefused(
        "input", words(words, "--require-landmarks"), "a detector that finds landmarks", "none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identify", "enrol", "mark", "verify", "evaluate", "demo"})
  void refusesAProviderThatIsNotThere(String command) {
    enrol("biden", "biden.jpg");
    Path photo = picture("biden.jpg");
    Object[] words =
        switch (command) {
          case "enrol" -> words("enrol", "x", "X", photo);
          case "mark" -> words("mark", "--session", "s", photo);
          case "verify" -> words("verify", photo, photo);
          case "evaluate" ->
              words(
                  "evaluate",
                  "verification",
                  "--pairs",
                  RealFiles.data("lfw_dev/pairs.csv"),
                  "--root",
                  RealFiles.data("lfw_dev"));
          case "demo" -> words("demo", "--annotate", folder.resolve("demo.png"));
          default -> words(command, photo);
        };

    assertRefused(
        "model",
        words(words, "--execution", "cuda:3"),
        "expected to run on cuda:3",
        "onnxruntime_gpu",
        "or run on the processor (cpu)");
    assertThat(cli.json("people", "list").json().get("people")).hasSize(1);
  }

  @Test
  void tellsInTheDoctorWhereModelsRunAndWhereNot() {
    picture("biden.jpg");
    JsonNode here = cli.json("doctor", "--execution", "cpu:2").json();
    assertThat(detail(here, "provider in use")).isEqualTo("cpu:2");
    assertThat(detail(here, "models run")).contains("alignment: landmarks");

    Cli.Answer missing = cli.json("doctor", "--execution", "cuda");
    assertThat(missing.exitCode()).isOne();
    assertThat(detail(missing.json(), "provider in use")).contains("[cpu]", "cuda:0");
    assertThat(detail(missing.json(), "models run")).contains("onnxruntime_gpu");
  }

  private static String detail(JsonNode doctor, String name) {
    for (JsonNode check : doctor.get("checks")) {
      if (check.get("check").asText().equals(name)) {
        return check.get("detail").asText();
      }
    }
    throw new AssertionError("no check " + name + " in " + doctor);
  }

  @Test
  void refusesIdsThatItDoesNotKnowAndListsThoseThereAre() {
    Path photo = picture("biden.jpg");
    assertRefused("model", words("verify", photo, photo, "--detector", "yolo"), "yunet", "'yolo'");
    assertRefused(
        "model", words("verify", photo, photo, "--embedder", "arc"), "mobilefacenet", "'arc'");
    assertRefused("usage", words("verify", photo, photo, "--execution", "gpu"), "cuda:DEVICE");
    JsonNode doctor = cli.json("doctor", "--detector", "yolo").json();
    assertThat(doctor.get("healthy").asBoolean()).isFalse();
    assertThat(detail(doctor, "models run")).contains("yunet", "'yolo'");
  }

  @Test
  void takesTheOptionsWhereNoModelIsNeeded() {
    Object[] options = {"--detector", "none", "--embedder", "none", "--execution", "cuda"};
    assertThat(cli.json(words("people", "list", options)).exitCode()).isZero();
    assertThat(cli.json(words("models", "list", options)).exitCode()).isZero();
  }

  @Test
  void saysHowFacesWereAligned() {
    JsonNode enrolled = enrol("biden", "biden.jpg");
    Path photo = picture("biden.jpg");
    for (JsonNode answer :
        List.of(
            enrolled,
            cli.json("identify", photo).json(),
            cli.json("verify", photo, photo).json(),
            cli.json("verify", "--id", "biden", photo).json(),
            cli.json("mark", "--session", "s", photo).json(),
            cli.json("mark", "--session", "s", "--claim", "biden", photo).json())) {
      assertThat(answer.path("alignment").asText()).as("%s", answer).isEqualTo("landmarks");
    }
    Cli.Answer text =
        Cli.run("verify", "--offline", photo.toString(), picture("obama_small.jpg").toString());
    assertThat(text.out()).contains("alignment: landmarks");
  }

  @Test
  void identifiesAndMarksNobodyWhereThereIsNoStoreAndMakesNone() {
    assertRefused("input", words("identify", picture("biden.jpg")), "store");
    assertRefused("input", words("mark", "--session", "s", picture("biden.jpg")), "store");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesPicturesOfMorePixelsThanItIsTold() {
    Path photo = picture("biden.jpg");
    assertRefused("image", words("verify", photo, photo, "--max-pixels", "1000"), "1000 pixels");
    assertThat(cli.json("verify", photo, photo, "--max-pixels", "100000000").exitCode()).isZero();
    for (String bad : List.of("0", "-1", "many", "99999999999")) {
      assertRefused("usage", words("verify", photo, photo, "--max-pixels", bad), "pixels");
    }
  }

  @Test
  void looksOnlyForTheFacesThatAreWanted() {
    enrol("biden", "biden.jpg");
    Path two = picture("two_people.jpg");
    assertThat(faces(two)).isEqualTo(2);
    assertThat(faces(two, "--max-faces", "1")).isOne();
    assertThat(faces(two, "--min-face", "2000")).isZero();
    assertThat(faces(two, "--roi", "0,0,600,2000")).isOne();
    assertThat(faces(two, "--tiled", "--multi-scale")).isEqualTo(2);
    for (String[] bad :
        new String[][] {
          {"--max-faces", "0"},
          {"--max-faces", "x"},
          {"--max-faces", "2.7"},
          {"--max-faces", "0.5"},
          {"--max-faces", "1e99"},
          {"--max-faces", "2147483648"},
          {"--max-pixels", "1000000.5"},
          {"--min-face", "-1"},
          {"--min-face", "NaN"},
          {"--roi", "1,2,3"},
          {"--roi", "1,2,3,x"},
          {"--roi", "1,2,0,5"}
        }) {
      assertRefused("usage", words("identify", two, bad), "expected");
    }
    assertRefused("usage", words("identify", two, "--max-faces", "0.5"), "whole", "got '0.5'");
  }

  private int faces(Path photo, Object... options) {
    return cli.json(words("identify", photo, options)).json().get("faces").size();
  }

  @Test
  void comparesWithMirrorImagesInASpaceOfTheirOwn() {
    enrol("biden", "biden.jpg");
    assertRefused("input", words("identify", picture("biden.jpg"), "--flip"), "/flip/", "/none/");
  }

  @Test
  void listsModelsByRoleWithTheirLicences() {
    JsonNode models = cli.json("models", "list").json().get("models");
    for (JsonNode model : models) {
      boolean chosen =
          model.get("id").asText().equals("yunet")
              || model.get("id").asText().equals("mobilefacenet");
      assertThat(model.get("supported").asBoolean() || !chosen).as("%s", model).isTrue();
    }
    String text = Cli.run("models", "list").out();
    assertThat(text)
        .containsSubsequence("detector:", "yunet", "embedder:", "mobilefacenet", "liveness:")
        .contains("supply the file", "measured by this project", "must be accepted");
  }

  @Test
  void takesModelsFromFilesAndAsksForTheirLicenceToo() {
    Path photo = picture("biden.jpg");
    Path yunet = RealFiles.model("yunet_n_dynamic.onnx");
    Path embedder = RealFiles.model("mobilefacenet_foamliu.onnx");
    enrol("biden", "biden.jpg");
    Object[] known = words("identify", photo, "--detector", yunet, "--embedder", embedder);
    assertThat(cli.json(known).json().at("/faces/0/id").asText()).isEqualTo("biden");

    Path excluded = RealFiles.model("mobilefacenet_insightface_y1.onnx");
    assertRefused(
        "model",
        words("verify", photo, photo, "--embedder", excluded),
        "--accept-licence insightface-y1");
    Path missing = folder.resolve("none.onnx");
    assertRefused("model", words("verify", photo, photo, "--detector", missing), "none.onnx");
  }

  @Test
  void saysWhichModelsNeedNoFileAndHowToBringOneThatCannotBeFetched() {
    for (String id : List.of("haar", "lbp")) {
      Cli.Answer fetched = cli.json("models", "fetch", id);
      assertThat(fetched.exitCode()).as(fetched.out()).isZero();
      assertThat(fetched.json().at("/fetched/0/id").asText()).isEqualTo(id);
      assertThat(fetched.json().at("/fetched/0/path").isNull()).isTrue();
    }
    assertThat(Cli.run("models", "fetch", "haar").out()).contains("haar: needs no file");
    assertThat(Cli.run("models", "list").out())
        .contains("needs no file", "no file known", "several files")
        .doesNotContain("?");
    assertRefused(
        "model",
        words("models", "fetch", "facenet512"),
        "MODEL-CARDS.md",
        "like = facenet512",
        "--embedder FILE.onnx");
  }

  @Test
  void isNotHealthyWithAModelThatCannotBeHad() {
    JsonNode unfetchable = unhealthy("--embedder", "facenet512");
    assertThat(detail(unfetchable, "embedder")).contains("MODEL-CARDS.md", "like = facenet512");
    assertThat(ok(unfetchable, "embedder")).isFalse();

    JsonNode unknown = unhealthy("--embedder", "yunet");
    assertThat(ok(unknown, "embedder")).isFalse();
    assertThat(detail(unknown, "embedder")).contains("mobilefacenet, ", "got 'yunet'");
    assertThat(ok(unhealthy("--detector", "arcface"), "detector")).isFalse();
  }

  private JsonNode unhealthy(Object... options) {
    Cli.Answer doctor = cli.json(words("doctor", options));
    assertThat(doctor.exitCode()).isOne();
    return doctor.json();
  }

  private static boolean ok(JsonNode doctor, String name) {
    for (JsonNode check : doctor.get("checks")) {
      if (check.get("check").asText().equals(name)) {
        return check.get("ok").asBoolean();
      }
    }
    throw new AssertionError("no check " + name + " in " + doctor);
  }

  @Test
  void fetchesEveryNetworkOfACascade() {
    assertThat(ModelCards.of("yunet")).extracting(ModelCard::id).containsExactly("yunet");
    assertThat(ModelCards.of("nonsense")).isEmpty();
    assertThat(ModelCards.of("mtcnn"))
        .extracting(ModelCard::id)
        .containsExactly("mtcnn-pnet", "mtcnn-rnet", "mtcnn-onet");
  }

  private JsonNode enrol(String id, String photo, Object... options) {
    Cli.Answer answer = cli.json(words("enrol", id, id, picture(photo), options));
    assertThat(answer.exitCode()).as(answer.out()).isZero();
    return answer.json();
  }

  private void assertRefused(String code, Object[] words, String... message) {
    Cli.Answer answer = cli.json(words);
    assertThat(answer.exitCode()).as(answer.out()).isEqualTo(2);
    assertThat(answer.json().at("/error/code").asText()).isEqualTo(code);
    assertThat(answer.json().at("/error/message").asText()).contains(message);
  }

  private static Object[] words(Object... parts) {
    List<Object> words = new ArrayList<>();
    for (Object part : parts) {
      words.addAll(part instanceof Object[] more ? List.of(more) : List.of(part));
    }
    return words.toArray();
  }

  private static Path picture(String name) {
    RealFiles.model("yunet_n_dynamic.onnx");
    RealFiles.model("mobilefacenet_foamliu.onnx");
    return RealFiles.data("face_recognition/" + name);
  }
}
