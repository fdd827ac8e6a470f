package io.faceattendance.cli;

import static io.faceattendance.cli.Cli.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.faceattendance.testing.RealFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mark} in planned sessions: directions, templates, and what a mark means. */
class MarkAnswersTest {
  @TempDir private Path folder;
  private Cli cli;
  private Path biden;

  @BeforeEach
  void open() {
    RealFiles.model("yunet_n_dynamic.onnx");
    biden = RealFiles.data("face_recognition/biden.jpg");
    cli = new Cli(folder.resolve("data"));
    Attendees.add(cli, folder, "b-1,Joe Biden,staff", "s-1,Ada,staff");
    cli.done("enrol", "b-1", "Joe Biden", biden);
    cli.done(
        words(
            "session create shift --days mon --start 08:00 --end 16:00 --zone Europe/Berlin"
                + " --kind in-out --group staff"));
  }

  private Cli.Answer mark(String options) {
    return cli.json(words("mark %s --session shift %s".formatted(biden, options)));
  }

  @Test
  void saysWhatEachMarkMeans() {
    JsonNode in = mark("--direction in --at 2026-11-23T08:02:00+01:00").json();
    JsonNode again = mark("--direction in --at 2026-11-23T08:02:20+01:00").json();
    JsonNode out = mark("--direction out --at 2026-11-23T15:00:00+01:00").json();
    JsonNode early = mark("--at 2026-11-30T07:31:00+01:00").json();

    assertThat(in.get("session").asText()).isEqualTo("shift@2026-11-23");
    assertThat(in.at("/present/0/answer").asText()).isEqualTo("accepted");
    assertThat(again.at("/present/0/answer").asText()).isEqualTo("duplicate");
    assertThat(out.at("/present/0/answer").asText()).isEqualTo("accepted");
    assertThat(early.get("session").asText()).isEqualTo("shift@2026-11-30");

    JsonNode report = cli.done(words("report --session shift@2026-11-23"));
    assertThat(report.get("rows").findValuesAsText("person")).containsExactly("b-1", "s-1");
    JsonNode row = report.at("/rows/0");
    assertThat(row.get("status").asText()).isEqualTo("left_early");
    assertThat(row.get("in").asText()).isEqualTo("2026-11-23T08:02:00+01:00");
    assertThat(row.get("out").asText()).isEqualTo("2026-11-23T15:00:00+01:00");
    assertThat(row.get("left_early_minutes").asInt()).isEqualTo(60);
    assertThat(row.get("attended_minutes").asInt()).isEqualTo(418);
    assertThat(row.get("source").asText()).isEqualTo("face");
    assertThat(row.get("similarity").asDouble()).isGreaterThan(0.9);
    assertThat(report.at("/rows/1/status").asText()).isEqualTo("absent");
  }

  @Test
  void answersClaimsAndCheckOutsThatDoNotCount() {
    JsonNode out = mark("--direction out --at 2026-11-23T09:00:00+01:00").json();
    JsonNode claim = mark("--claim b-1 --at 2026-11-23T09:01:00+01:00").json();
    Cli.Answer other =
        cli.json(
            "mark",
            "--session",
            "shift@2026-11-23",
            "--claim",
            "b-1",
            RealFiles.data("face_recognition/obama_small.jpg"));

    assertThat(out.at("/present/0/answer").asText()).isEqualTo("out_without_in");
    assertThat(claim.at("/present/0/answer").asText()).isEqualTo("accepted");
    assertThat(other.exitCode()).isOne();
    JsonNode report = cli.done(words("report --session shift@2026-11-23"));
    assertThat(report.at("/rows/0/source").asText()).isEqualTo("claim");
    assertThat(report.get("mismatches")).hasSize(1);
    assertThat(report.at("/mismatches/0/claimed").asText()).isEqualTo("b-1");
  }

  @Test
  void marksNothingWhereNoSessionIs() {
    Cli.Answer none = mark("--at 2026-11-25T09:00:00+01:00");

    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.json().at("/error/message").asText())
        .contains("a session of shift", "2026-11-25T08:00:00Z", "shift@2026-11-23");
    assertThat(mark("--direction around").exitCode()).isEqualTo(2);
    assertThat(cli.done(words("session events shift@2026-11-23")).get("events")).isEmpty();
  }
}
