package io.faceattendance.cli;

import static io.faceattendance.cli.Cli.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.faceattendance.image.Images;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code consent}, {@code retention} and {@code audit}. */
class PrivacyCommandsTest {
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(folder.resolve("data"));
    Attendees.add(cli, folder, "s-1,Ada,10a", "s-2,Bo,10a");
  }

  @Test
  void grantsShowsAndWithdrawsConsent() {
    assertThat(cli.json(words("consent show s-1")).exitCode()).isOne();
    JsonNode granted = cli.done("consent", "grant", "s-1", "form 7");
    assertThat(granted.get("person").asText()).isEqualTo("s-1");
    assertThat(granted.get("reference").asText()).isEqualTo("form 7");
    assertThat(granted.get("holds").asBoolean()).isTrue();
    JsonNode shown = cli.done(words("consent show s-1"));
    assertThat(shown.get("reference").asText()).isEqualTo("form 7");
    assertThat(shown.get("required").asBoolean()).isFalse();

    JsonNode withdrawn = cli.done(words("consent withdraw s-1"));

    assertThat(withdrawn.get("templates").asInt()).isZero();
    assertThat(withdrawn.get("erased").isBoolean()).isTrue();
    Cli.Answer after = cli.json(words("consent show s-1"));
    assertThat(after.exitCode()).isOne();
    assertThat(after.json().get("holds").asBoolean()).isFalse();
    assertThat(after.json().get("withdrawn_at").asText()).endsWith("Z");
    assertThat(cli.done(words("people show s-1")).at("/consent/holds").asBoolean()).isFalse();
  }

  @Test
  void nobodyIsAbsentWhereEventsWereDeleted() {
    cli.done(
        words(
            "session create guard --days mon,tue,wed,thu,fri,sat,sun --start 08:00 --end 09:00"
                + " --zone UTC --from 2020-01-01 --group 10a"));
    cli.done(
        words("punch s-1 --session guard@2020-03-02 --direction in --at 2020-03-02T08:00:00Z"));
    assertThat(cli.done(words("report --session guard@2020-03-02")).at("/rows/0/status").asText())
        .isEqualTo("present");

    assertThat(cli.done(words("retention --events P1Y")).get("events").asInt()).isOne();

    assertThat(cli.refused(words("report --session guard@2020-03-02")))
        .contains("guard@2020-03-02");
    JsonNode month = cli.done(words("report --person s-1 --from 2020-03-01 --to 2020-03-31"));
    assertThat(month.get("rows")).isEmpty();
  }

  @Test
  void enrolsNobodyWithoutAConsentIfItIsRequired() {
    Path photo = RealFiles.data("face_recognition/biden.jpg");
    RealFiles.model("yunet_n_dynamic.onnx");
    assertThat(cli.done(words("consent require on")).get("required").asBoolean()).isTrue();

    Cli.Answer refused = cli.json("enrol", "s-1", "Ada", photo);
    Cli.Answer enrolled = cli.json("enrol", "s-1", "Ada", photo, "--consent", "form 7");
    JsonNode withdrawn = cli.done(words("consent withdraw s-1"));

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.json().at("/refused/0/code").asText()).isEqualTo("NO_CONSENT");
    assertThat(enrolled.exitCode()).as(enrolled.out()).isZero();
    assertThat(withdrawn.get("templates").asInt()).isOne();
    JsonNode person = cli.done(words("people show s-1"));
    assertThat(person.get("templates").asInt()).isZero();
    assertThat(person.get("groups").toString()).isEqualTo("[\"10a\"]");
    assertThat(cli.done(words("consent require off")).get("required").asBoolean()).isFalse();
  }

  @Test
  void enrolsFoldersUnderTheNamesOfTheRoster() throws IOException {
    RealFiles.model("yunet_n_dynamic.onnx");
    Path people = folder.resolve("people");
    for (String id : List.of("s-1", "new")) {
      Files.createDirectories(people.resolve(id));
      String photo = id.equals("new") ? "obama_small.jpg" : "biden.jpg";
      Files.copy(
          RealFiles.data("face_recognition/" + photo), people.resolve(id).resolve("photo.jpg"));
    }

    JsonNode enrolled = cli.done("enrol", "--from", people);
    assertThat(enrolled.get("enrolled").findValuesAsText("name")).containsExactly("new", "Ada");
    assertThat(cli.done(words("people show s-1")).get("consent").isNull()).isTrue();
    JsonNode again = cli.done("enrol", "--from", people, "--consent", "form 8");
    assertThat(again.get("enrolled").findValuesAsText("name")).containsExactly("new", "Ada");

    JsonNode ada = cli.done(words("people show s-1"));
    assertThat(ada.get("groups").toString()).isEqualTo("[\"10a\"]");
    assertThat(ada.at("/consent/reference").asText()).isEqualTo("form 8");
    assertThat(cli.done(words("people show new")).at("/consent/holds").asBoolean()).isTrue();
    Cli.Answer other =
        cli.json(
            "enrol", "s-2", "Bob", RealFiles.data("face_recognition/biden.jpg"), "--consent", "x");
    assertThat(other.json().at("/refused/0/code").asText()).isEqualTo("NAME_DIFFERS");
    assertThat(cli.done(words("people show s-2")).get("consent").isNull()).isTrue();
  }

  @Test
  void keepsPicturesOnlyIfToldToAndWritesThem() throws IOException {
    RealFiles.model("yunet_n_dynamic.onnx");
    Path photo = RealFiles.data("face_recognition/biden.jpg");
    cli.done("enrol", "s-1", "Ada", photo);
    assertThat(cli.done(words("people pictures s-1")).get("pictures")).isEmpty();
    cli.done(
        "enrol",
        "s-2",
        "Bo",
        RealFiles.data("face_recognition/obama_small.jpg"),
        "--keep-pictures");
    cli.done("mark", "--session", "s", photo, "--keep-pictures");
    Path output = folder.resolve("a/pictures");

    JsonNode kept = cli.done("people", "pictures", "s-1", "--output", output);

    assertThat(kept.get("pictures")).hasSize(1);
    assertThat(Images.read(Path.of(kept.at("/pictures/0/file").asText())).width())
        .isEqualTo(kept.at("/pictures/0/width").asInt());
    assertThat(cli.done(words("people pictures s-2")).get("pictures")).hasSize(1);
    assertThat(cli.done(words("consent withdraw s-2")).get("templates").asInt()).isOne();
    assertThat(cli.done(words("people pictures s-2")).get("pictures")).isEmpty();
    assertThat(cli.refused(words("people pictures s-9"))).contains("s-9");
  }

  @Test
  void refusesConsentOfNobodyAndBadWords() {
    for (String command : List.of("grant s-9 form", "withdraw s-9", "show s-9")) {
      assertThat(cli.refused(words("consent " + command))).contains("s-9");
    }
    assertThat(cli.refused("consent", "grant", "s-1", " ")).contains("consent reference");
    assertThat(cli.refused(words("consent grant s-1"))).contains("REFERENCE");
    assertThat(cli.refused(words("consent require perhaps"))).contains("perhaps");
    assertThat(cli.refused(words("enrol x X none.jpg --consent"))).contains("--consent");
  }

  @Test
  void looksWhatARetentionWouldDeleteAndDeletesIt() {
    cli.done(words("session create old --date 2020-01-01 --start 08:00 --end 09:00 --zone UTC"));
    cli.done(words("punch s-1 --session old --at 2020-01-01T08:00:00Z"));
    cli.done(words("punch s-1 --session new --new-session"));
    Object[] trial = words("retention --events P1Y --dry-run");

    JsonNode would = cli.done(trial);

    assertThat(would.get("dry_run").asBoolean()).isTrue();
    assertThat(would.get("as_of").asText()).endsWith("Z");
    assertThat(would.get("events").asInt()).isOne();
    assertThat(would.get("sessions").asInt()).isOne();
    assertThat(would.get("people")).isEmpty();
    assertThat(would.get("templates").asInt()).isZero();
    assertThat(would.get("pictures").asInt()).isZero();
    assertThat(would.get("erased").asBoolean()).isFalse();
    assertThat(would.get("retention").toString())
        .isEqualTo("{\"events\":\"P1Y\",\"people\":null,\"pictures\":null}");
    assertThat(cli.done(trial).get("events").asInt()).isOne();
    JsonNode did = cli.done(words("retention --events P1Y"));
    assertThat(did.get("dry_run").asBoolean()).isFalse();
    assertThat(did.get("events").asInt()).isOne();
    assertThat(cli.done(trial).get("events").asInt()).isZero();
    assertThat(cli.refused(words("report --session old"))).contains("nothing");
    assertThat(cli.done(words("report --session new")).get("rows")).hasSize(1);
  }

  @Test
  void saysWhichPeriodsItTookByItself() {
    JsonNode json = cli.done(words("retention --dry-run"));

    assertThat(json.get("retention").toString())
        .isEqualTo("{\"events\":\"P2Y\",\"people\":\"P1Y\",\"pictures\":\"P30D\"}");
    String text =
        Cli.run("retention", "--dry-run", "--data", folder.resolve("data").toString()).out();
    assertThat(text).contains("events P2Y, people P1Y, pictures P30D", "would delete");
    assertThat(Cli.run("retention", "--help").out()).contains("P2Y", "P1Y", "P30D");
  }

  @Test
  void refusesPeriodsThatAreNone() {
    for (String period : List.of("2Y", "P2H", "two years", "P-1Y", "P0D", "P9999Y")) {
      assertThat(cli.refused("retention", "--events", period, "--dry-run")).contains(period);
    }
  }

  @Test
  void verifiesTheAuditLogAndAnEarlierHead() {
    JsonNode first = cli.done(words("audit verify"));
    assertThat(first.fieldNames())
        .toIterable()
        .containsExactly("intact", "rows", "first_bad", "head");
    assertThat(first.get("intact").asBoolean()).isTrue();
    assertThat(first.get("first_bad").isNull()).isTrue();
    cli.done(words("consent grant s-1 form"));
    long rows = cli.done(words("audit verify")).get("rows").asLong();
    assertThat(rows).isGreaterThan(first.get("rows").asLong());

    String head = first.get("head").asText();
    JsonNode later =
        cli.done("audit", "verify", "--expect-head", head.toUpperCase(java.util.Locale.ROOT));
    assertThat(later.get("expected_head_found").asBoolean()).isTrue();
    Cli.Answer other = cli.json("audit", "verify", "--expect-head", "00".repeat(head.length() / 2));
    assertThat(other.exitCode()).isOne();
    assertThat(other.json().get("intact").asBoolean()).isTrue();
    assertThat(other.json().get("expected_head_found").asBoolean()).isFalse();
    assertThat(cli.refused(words("audit verify --expect-head xyz"))).contains("xyz");
  }

  @Test
  void listsTheAuditLogInParts() {
    cli.done(words("consent grant s-1 form"));
    JsonNode all = cli.done(words("audit list")).get("rows");
    assertThat(all.size()).isGreaterThanOrEqualTo(2);
    JsonNode last = all.get(all.size() - 1);
    assertThat(last.fieldNames())
        .toIterable()
        .containsExactly("row", "at", "action", "person_key", "details", "mac");
    assertThat(last.get("person_key").asText()).hasSize(36);
    assertThat(all.toString()).doesNotContain("Ada", "s-1", "form\"");
    JsonNode part = cli.done(words("audit list --after 1 --limit 1")).get("rows");
    assertThat(part).hasSize(1);
    assertThat(part.at("/0/row").asInt()).isEqualTo(2);
    assertThat(cli.refused(words("audit list --limit 0"))).contains("--limit");
    assertThat(cli.refused(words("audit list --after x"))).contains("x");
  }
}
