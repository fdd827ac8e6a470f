package io.faceattendance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.faceattendance.image.Images;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of the command line: exit codes and JSON keys. */
class CommandLineTest {
  private static final String AT = "2026-09-01T10:00:00+02:00";

  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(folder.resolve("data"));
  }

  @Test
  void enrolsMarksReportsAndRemoves() throws IOException {
    JsonNode enrolled = enrol("b-1", "Joe Biden", "biden.jpg").get("enrolled").get(0);
    assertThat(enrolled.get("id").asText()).isEqualTo("b-1");
    assertThat(enrolled.get("name").asText()).isEqualTo("Joe Biden");
    assertThat(enrolled.get("templates").asInt()).isOne();

    Path photo = picture("two_people.jpg");
    Path annotated = folder.resolve("annotated.png");
    Cli.Answer marked =
        cli.json("mark", "--session", "s", "--at", AT, photo, "--annotate", annotated);
    assertThat(marked.exitCode()).isZero();
    assertThat(marked.json().get("session").asText()).isEqualTo("s");
    assertThat(marked.json().get("at").asText()).isEqualTo("2026-09-01T08:00:00Z");
    assertThat(marked.json().get("faces").asInt()).isEqualTo(2);
    JsonNode present = marked.json().get("present").get(0);
    assertThat(present.get("id").asText()).isEqualTo("b-1");
    assertThat(present.get("similarity").asDouble()).isGreaterThan(0.5);
    assertThat(present.get("photo").asText()).isEqualTo(photo.toString());
    assertThat(present.get("box")).hasSize(4);
    JsonNode unknown = marked.json().get("unknown").get(0);
    assertThat(unknown.get("box")).hasSize(4);
    assertThat(unknown.get("reason").asText()).isNotBlank();
    assertThat(unknown.get("code").asText()).isEqualTo("BELOW_THRESHOLD");
    assertThat(unknown.get("findings")).isEmpty();
    assertThat(Images.read(annotated)).isNotEqualTo(Images.read(photo));

    Path csv = folder.resolve("report.csv");
    JsonNode report = cli.json("report", "--session", "s", "--csv", csv).json();
    assertThat(report.get("rows").get(0).get("person").asText()).isEqualTo("b-1");
    assertThat(report.get("rows").get(0).get("in").asText()).isEqualTo("2026-09-01T08:00:00Z");
    assertThat(Files.readAllLines(csv)).hasSize(2);
    assertThat(Files.readAllLines(csv).get(1)).startsWith("b-1,Joe Biden,s,present,");

    assertThat(cli.json("people", "list").json().get("people")).hasSize(1);
    assertThat(cli.json("people", "remove", "b-1").exitCode()).isZero();
    assertThat(cli.json("people", "list").json().get("people")).isEmpty();
    assertThat(cli.json("mark", "--session", "t", photo).exitCode()).isOne();
  }

  @Test
  void saysByCodeAndFiguresWhyAPhotoIsNotGoodEnough() {
    Path upsideDown = RealFiles.data("inspireface/rotate/rot_180.jpg");

    Cli.Answer answer = cli.json("enrol", "x", "X", upsideDown);

    assertThat(answer.exitCode()).isEqualTo(2);
    JsonNode refused = answer.json().at("/refused/0");
    assertThat(refused.get("photo").asText()).isEqualTo(upsideDown.toString());
    assertThat(refused.get("reason").asText()).contains("not upright", "ROLLED", "degrees", "45");
    assertThat(refused.get("code").asText()).isEqualTo("POOR_QUALITY");
    JsonNode finding = refused.at("/findings/0");
    assertThat(finding.get("code").asText()).isEqualTo("ROLLED");
    assertThat(finding.get("criterion").asText()).isEqualTo("ROLL");
    assertThat(Math.abs(finding.get("value").asDouble())).isBetween(170.0, 180.0);
    assertThat(finding.get("unit").asText()).isEqualTo("degrees");
    assertThat(finding.get("limit").asDouble()).isEqualTo(45);
  }

  /** A person on two photos is present once, and drawn on both. */
  @Test
  void showsAPersonOnEveryPhoto() throws IOException {
    enrol("biden", "Joe Biden", "biden.jpg");
    Path both = picture("two_people.jpg");
    Path alone = picture("biden.jpg");
    Path annotated = folder.resolve("annotated");

    JsonNode marked =
        cli.json("mark", "--session", "s", both, alone, "--annotate", annotated).json();

    assertThat(marked.get("faces").asInt()).isEqualTo(3);
    assertThat(marked.get("present")).hasSize(1);
    assertThat(marked.get("present").get(0).get("sightings").findValuesAsText("photo"))
        .containsExactly(both.toString(), alone.toString());
    assertThat(marked.get("unknown")).hasSize(1);
    for (Path photo : List.of(both, alone)) {
      assertThat(Images.read(annotated.resolve(photo.getFileName())))
          .isNotEqualTo(Images.decode(reencoded(photo)));
    }
  }

  /** What the annotated copy would be if nothing were drawn on it. */
  private byte[] reencoded(Path photo) throws IOException {
    Path copy = folder.resolve("plain-" + photo.getFileName());
    Images.write(Images.read(photo), copy);
    return Files.readAllBytes(copy);
  }

  @Test
  void answersWhoItIsAndWhetherItIs() {
    enrol("biden", "Joe Biden", "biden.jpg");

    Cli.Answer known = cli.json("identify", picture("two_people.jpg"));
    assertThat(known.exitCode()).isZero();
    assertThat(known.json().get("faces").findValuesAsText("result"))
        .containsExactlyInAnyOrder("known", "unknown");
    for (JsonNode face : known.json().get("faces")) {
      assertThat(face.fieldNames())
          .toIterable()
          .contains(
              "box",
              "result",
              "id",
              "name",
              "similarity",
              "margin",
              "threshold",
              "target_supported",
              "reason");
    }
    Cli.Answer stranger = cli.json("identify", picture("alex-lacamoire.png"));
    assertThat(stranger.exitCode()).isOne();
    assertThat(stranger.json().get("faces").get(0).get("id").isNull()).isTrue();

    assertThat(verify(picture("obama_small.jpg"), picture("obama-240p.jpg"))).isZero();
    assertThat(verify(picture("obama_small.jpg"), picture("biden.jpg"))).isOne();
    assertThat(verify("--id", "biden", picture("biden.jpg"))).isZero();
    assertThat(verify("--id", "biden", picture("obama_small.jpg"))).isOne();
    assertThat(verify("--id", "nobody", picture("biden.jpg"))).isEqualTo(2);
    assertThat(verify(picture("biden.jpg"))).isEqualTo(2);
  }

  private int verify(Object... words) {
    Object[] all = new Object[words.length + 1];
    all[0] = "verify";
    System.arraycopy(words, 0, all, 1, words.length);
    Cli.Answer answer = cli.json(all);
    if (answer.exitCode() < 2) {
      assertThat(answer.json().get("verified").asBoolean()).isEqualTo(answer.exitCode() == 0);
      assertThat(answer.json().has("similarity") && answer.json().has("threshold")).isTrue();
    }
    return answer.exitCode();
  }

  @Test
  void recordsAClaimThatDoesNotHold() {
    enrol("biden", "Joe Biden", "biden.jpg");

    Cli.Answer claim =
        cli.json("mark", "--session", "s", "--claim", "biden", picture("obama_small.jpg"));

    assertThat(claim.exitCode()).isOne();
    assertThat(claim.json().get("present")).isEmpty();
    JsonNode report = cli.json("report", "--session", "s").json();
    assertThat(report.get("rows")).isEmpty();
    assertThat(report.get("mismatches").get(0).get("claimed").asText()).isEqualTo("biden");
  }

  @Test
  void refusesBadPhotosOneByOneAndEnrolsTheOthers() throws IOException {
    Path people = folder.resolve("people");
    copy("biden.jpg", people.resolve("biden/good.jpg"));
    copy("../badinput/derived/truncated_50.jpg", people.resolve("biden/truncated.jpg"));
    copy("two_people.jpg", people.resolve("obama/both.jpg"));

    Cli.Answer answer = cli.json("enrol", "--from", people);

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.json().get("enrolled").findValuesAsText("id")).containsExactly("biden");
    assertThat(answer.json().get("refused")).hasSize(2);
    assertThat(answer.json().get("refused").get(0).get("photo").asText()).endsWith("truncated.jpg");
    assertThat(answer.json().get("refused").get(1).get("reason").asText()).contains("found 2");
    assertThat(answer.json().get("refused").findValuesAsText("code"))
        .containsExactly("BAD_INPUT", "SEVERAL_FACES");
  }

  @Test
  void refusesFoldersAndFilesThatCannotBeUsedAndEnrolsTheOthers() throws IOException {
    Path people = folder.resolve("people");
    copy("biden.jpg", people.resolve(" bad/biden.jpg"));
    Files.createDirectories(people.resolve("empty"));
    Files.createSymbolicLink(people.resolve("gone"), folder.resolve("nowhere"));
    copy("biden.jpg", people.resolve("joe/biden.jpg"));
    Files.createSymbolicLink(people.resolve("joe/gone.jpg"), folder.resolve("nowhere"));
    Files.createDirectories(people.resolve("joe/inner"));
    copy("obama_small.jpg", people.resolve("zoe/obama.jpg"));
    Files.writeString(people.resolve("README"), "not a person");

    Cli.Answer answer = cli.json("enrol", "--from", people);

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.json().get("enrolled").findValuesAsText("id")).containsExactly("joe", "zoe");
    assertThat(answer.json().get("refused").findValuesAsText("photo"))
        .containsExactlyInAnyOrder(
            people.resolve(" bad").toString(),
            people.resolve("empty").toString(),
            people.resolve("gone").toString(),
            people.resolve("joe/gone.jpg").toString(),
            people.resolve("joe/inner").toString());
    assertThat(answer.json().get("refused").findValuesAsText("reason")).doesNotContain("", "null");
  }

  @Test
  void refusesAMissingPhotoAndEnrolsFromTheOthers() {
    Path missing = folder.resolve("none.jpg");

    Cli.Answer answer = cli.json("enrol", "b", "Joe Biden", picture("biden.jpg"), missing);
    Cli.Answer nobody = cli.json("enrol", "c", "Nobody", missing);

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.json().at("/enrolled/0/id").asText()).isEqualTo("b");
    assertThat(answer.json().at("/refused/0/photo").asText()).isEqualTo(missing.toString());
    assertThat(nobody.exitCode()).isEqualTo(2);
    assertThat(nobody.json().get("enrolled")).isEmpty();
    assertThat(nobody.json().get("refused")).hasSize(1);
  }

  @Test
  void namesTheDoubleThatItWasToldToEnrol() {
    enrol("b-1", "Joe Biden", "biden.jpg");
    Path photo = picture("biden.jpg");
    Cli.Answer answer = cli.json("enrol", "b-2", "Joe Again", photo, "--allow-resemblance");
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.json().get("suspicious")).isEmpty();
    assertThat(answer.json().get("overridden")).hasSize(1);
    JsonNode found = answer.json().at("/overridden/0");
    assertThat(found.get("photo").asText()).isEqualTo(photo.toString());
    assertThat(found.get("id").asText()).isEqualTo("b-2");
    assertThat(found.get("resembles").asText()).isEqualTo("b-1");
    assertThat(found.get("similarity").asDouble()).isGreaterThan(0.99);
    assertThat(found.get("threshold").asDouble()).isBetween(0.1, 0.99);
  }

  @Test
  void answersInTheSameFormIfEveryFolderIsRefused() throws IOException {
    Path people = folder.resolve("people");
    Files.createDirectories(people.resolve("empty"));

    Cli.Answer answer = cli.json("enrol", "--from", people);

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.json().get("enrolled")).isEmpty();
    assertThat(answer.json().get("refused")).hasSize(1);
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void exitsWithTwoOnBadInput() {
    assertThat(bad("mark", "--session", "s", folder.resolve("none.jpg")).get("code").asText())
        .isEqualTo("file");
    assertThat(bad("identify", RealFiles.data("badinput/derived/plain.avif")).get("code").asText())
        .isEqualTo("image");
    assertThat(bad("enrol", "x").get("code").asText()).isEqualTo("usage");
    assertThat(bad("nonsense").get("code").asText()).isEqualTo("usage");
    assertThat(bad("report", "--session", "never").get("code").asText()).isEqualTo("input");
    assertThat(bad("people", "remove", "nobody").get("code").asText()).isEqualTo("input");
    assertThat(bad("mark", "--session", "s", "--at", "noon", "x.jpg").get("message").asText())
        .contains("noon");
  }

  private JsonNode bad(Object... words) {
    Cli.Answer answer = cli.json(words);
    assertThat(answer.exitCode()).isEqualTo(2);
    return answer.json().get("error");
  }

  @Test
  void refusesToReplaceThePhotoByItsAnnotatedCopy() throws IOException {
    Path photo = copy("biden.jpg", folder.resolve("biden.jpg"));

    assertThat(bad("mark", "--session", "s", photo, "--annotate", photo).get("message").asText())
        .contains("would replace");
  }

  @Test
  void refusesPlacesThatNoPictureCanBeWrittenTo() throws IOException {
    Path photo = copy("biden.jpg", folder.resolve("biden.jpg"));
    Path other = copy("obama_small.jpg", folder.resolve("obama.jpg"));
    Path taken = Files.createDirectories(folder.resolve("out/biden.jpg")).getParent();
    Path text = Files.writeString(folder.resolve("text"), "text");

    for (Path target : List.of(taken, text, folder.resolve("out.bmp"))) {
      assertThat(bad("mark", "--session", "s", photo, "--annotate", target).get("code").asText())
          .isEqualTo("input");
    }
    assertThat(
            bad("mark", "--session", "s", photo, other, "--annotate", folder.resolve("a.png"))
                .get("message")
                .asText())
        .contains("folder");
    assertThat(bad("demo", "--annotate", folder.resolve("demo.bmp")).get("code").asText())
        .isEqualTo("input");
    assertThat(folder.resolve("out.bmp")).doesNotExist();
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void answersAlthoughTheAnnotatedCopyCannotBeWritten() throws IOException {
    enrol("biden", "Joe Biden", "biden.jpg");
    // A link into nowhere: it can neither be seen nor written to.
    Path target = Files.createSymbolicLink(folder.resolve("x.png"), folder.resolve("no/x.png"));
    for (Object[] words :
        new Object[][] {
          {"mark", "--session", "s", picture("biden.jpg"), "--annotate", target},
          {"mark", "--session", "t", "--claim", "biden", picture("biden.jpg"), "--annotate", target}
        }) {
      Cli.Answer answer = cli.json(words);

      assertThat(answer.exitCode()).isZero();
      assertThat(answer.json().get("present")).hasSize(1);
      assertThat(answer.json().get("annotated")).isEmpty();
      assertThat(answer.json().get("annotate_error").asText()).contains("x.png");
    }
    assertThat(cli.json("report", "--session", "s").json().get("rows")).hasSize(1);
  }

  @Test
  void recordsNothingIfOneOfThePhotosCannotBeRead() {
    enrol("biden", "Joe Biden", "biden.jpg");

    JsonNode error =
        bad(
            "mark",
            "--session",
            "s",
            picture("biden.jpg"),
            picture("../badinput/derived/truncated_50.jpg"));

    assertThat(error.get("code").asText()).isEqualTo("image");
    assertThat(bad("report", "--session", "s").get("message").asText()).contains("nothing");
  }

  @Test
  void refusesAnInstantThatTheStoreCannotHold() {
    for (String at : List.of("+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z")) {
      JsonNode error = bad("mark", "--session", "s", "--at", at, "x.jpg");

      assertThat(error.get("code").asText()).isEqualTo("usage");
      assertThat(error.get("message").asText()).contains("290,000 years");
    }
  }

  @Test
  void createsNothingWhenItOnlyReads() {
    assertThat(cli.json("people", "list").exitCode()).isZero();
    assertThat(cli.json("people", "list").json().get("people")).isEmpty();
    assertThat(cli.json("doctor").json().get("checks").findValuesAsText("detail"))
        .anyMatch(detail -> detail.endsWith("has no store yet"));
    for (String words : List.of("people show x", "people remove x", "report --session s")) {
      assertThat(bad((Object[]) words.split(" ")).get("message").asText()).contains("store");
    }
    assertThat(verify(picture("obama_small.jpg"), picture("obama-240p.jpg"))).isZero();
    assertThat(verify("--id", "x", picture("biden.jpg"))).isEqualTo(2);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void choosesTheFaceToCompare() {
    Path two = picture("two_people.jpg");
    assertThat(bad("verify", two, two).get("message").asText()).contains("found 2", "--face");
    assertThat(verify("--face", "largest", two, two)).isZero();
    assertThat(verify("--face", "centre", two, two)).isZero();
    assertThat(
            bad("verify", picture("biden.jpg"), RealFiles.data("badinput/derived/flat_grey.png"))
                .get("message")
                .asText())
        .contains("flat_grey.png", "found none");
  }

  @Test
  void reportsABadMirrorAsOneFailedCheck() {
    System.setProperty("face.models.mirror", "ftp://x");
    try {
      Cli.Answer doctor = cli.json("doctor");

      assertThat(doctor.exitCode()).isOne();
      assertThat(doctor.json().get("checks").findValuesAsText("ok")).containsOnlyOnce("false");
      assertThat(cli.json("people", "list").exitCode()).isZero();
    } finally {
      System.clearProperty("face.models.mirror");
    }
  }

  @Test
  void listsModelsAndChecksItself() {
    JsonNode models = cli.json("models", "list").json().get("models");
    assertThat(models.findValuesAsText("id")).contains("yunet", "mobilefacenet", "sface");
    RealFiles.model("yunet_n_dynamic.onnx");
    assertThat(cli.json("models", "verify").exitCode()).isZero();
    Cli.Answer doctor = cli.json("doctor");
    assertThat(doctor.json().get("checks").findValuesAsText("check"))
        .contains("onnxruntime", "opencv", "provider in use", "thresholds");
    assertThat(doctor.exitCode()).isZero();
  }

  @Test
  void listsThresholdsThatOthersPublishAsNotUsed() {
    JsonNode sface = null;
    for (JsonNode model : cli.json("models", "list").json().get("models")) {
      boolean published = model.get("id").asText().matches("sface|arcface-r50|facenet512|openface");
      assertThat(model.get("published_thresholds").isEmpty()).isEqualTo(!published);
      sface = model.get("id").asText().equals("sface") ? model : sface;
    }

    JsonNode thresholds = Objects.requireNonNull(sface).get("published_thresholds");
    assertThat(thresholds.findValuesAsText("cosine")).containsExactly("0.363", "0.407");
    assertThat(thresholds.findValuesAsText("source").get(1)).contains("cosine distance 0.593");
    assertThat(Cli.run("models", "list").out())
        .contains("published for a pair, not used: cosine 0.28 (InsightFace");
  }

  @Test
  void showsTheDemo() {
    Path annotated = folder.resolve("demo.png");

    RealFiles.data("face_recognition/two_people.jpg");
    Cli.Answer demo = cli.json("demo", "--annotate", annotated);

    assertThat(demo.exitCode()).isZero();
    assertThat(demo.json().get("mark").get("present").findValuesAsText("id"))
        .containsExactlyInAnyOrder("obama", "biden");
    assertThat(demo.json().get("stranger").get("faces").get(0).get("result").asText())
        .isEqualTo("unknown");
    assertThat(annotated).exists();
    assertThat(cli.json("demo", "--annotate", annotated).exitCode()).isZero();
    assertThat(cli.json("people", "list").json().get("people").findValuesAsText("templates"))
        .containsExactly("1", "1");
  }

  private JsonNode enrol(String id, String name, String photo) {
    Cli.Answer answer = cli.json("enrol", id, name, picture(photo));
    assertThat(answer.exitCode()).isZero();
    return answer.json();
  }

  private static Path picture(String name) {
    RealFiles.model("yunet_n_dynamic.onnx");
    return RealFiles.data("face_recognition/" + name);
  }

  private static Path copy(String picture, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    return Files.copy(picture(picture), target);
  }
}
