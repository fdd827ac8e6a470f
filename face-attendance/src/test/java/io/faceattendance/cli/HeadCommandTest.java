package io.faceattendance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.faceattendance.testing.RealFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heads by the command line, trained on real pictures. */
class HeadCommandTest {
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(folder.resolve("data"));
  }

  @Test
  void trainsSaysWhetherItIsUsedAndForgets() {
    RealFiles.model("yunet_n_dynamic.onnx");
    RealFiles.model("mobilefacenet_foamliu.onnx");
    Path orl = RealFiles.data("orl");
    assertThat(cli.json("enrol", "--from", orl, "--allow-resemblance").exitCode()).isZero();
    assertThat(cli.json("head", "status").exitCode()).isOne();

    Cli.Answer trained = cli.json("head", "train", "--kind", "svm", "--seed", "7");

    assertThat(trained.exitCode()).as(trained.out()).isZero();
    JsonNode json = trained.json();
    assertThat(json.get("kind").asText()).isEqualTo("svm");
    assertThat(json.get("persons").asInt()).isEqualTo(40);
    assertThat(json.get("templates").asInt()).isGreaterThan(200);
    assertThat(json.get("seed").asLong()).isEqualTo(7);
    assertThat(json.get("scoring").asText()).isEqualTo("best");
    assertThat(json.get("up_to_date").asBoolean()).isTrue();
    assertThat(json.get("raw_tpir").asDouble()).isBetween(0.5, 1.0);
    assertThat(json.get("head_tpir").asDouble()).isBetween(0.3, 1.0);
    boolean used = json.get("in_use").asBoolean();
    assertThat(used).isEqualTo(json.get("difference_lower_95").asDouble() > 0);
    assertThat(json.get("reason").asText())
        .contains(used ? "the head is used" : "the raw embedding stays in force");
    assertThat(json.get("seconds").asDouble()).isPositive();

    JsonNode status = cli.json("head", "status").json();
    assertThat(status.get("kind").asText()).isEqualTo("svm");
    assertThat(status.get("reason")).isEqualTo(json.get("reason"));
    assertThat(cli.json("doctor").out()).contains("a head (svm)");
    Path somebody = orl.resolve("s1/1.pgm");
    assertThat(cli.json("identify", somebody).exitCode()).isZero();

    JsonNode removed = cli.json("people", "remove", "s2").json();
    assertThat(removed.get("head_deleted").asBoolean()).isTrue();
    assertThat(cli.json("head", "status").json().get("reason").asText())
        .isEqualTo(
            "there is no head: the raw embedding decides"
                + (used ? "; one of kind svm is to be trained again" : ""));
    assertThat(cli.json("head", "off").json().get("deleted").asBoolean()).isFalse();
  }

  @Test
  void refusesTooFewPeople() {
    RealFiles.model("yunet_n_dynamic.onnx");
    RealFiles.model("mobilefacenet_foamliu.onnx");
    Path biden = RealFiles.data("face_recognition/biden.jpg");
    cli.json("enrol", "biden", "Joe Biden", biden);
    Cli.Answer answer = cli.json("head", "train", "--kind", "svm");
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.json().at("/error/message").asText()).contains("people");
    assertThat(cli.json("head", "status").exitCode()).isOne();
  }

  @Test
  void refusesADirectoryWithoutAStoreAndAKindThatIsNone() {
    for (String command : new String[] {"status", "off"}) {
      Cli.Answer answer = cli.json("head", command);
      assertThat(answer.exitCode()).isEqualTo(2);
      assertThat(answer.json().at("/error/message").asText()).contains("expected a store");
    }
    assertThat(cli.json("head", "train", "--kind", "magic").exitCode()).isEqualTo(2);
    assertThat(cli.json("head", "train").exitCode()).isEqualTo(2);
    assertThat(cli.json("head", "train", "--kind", "svm", "--seed", "x").exitCode()).isEqualTo(2);
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void saysInItsHelpWhatItsExitCodesMean() {
    String help = Cli.run("head", "train", "--help").out().replaceAll("\\s+", " ");
    assertThat(help).contains("Exits with 0 if it was trained, whether it is used or not");
    String status = Cli.run("head", "status", "--help").out().replaceAll("\\s+", " ");
    assertThat(status).contains("Exits with 1 if there is none");
  }
}
