package io.faceattendance.cli;

import static io.faceattendance.cli.Cli.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code session create|list|remove|events}. */
class SessionCommandTest {
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(folder.resolve("data"));
  }

  private JsonNode maths(Object... more) {
    return cli.done(
        with(
            words(
                "session create maths --name Maths --days mon,WED"
                    + " --start 09:00 --end 10:30 --zone Europe/Berlin --group 10a --group 10b"),
            more));
  }

  private static Object[] with(Object[] first, Object... more) {
    Object[] all = Arrays.copyOf(first, first.length + more.length, Object[].class);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  @Test
  void createsASessionOnADate() {
    JsonNode made =
        cli.done(
            words(
                "session create exam --date 2026-11-23 --start 09:00 --end 11:00 --zone"
                    + " Europe/Berlin --group 10a --break 10:00-10:15 --kind presence"
                    + " --presence-gap 20 --grace 0"));

    assertThat(made.get("id").asText()).isEqualTo("exam");
    assertThat(made.get("template").isBoolean()).isTrue();
    assertThat(made.get("template").asBoolean()).isFalse();
    assertThat(made.get("name").asText()).isEqualTo("exam");
    assertThat(made.get("date").asText()).isEqualTo("2026-11-23");
    assertThat(made.get("start").asText()).isEqualTo("2026-11-23T09:00:00+01:00");
    assertThat(made.get("end").asText()).isEqualTo("2026-11-23T11:00:00+01:00");
    assertThat(made.at("/breaks/0/start").asText()).isEqualTo("2026-11-23T10:00:00+01:00");
    assertThat(made.get("kind").asText()).isEqualTo("presence");
    assertThat(made.at("/rules/presence_gap_minutes").asInt()).isEqualTo(20);
    assertThat(made.at("/rules/grace_minutes").asInt()).isZero();

    JsonNode list = cli.done(words("session list --from 2026-11-23 --to 2026-11-23"));
    assertThat(list.get("sessions")).hasSize(1);
    JsonNode session = list.at("/sessions/0");
    assertThat(session.fieldNames())
        .toIterable()
        .containsExactly(
            "id", "name", "template", "date", "start", "end", "zone", "groups", "kind");
    assertThat(session.get("zone").asText()).isEqualTo("Europe/Berlin");
    assertThat(session.get("groups").toString()).isEqualTo("[\"10a\"]");
    assertThat(session.get("template").isNull()).isTrue();
    assertThat(list.get("templates")).isEmpty();
    assertThat(cli.done(words("session list --from 2026-11-24")).get("sessions")).isEmpty();
  }

  @Test
  void createsATemplateAndShowsItsNextSessions() {
    LocalDate monday =
        LocalDate.now(ZoneId.of("Europe/Berlin"))
            .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
            .plusWeeks(4);

    JsonNode made =
        maths("--from", monday, "--to", monday.plusDays(9), "--except", monday.plusDays(2));

    assertThat(made.get("template").asBoolean()).isTrue();
    assertThat(made.get("replaced").asBoolean()).isFalse();
    assertThat(made.get("days").toString()).isEqualTo("[\"monday\",\"wednesday\"]");
    assertThat(made.get("start").asText()).isEqualTo("09:00");
    assertThat(made.get("next").findValuesAsText("id"))
        .containsExactly(
            "maths@" + monday, "maths@" + monday.plusDays(7), "maths@" + monday.plusDays(9));
    assertThat(made.at("/next/0/template").asText()).isEqualTo("maths");
    JsonNode list = cli.done("session", "list", "--from", monday, "--to", monday.plusDays(7));
    assertThat(list.get("sessions").findValuesAsText("date"))
        .containsExactly(monday.toString(), monday.plusDays(7).toString());
    assertThat(list.at("/templates/0/id").asText()).isEqualTo("maths");
    assertThat(list.at("/templates/0/kind").asText()).isEqualTo("mark_once");
    assertThat(list.at("/templates/0/from").asText()).isEqualTo(monday.toString());
  }

  @Test
  void startsATemplateToday() {
    LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));
    String create = "session create gym --days mon --start 8:00 --end 24:00 --zone Europe/Berlin";

    JsonNode made = cli.done(words(create));

    assertThat(LocalDate.parse(made.get("from").asText()))
        .isBetween(today, LocalDate.now(ZoneId.of("Europe/Berlin")));
    assertThat(made.get("start").asText()).isEqualTo("08:00");
    assertThat(made.get("end").asText()).isEqualTo("00:00");
    assertThat(made.at("/next/0/end").asText()).contains("T00:00:00");
  }

  @Test
  void replacesATemplateOnlyIfThatIsWanted() {
    maths("--from", "2026-01-05", "--grace", "10");

    String refused =
        cli.refused(words("session create maths --days mon --start 09:00 --end 10:00 --zone UTC"));

    assertThat(refused)
        .contains("--replace", "name from Maths to maths", "groups from [10a, 10b] to none")
        .contains("grace_minutes from 10 to 5")
        .doesNotContain("start", "from from", "cooldown");
    assertThat(maths("--grace", "10").get("replaced").asBoolean()).isFalse();
    JsonNode made =
        cli.done(
            words(
                "session create maths --days mon --start 09:00 --end 10:00 --zone UTC --replace"));
    assertThat(made.get("replaced").asBoolean()).isTrue();
    assertThat(made.get("from").asText()).isEqualTo("2026-01-05");
    assertThat(made.get("groups")).isEmpty();
  }

  @Test
  void replacesASessionOnlyIfThatIsWanted() {
    String create = "session create exam --date 2026-11-23 --start 09:00 --zone UTC --end ";
    assertThat(cli.done(words(create + "10:00")).get("replaced").asBoolean()).isFalse();
    assertThat(cli.done(words(create + "10:00")).get("replaced").asBoolean()).isFalse();
    assertThat(cli.refused(words(create + "11:00")))
        .contains("end from 2026-11-23T10:00:00Z to 2026-11-23T11:00:00Z");
    assertThat(cli.done(words(create + "11:00 --replace")).get("replaced").asBoolean()).isTrue();
  }

  @Test
  void letsANightShiftEndOnTheNextDay() {
    JsonNode made =
        cli.done(
            words(
                "session create night --date 2026-10-24 --start 22:00 --end 06:00 --zone"
                    + " Europe/Berlin --kind in-out --out-without-in in-at-start"));

    assertThat(made.get("start").asText()).isEqualTo("2026-10-24T22:00:00+02:00");
    assertThat(made.get("end").asText()).isEqualTo("2026-10-25T06:00:00+01:00");
    assertThat(made.get("kind").asText()).isEqualTo("in_out");
    assertThat(made.at("/rules/overtime_minutes").asInt()).isEqualTo(240);
    assertThat(made.at("/rules/out_without_in").asText()).isEqualTo("in_at_start");
  }

  @Test
  void removesTemplatesAndSessionsWithoutEvents() {
    maths();
    cli.done(words("session create exam --date 2026-11-23 --start 09:00 --end 11:00"));

    assertThat(cli.done("session", "remove", "maths").get("removed").asText()).isEqualTo("maths");
    assertThat(cli.done("session", "list").get("templates")).isEmpty();
    assertThat(cli.refused("session", "remove", "maths"))
        .contains("no template or session 'maths'");
    assertThat(cli.done("session", "remove", "exam").get("template").asBoolean()).isFalse();
    assertThat(cli.done(words("session list --from 2026-11-23")).get("sessions")).isEmpty();
  }

  @Test
  void removesNoSessionInWhichSomethingWasRecorded() {
    maths("--from", "2026-01-05");
    cli.done(words("session create exam --date 2026-11-23 --start 09:00 --end 11:00 --zone UTC"));
    Attendees.add(cli, folder, "s-1,Ada");
    cli.done(words("punch s-1 --session exam --at 2026-11-23T09:00:00Z"));

    assertThat(cli.refused(words("session remove exam"))).contains("has events");
    assertThat(cli.refused(words("session cancel exam"))).contains("exam");
    assertThat(cli.refused(words("session remove maths@2026-11-23")))
        .contains("session cancel maths@2026-11-23");
    assertThat(cli.refused("session", "remove", "")).contains("session");
    assertThat(cli.done(words("session list --from 2026-11-23 --to 2026-11-23")).get("sessions"))
        .hasSize(2);
  }

  @Test
  void callsASessionOfATemplateOff() {
    maths("--from", "2026-01-05");

    assertThat(cli.done(words("session cancel maths@2026-11-23")).get("cancelled").asText())
        .isEqualTo("maths@2026-11-23");

    JsonNode list = cli.done(words("session list --from 2026-11-23 --to 2026-11-25"));
    assertThat(list.get("sessions").findValuesAsText("id")).containsExactly("maths@2026-11-25");
    assertThat(list.at("/templates/0/except").toString()).contains("2026-11-23");
    assertThat(cli.refused(words("session cancel maths"))).contains("is a template");
    assertThat(cli.refused(words("session cancel never"))).contains("no session never");
  }

  @Test
  void refusesWhatIsNoSession() {
    String create = "session create x --start 09:00 --end 10:00 ";
    assertThat(cli.refused(words(create))).contains("--date", "--days", "none");
    assertThat(cli.refused(words(create + "--date 2026-11-23 --days mon"))).contains("both");
    assertThat(cli.refused(words("session create x --date 2026-11-23 --end 10:00")))
        .contains("--start");
    assertThat(cli.refused(words(create + "--date 23.11.2026"))).contains("23.11.2026");
    assertThat(cli.refused(words(create + "--date 2026-02-30"))).contains("2026-02-30");
    assertThat(cli.refused(words(create + "--days mon,never"))).contains("never");
    assertThat(cli.refused(words(create + "--days mon --zone Europe/Atlantis")))
        .contains("Europe/Atlantis");
    assertThat(cli.refused(words(create + "--days mon --from 2026-12-01 --to 2026-11-01")))
        .contains("2026-12-01", "2026-11-01");
    assertThat(cli.refused(words(create + "--date 2026-11-23 --from 2026-11-01")))
        .contains("--days alone");
    assertThat(cli.refused(words(create + "--days mon --break 9-10"))).contains("9");
    assertThat(cli.refused(words(create + "--days mon --break 12:00-12:30")))
        .contains("break", "got 12:00-12:30");
    assertThat(cli.refused(words(create + "--days mon --break 9:30-9:30"))).contains("9:30-9:30");
    assertThat(cli.refused(words(create + "--days mon --kind lecture"))).contains("mark-once");
    assertThat(cli.refused(words(create + "--days mon --grace -1"))).contains("at least 0");
    assertThat(cli.refused(words(create + "--days mon --grace soon"))).contains("soon");
    assertThat(cli.refused(words(create + "--days mon --sightings 0"))).contains("at least 1");
    assertThat(cli.refused(words(create + "--days mon --group a;b"))).contains("a;b");
    assertThat(cli.refused(words("session create x@y --days mon --start 09:00 --end 10:00")))
        .contains("x@y");
    assertThat(cli.refused(words("session create x --date 2026-11-23 --start 9 --end 10:00")))
        .contains("'9'");
    assertThat(cli.refused(words("session create x --date 2026-11-23 --start 09:00 --end 24:01")))
        .contains("24:01");
    assertThat(cli.refused(words("session create x --date 2026-11-23 --start 9:00 --end 09:00")))
        .contains("other than the --start", "09:00");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void refusesAnIdThatMeansBothASessionAndATemplate() {
    maths();
    cli.done(words("session create exam --date 2026-11-23 --start 09:00 --end 11:00"));

    assertThat(
            cli.refused(words("session create maths --date 2026-11-23 --start 09:00 --end 10:00")))
        .contains("is a template");
    assertThat(cli.refused(words("session create exam --days mon --start 09:00 --end 10:00")))
        .contains("is a session");
  }

  @Test
  void listsNothingWhereNothingIs() {
    JsonNode list = cli.done("session", "list");

    assertThat(list.get("sessions")).isEmpty();
    assertThat(list.get("from").asText()).isEqualTo(LocalDate.now().toString());
    assertThat(list.get("to").asText()).isEqualTo(LocalDate.now().plusDays(7).toString());
    assertThat(folder.resolve("data")).doesNotExist();
    assertThat(cli.refused(words("session list --from 2026-12-01 --to 2026-11-01")))
        .contains("--from on or before --to");
    assertThat(cli.refused(words("session list --from 2026-12-01 --to 2126-11-01")))
        .contains("10 years");
  }

  @Test
  void showsEventsWithWhoDecidedAndWhy() {
    cli.done(words("session create exam --date 2026-11-23 --start 09:00 --end 11:00 --zone UTC"));
    Attendees.add(cli, folder, "s-1,Ada", "s-2,Bo");
    String at = "2026-11-23T09:01:02.5Z";
    String event = cli.done("punch", "s-1", "--session", "exam", "--at", at).get("event").asText();
    cli.done(words("correct --session exam --person s-2 --status excused --by head --reason ill"));
    cli.done("void", event, "--by", "head", "--reason", "wrong button");

    JsonNode events = cli.done("session", "events", "exam").get("events");

    assertThat(events.findValuesAsText("kind")).containsExactly("seen", "corrected", "voided");
    JsonNode seen = events.get(0);
    assertThat(seen.get("id").asText()).isEqualTo(event);
    assertThat(seen.get("person").asText()).isEqualTo("s-1");
    assertThat(seen.get("at").asText()).isEqualTo(at);
    assertThat(seen.get("source").asText()).isEqualTo("manual");
    assertThat(seen.get("void").asBoolean()).isTrue();
    assertThat(seen.get("by").isNull()).isTrue();
    assertThat(events.at("/1/status").asText()).isEqualTo("excused");
    assertThat(events.at("/1/by").asText()).isEqualTo("head");
    assertThat(events.at("/1/reason").asText()).isEqualTo("ill");
    assertThat(events.at("/2/voids").asText()).isEqualTo(event);
    assertThat(events.at("/2/reason").asText()).isEqualTo("wrong button");
    assertThat(cli.refused("session", "events", "never")).contains("no session never");
  }
}
