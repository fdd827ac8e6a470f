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
            "session create shift --from 2026-01-01 --days mon --start 08:00 --end 16:00 --zone Europe/Berlin"
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
    Cli.Answer refused = mark("--direction out --at 2026-11-23T09:00:00+01:00");
    JsonNode out = refused.json();
    Cli.Answer outside = mark("--claim b-1 --direction out --at 2026-11-23T08:59:00+01:00");
    JsonNode claim = mark("--claim b-1 --at 2026-11-23T09:01:00+01:00").json();
    Cli.Answer other =
        cli.json(
            "mark",
            "--session",
            "shift@2026-11-23",
            "--claim",
            "b-1",
            RealFiles.data("face_recognition/obama_small.jpg"));

    assertThat(refused.exitCode()).isOne();
    assertThat(out.get("present")).isEmpty();
    assertThat(out.at("/not_counted/0/id").asText()).isEqualTo("b-1");
    assertThat(out.at("/not_counted/0/answer").asText()).isEqualTo("out_without_in");
    assertThat(outside.exitCode()).isOne();
    assertThat(outside.json().get("present")).isEmpty();
    assertThat(outside.json().get("unknown")).isEmpty();
    assertThat(outside.json().at("/not_counted/0/answer").asText()).isEqualTo("out_without_in");
    assertThat(claim.get("not_counted")).isEmpty();
    assertThat(claim.at("/present/0/answer").asText()).isEqualTo("accepted");
    assertThat(other.exitCode()).isOne();
    JsonNode report = cli.done(words("report --session shift@2026-11-23"));
    assertThat(report.at("/rows/0/source").asText()).isEqualTo("claim");
    assertThat(report.get("mismatches")).hasSize(1);
    assertThat(report.at("/mismatches/0/claimed").asText()).isEqualTo("b-1");
  }

  @Test
  void saysInTextWhoIsNotCounted() {
    String data = folder.resolve("data").toString();
    String[] words =
        "mark %s --offline --data %s --session shift --direction out --at 2026-11-23T09:00:00Z"
            .formatted(biden, data)
            .split(" ");

    assertThat(Cli.run(words).out())
        .contains("0 present, 1 not counted, 0 unknown", "  not counted  Joe Biden (b-1)");
  }

  @Test
  void saysThatASessionIsNew() {
    Object[] visit =
        words("mark %s --session visit --at 2026-11-23T09:00:00+01:00".formatted(biden));

    assertThat(cli.done(visit).get("session_created").asBoolean()).isTrue();
    assertThat(cli.done(visit).get("session_created").asBoolean()).isFalse();
    assertThat(mark("--at 2026-11-23T09:00:00+01:00").json().get("session_created").asBoolean())
        .isFalse();
  }

  @Test
  void enrolsUnderTheNameOfTheRoster() {
    assertThat(cli.done("enrol", "b-1", biden).toString()).contains("Joe Biden");
    assertThat(cli.refused("enrol", "s-9", biden)).contains("a NAME for s-9");
    assertThat(cli.refused("enrol", "b-1", folder.resolve("none.jpg"))).contains("ID NAME PHOTO");
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
