package io.faceattendance.cli;

import static io.faceattendance.cli.Cli.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code punch}, {@code correct} and {@code void}: what people record by hand. */
class PunchCommandTest {
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(folder.resolve("data"));
    Attendees.add(cli, folder, "s-1,Ada,10a", "s-2,Bo,10a");
    cli.done(
        words(
            "session create shift --from 2026-01-01 --days mon,tue --start 08:00 --end 16:00 --zone Europe/Berlin"
                + " --kind in-out --group 10a"));
  }

  private Cli.Answer punch(String line) {
    return cli.json(words("punch " + line));
  }

  @Test
  void recordsInAndOutOfATemplatesSession() {
    Cli.Answer in = punch("s-1 --session shift --direction in --at 2026-11-23T08:10:00+01:00");
    Cli.Answer again = punch("s-1 --session shift --direction in --at 2026-11-23T08:10:30+01:00");
    Cli.Answer out =
        punch("s-1 --session shift@2026-11-23 --direction out --at 2026-11-23T15:00:00Z");

    assertThat(in.exitCode()).isZero();
    assertThat(in.json().fieldNames())
        .toIterable()
        .contains("event", "session", "person", "at", "direction", "answer", "status", "in", "out");
    assertThat(in.json().get("session").asText()).isEqualTo("shift@2026-11-23");
    assertThat(in.json().get("answer").asText()).isEqualTo("accepted");
    assertThat(in.json().get("status").asText()).isEqualTo("late");
    assertThat(in.json().get("late_minutes").asInt()).isEqualTo(10);
    assertThat(in.json().get("at").asText()).isEqualTo("2026-11-23T08:10:00+01:00");
    assertThat(again.exitCode()).isZero();
    assertThat(again.json().get("answer").asText()).isEqualTo("duplicate");
    assertThat(out.json().get("answer").asText()).isEqualTo("accepted");
    assertThat(out.json().get("out").asText()).isEqualTo("2026-11-23T16:00:00+01:00");
  }

  @Test
  void exitsWithOneIfAPunchDoesNotCount() {
    Cli.Answer outside = punch("s-1 --session shift@2026-11-23 --at 2026-11-23T05:00:00+01:00");
    Cli.Answer without =
        punch("s-1 --session shift --direction out --at 2026-11-23T09:00:00+01:00");

    assertThat(outside.exitCode()).isOne();
    assertThat(outside.json().get("answer").asText()).isEqualTo("outside");
    assertThat(outside.json().get("status").asText()).isEqualTo("absent");
    assertThat(without.exitCode()).isOne();
    assertThat(without.json().get("answer").asText()).isEqualTo("out_without_in");
  }

  @Test
  void makesNoSessionOfAMistypedId() {
    assertThat(cli.refused(words("punch s-1 --session shfit --at 2026-11-23T08:10:00+01:00")))
        .contains("no session shfit", "--new-session");
    assertThat(cli.refused(words("session events shfit"))).contains("no session shfit");

    Cli.Answer wanted = punch("s-1 --session visit --new-session --at 2026-11-23T08:10:00+01:00");

    assertThat(wanted.exitCode()).isZero();
    assertThat(wanted.json().get("session_created").asBoolean()).isTrue();
    Cli.Answer again = punch("s-2 --session visit --at 2026-11-23T08:11:00+01:00");
    assertThat(again.exitCode()).isZero();
    assertThat(again.json().get("session_created").asBoolean()).isFalse();
  }

  @Test
  void namesTheNearestSessionIfThereIsNone() {
    assertThat(cli.refused(words("punch s-1 --session shift --at 2026-11-25T09:00:00+01:00")))
        .contains("shift", "2026-11-25T08:00:00Z", "shift@2026-11-24");
    assertThat(cli.refused(words("punch s-1 --session shift@2026-11-25 --at 2026-11-25T09:00:00Z")))
        .contains("2026-11-25");
  }

  @Test
  void refusesAPunchOfNobodyAndBadWords() {
    assertThat(cli.refused(words("punch s-9 --session shift@2026-11-23"))).contains("s-9");
    assertThat(cli.refused(words("punch s-1"))).contains("--session");
    assertThat(cli.refused(words("punch s-1 --session s --direction sideways")))
        .contains("sideways");
    assertThat(cli.refused(words("punch s-1 --session s --at noon"))).contains("noon");
    Cli nowhere = new Cli(folder.resolve("nowhere"));
    assertThat(nowhere.refused(words("punch s-1 --session s"))).contains("store");
    assertThat(folder.resolve("nowhere")).doesNotExist();
  }

  @Test
  void correctsAndTakesTheCorrectionBack() {
    punch("s-1 --session shift --direction in --at 2026-11-23T08:10:00+01:00");
    Object[] correct =
        words(
            "correct --session shift@2026-11-23 --person s-1 --status present --in"
                + " 2026-11-23T08:00:00+01:00 --out 2026-11-23T16:00:00+01:00 --by office --reason"
                + " terminal");
    JsonNode corrected = cli.done(correct);
    assertThat(corrected.get("status").asText()).isEqualTo("present");
    assertThat(corrected.get("in").asText()).isEqualTo("2026-11-23T08:00:00+01:00");
    assertThat(corrected.get("by").asText()).isEqualTo("office");
    assertThat(corrected.get("reason").asText()).isEqualTo("terminal");

    JsonNode gone =
        cli.done("void", corrected.get("event").asText(), "--by", "office", "--reason", "typo");

    assertThat(gone.get("voided").toString()).contains(corrected.get("event").asText());
    assertThat(gone.get("person").asText()).isEqualTo("s-1");
    assertThat(gone.get("status").asText()).isEqualTo("late");
  }

  @Test
  void excusesSomebodyWhoWasNotThere() {
    JsonNode excused =
        cli.done(
            words(
                "correct --session shift@2026-11-23 --person s-2 --status excused --by office"
                    + " --reason ill"));

    assertThat(excused.get("status").asText()).isEqualTo("excused");
    assertThat(excused.get("in").isNull()).isTrue();
    assertThat(excused.get("answer").asText()).isEqualTo("accepted");
  }

  @Test
  void voidsEveryEventOfAPersonInASession() {
    punch("s-1 --session shift --direction in --at 2026-11-23T08:00:00+01:00");
    punch("s-1 --session shift --direction out --at 2026-11-23T12:00:00+01:00");
    punch("s-2 --session shift --direction in --at 2026-11-23T08:00:00+01:00");
    Object[] all = words("void --session shift@2026-11-23 --person s-1 --by office --reason badge");

    JsonNode gone = cli.done(all);

    assertThat(gone.get("voided")).hasSize(2);
    assertThat(gone.get("status").asText()).isEqualTo("absent");
    JsonNode report = cli.done("report", "--session", "shift@2026-11-23");
    assertThat(report.at("/rows/0/status").asText()).isEqualTo("absent");
    assertThat(report.at("/rows/1/status").asText()).isNotEqualTo("absent");
    assertThat(cli.refused(all)).contains("no event of s-1");
  }

  @Test
  void refusesCorrectionsThatCannotBe() {
    String correct = "correct --session shift@2026-11-23 --person s-1 --by me --reason why ";
    assertThat(cli.refused(words(correct))).contains("--status");
    assertThat(cli.refused(words(correct + "--status gone"))).contains("left-early");
    assertThat(
            cli.refused(
                words(
                    correct
                        + "--status present --in 2026-11-23T10:00:00Z --out 2026-11-23T09:00:00Z")))
        .contains("2026-11-23T10:00:00Z");
    assertThat(cli.refused(words(correct + "--status absent --in 2026-11-23T10:00:00Z")))
        .contains("absent", "in 2026-11-23T10:00:00Z and out not given");
    assertThat(cli.refused(words(correct + "--status late --in ten"))).contains("ten");
    assertThat(
            cli.refused(
                words("correct --session never --person s-1 --status late --by me --reason why")))
        .contains("no session never");
    assertThat(
            cli.refused(
                words("correct --session shift --person s-1 --status late --by me --reason why")))
        .contains("is a template", "shift@");
    assertThat(
            cli.refused(
                "correct",
                "--session",
                "shift@2026-11-23",
                "--person",
                "s-1",
                "--status",
                "late",
                "--by",
                " ",
                "--reason",
                "why"))
        .contains("who decides");
    assertThat(cli.refused(words("correct --session shift@2026-11-23 --status late --by me")))
        .contains("--person", "--reason");
    assertThat(
            cli.refused(
                words(
                    "correct --session shift@2026-11-23 --person s-9 --status late --by me"
                        + " --reason why")))
        .contains("s-9");
  }

  @Test
  void refusesVoidsThatCannotBe() {
    String why = " --by me --reason why";
    assertThat(cli.refused(words("void" + why))).contains("either EVENT-ID, or --session");
    assertThat(cli.refused(words("void --session s" + why))).contains("either EVENT-ID");
    String id = "00000000-0000-4000-8000-000000000000";
    assertThat(cli.refused(words("void " + id + " --person s-1" + why))).contains("either");
    assertThat(cli.refused(words("void " + id + why))).contains(id);
    assertThat(cli.refused(words("void 1-2-3-4-5" + why))).contains("1-2-3-4-5");
    assertThat(cli.refused(words("void " + id))).contains("--by", "--reason");
    assertThat(cli.refused(words("void --session never --person s-1" + why)))
        .contains("no session never");
  }
}
