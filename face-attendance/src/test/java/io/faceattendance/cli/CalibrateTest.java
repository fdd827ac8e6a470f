package io.faceattendance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.faceattendance.match.FmrTable;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thresholds of one's own pictures: measured, kept, used, refused. */
class CalibrateTest {
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    RealFiles.model("yunet_n_dynamic.onnx");
    RealFiles.model("mobilefacenet_foamliu.onnx");
    cli = new Cli(folder.resolve("data"));
  }

  @Test
  void keepsWhatFortyPeopleSupportAndAllCommandsUseIt() throws IOException {
    Path orl = RealFiles.data("orl");
    Cli.Answer answer = cli.json("calibrate", "--root", orl, "--target-fpir", "0.01");
    assertThat(answer.exitCode()).as(answer.out()).isZero();
    JsonNode json = answer.json();
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "threshold",
            "fmr",
            "fmr_upper_95",
            "fnmr",
            "genuine",
            "impostor",
            "subjects",
            "target_supported",
            "missing_subjects",
            "target_fpir",
            "target_fmr",
            "comparisons",
            "supported_comparisons",
            "space",
            "detector",
            "embedder",
            "alignment",
            "failures",
            "failed",
            "stored");
    assertThat(json.get("target_supported").asBoolean()).isTrue();
    assertThat(json.get("missing_subjects").asInt()).isZero();
    assertThat(json.get("subjects").asInt()).isEqualTo(40);
    assertThat(json.get("comparisons").asInt()).as("one for each").isEqualTo(40);
    assertThat(json.get("target_fmr").asDouble()).isBetween(2.5e-4, 2.6e-4);
    assertThat(json.get("fmr_upper_95").asDouble())
        .isLessThanOrEqualTo(json.get("target_fmr").asDouble());
    assertThat(json.get("fmr").asDouble()).isLessThan(json.get("fmr_upper_95").asDouble());
    assertThat(json.get("impostor").asLong()).isBetween(74_000L, 78_000L);
    assertThat(json.get("genuine").asLong()).isBetween(1_700L, 1_800L);
    double threshold = json.get("threshold").asDouble();
    int supported = json.get("supported_comparisons").asInt();
    assertThat(supported).as("forty templates, not four hundred").isBetween(40, 399);

    Path biden = RealFiles.data("face_recognition/biden.jpg");
    Path obama = RealFiles.data("face_recognition/obama_small.jpg");
    assertThat(cli.json("enrol", "biden", "Joe Biden", biden).exitCode()).isZero();
    JsonNode known = cli.json("identify", biden).json();
    assertThat(known.at("/thresholds/origin").asText()).isEqualTo("calibrated");
    assertThat(known.at("/thresholds/source").asText()).isEqualTo("calibrated on 40 people");
    assertThat(known.at("/faces/0/id").asText()).isEqualTo("biden");
    for (Cli.Answer other :
        List.of(
            cli.json("mark", "--session", "s", biden),
            cli.json("verify", biden, obama),
            cli.json("verify", "--id", "biden", obama))) {
      assertThat(other.json().at("/thresholds/origin").asText()).isEqualTo("calibrated");
    }
    assertThat(cli.json("doctor").out()).contains("calibrated on 40 people");

    // With one template a search allows a higher rate than with forty.
    assertThat(known.at("/faces/0/threshold").asDouble()).isLessThan(threshold);
    Path people = subset(40, 2);
    assertThat(cli.json("enrol", "--from", people, "--allow-resemblance").exitCode()).isZero();
    Cli.Answer enrolled = cli.json("calibrate", "--root", orl, "--target-fpir", "0.1");
    assertThat(enrolled.json().get("comparisons").asInt()).as("those enrolled").isGreaterThan(70);
    assertThat(cli.json("identify", biden).json().at("/faces/0/threshold").asDouble())
        .as("what calibrate said is what a search goes by")
        .isEqualTo(Result.rounded(enrolled.json().get("threshold").asDouble()));

    Cli.Answer off = cli.json("calibrate", "--off");
    assertThat(off.json().get("forgotten").asBoolean()).isTrue();
    assertThat(cli.json("identify", biden).json().at("/thresholds/origin").asText())
        .isEqualTo("bundled");
    assertThat(cli.json("calibrate", "--off").json().get("forgotten").asBoolean()).isFalse();
  }

  @Test
  void aTableThatIsNamedGoesBeforeTheCalibration() throws IOException {
    Path people = subset(20, 2);
    Path table = folder.resolve("table.txt");
    Path photo = RealFiles.data("face_recognition/biden.jpg");
    Cli.Answer answer = cli.json("calibrate", "--root", people, "--target-fpir", "0.3");
    assertThat(answer.exitCode()).isZero();
    cli.json("evaluate", "thresholds", "--root", people, "--output", table);
    MatchPolicy policy = MatchPolicy.defaults(FmrTable.read(table)).withTargetFpir(0.3);
    int most = answer.json().get("supported_comparisons").asInt();
    assertThat(policy.identification(most).targetSupported()).isTrue();
    assertThat(policy.identification(most + 1).targetSupported()).isFalse();
    assertThat(thresholds(cli.json("verify", photo, photo))).isEqualTo("calibrated");
    assertThat(thresholds(cli.json("verify", photo, photo, "--fmr-table", table)))
        .isEqualTo("given");
  }

  @Test
  void warnsThatTheFolderItselfIsMoreThanTheTableSupports() throws IOException {
    Path people = subset(20, 5);
    Cli.Answer first = cli.json("calibrate", "--root", people, "--target-fpir", "0.05");
    int most = first.json().get("supported_comparisons").asInt();
    assertThat(first.exitCode()).as(first.out()).isZero();
    assertThat(most).isBetween(20, 99);
    Cli.Answer text =
        Cli.run(
            "calibrate",
            "--offline",
            "--root",
            people.toString(),
            "--target-fpir",
            "0.05",
            "--data",
            folder.resolve("data").toString());
    assertThat(text.out())
        .contains("warning: supported up to %d comparisons".formatted(most), "enrolled make 100");
  }

  private static String thresholds(Cli.Answer answer) {
    return answer.json().at("/thresholds/origin").asText();
  }

  @Test
  void refusesTooFewPeopleAndSaysHowManyAreMissing() throws IOException {
    Path people = subset(5, 2);
    Cli.Answer answer = cli.json("calibrate", "--root", people, "--target-fpir", "0.001");
    assertThat(answer.exitCode()).as(answer.out()).isOne();
    JsonNode json = answer.json();
    assertThat(json.get("target_supported").asBoolean()).isFalse();
    assertThat(json.get("stored").asBoolean()).isFalse();
    assertThat(json.get("subjects").asInt()).isEqualTo(5);
    assertThat(json.get("genuine").asInt()).isEqualTo(5);
    assertThat(json.get("impostor").asInt()).isEqualTo(40);
    int missing = json.get("missing_subjects").asInt();
    assertThat(json.get("supported_comparisons").asInt()).as("not even one").isZero();
    // n people are n comparisons: 2 n (n - 1) pairs of pictures shall be 2.9957 n / -ln(0.999).
    assertThat(missing).isEqualTo(1_499 - 5);
    assertThat(folder.resolve("data")).as("nothing was made").doesNotExist();

    Cli.Answer text =
        Cli.run(
            "calibrate",
            "--offline",
            "--root",
            people.toString(),
            "--target-fpir",
            "0.001",
            "--data",
            folder.resolve("data").toString());
    assertThat(text.exitCode()).isOne();
    assertThat(text.out())
        .contains(
            "NOT supported", "add %d people or more".formatted(missing), "nothing was stored");
  }

  @Test
  void leavesAnEarlierCalibrationWhenItRefuses() throws IOException {
    Path photo = RealFiles.data("face_recognition/biden.jpg");
    assertThat(cli.json("calibrate", "--root", subset(20, 2), "--target-fpir", "0.3").exitCode())
        .isZero();
    assertThat(cli.json("calibrate", "--root", subset(5, 2), "--target-fpir", "0.001").exitCode())
        .isOne();
    assertThat(cli.json("verify", photo, photo).json().at("/thresholds/source").asText())
        .isEqualTo("calibrated on 20 people");
  }

  @Test
  void refusesWhatCannotBeCalibratedWith() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(error("--root", empty)).contains("a folder for each person");
    assertThat(error("--root", folder.resolve("none"))).contains("none");
    Files.createDirectory(empty.resolve("nobody"));
    assertThat(error("--root", empty)).contains("expected pictures");
    assertThat(error("--root", subset(1, 3))).contains("at least 2 people", "1 person");
    assertThat(error("--root", subset(4, 1))).contains("two pictures");
    Path text = Files.createDirectories(folder.resolve("text/p1"));
    Files.writeString(text.resolve("1.jpg"), "no picture");
    assertThat(error("--root", folder.resolve("text"))).contains("at least 2 people", "0 faces");
    for (String target : List.of("0", "1", "abc", "NaN", "-0.1")) {
      assertThat(error("--root", empty, "--target-fpir", target)).contains("above 0", target);
    }
    assertThat(error()).contains("--root DIR or --off", "none");
    assertThat(error("--off", "--root", empty)).contains("got both");
    assertThat(error("--off")).as("no store").contains("expected a store");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  private String error(Object... words) {
    List<Object> all = new ArrayList<>(List.of("calibrate"));
    all.addAll(List.of(words));
    Cli.Answer answer = cli.json(all.toArray());
    assertThat(answer.exitCode()).as(answer.out()).isEqualTo(2);
    return answer.json().at("/error/message").asText();
  }

  /** The first people of ORL with some of their pictures. */
  private Path subset(int people, int pictures) throws IOException {
    Path root = folder.resolve("people-%d-%d".formatted(people, pictures));
    for (int person = 1; person <= people; person++) {
      Path own = Files.createDirectories(root.resolve("p" + person));
      List<Path> all = Photos.list(RealFiles.data("orl/s" + person));
      for (Path picture : all.subList(0, pictures)) {
        Files.copy(picture, own.resolve(Photos.name(picture)));
      }
    }
    return root;
  }
}
