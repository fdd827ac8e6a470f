package io.faceattendance.cli;

import static io.faceattendance.cli.Cli.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code report} of sessions, people and groups. */
class AttendanceReportTest {
  private static final String NAME = "=cmd|' /C calc'!A0, <b>\"Bo\"</b> & \uD83D\uDE00";

  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(folder.resolve("data"));
    Attendees.add(cli, folder, "s-1,Ada,10a", "s-2,Cy,10a", "s-3,Dee,10b", "s-4,Eve,10a");
    Attendees.add(cli, folder, "s-5,\"" + NAME.replace("\"", "\"\"") + "\",10a");
    cli.done(
        words(
            "session create maths --days mon,tue --start 09:00 --end 10:00 --zone Europe/Berlin"
                + " --group 10a --from 2025-11-03 --to 2025-11-30"));
    punch("s-1", "2025-11-03T08:58:00+01:00");
    punch("s-2", "2025-11-03T09:12:00+01:00");
    punch("s-3", "2025-11-03T09:00:00+01:00");
    punch("s-5", "2025-11-03T09:00:00+01:00");
    punch("s-1", "2025-11-04T09:07:00+01:00");
    cli.done(
        words(
            "correct --session maths@2025-11-04 --person s-2 --status excused --by o --reason r"));
  }

  private void punch(String person, String at) {
    assertThat(cli.json("punch", person, "--session", "maths", "--at", at).exitCode()).isZero();
  }

  @Test
  void reportsASession() {
    JsonNode report = cli.done("report", "--session", "maths@2025-11-03");

    assertThat(report.get("session").asText()).isEqualTo("maths@2025-11-03");
    assertThat(report.get("finished").asBoolean()).isTrue();
    assertThat(report.get("from").asText()).isEqualTo("2025-11-03");
    assertThat(report.get("to").asText()).isEqualTo("2025-11-03");
    assertThat(report.get("mismatches")).isEmpty();
    assertThat(report.get("rows").findValuesAsText("person"))
        .containsExactly("s-1", "s-2", "s-3", "s-4", "s-5");
    assertThat(report.get("rows").findValuesAsText("status"))
        .containsExactly("present", "late", "present", "absent", "present");
    JsonNode late = report.at("/rows/1");
    assertThat(late.get("name").asText()).isEqualTo("Cy");
    assertThat(late.get("session").asText()).isEqualTo("maths@2025-11-03");
    assertThat(late.get("date").asText()).isEqualTo("2025-11-03");
    assertThat(late.get("in").asText()).isEqualTo("2025-11-03T09:12:00+01:00");
    assertThat(late.get("out").isNull()).isTrue();
    assertThat(late.get("late_minutes").asInt()).isEqualTo(12);
    assertThat(late.get("left_early_minutes").asInt()).isZero();
    assertThat(late.get("source").asText()).isEqualTo("manual");
    assertThat(late.get("similarity").isNull()).isTrue();
    assertThat(late.get("expected").asBoolean()).isTrue();
    assertThat(late.get("finished").asBoolean()).isTrue();
    assertThat(late.get("away_minutes").isNull()).isTrue();
    assertThat(report.at("/rows/2/expected").asBoolean()).isFalse();
    assertThat(report.at("/rows/3/source").isNull()).isTrue();
    assertThat(report.get("totals").toString())
        .isEqualTo(
            "{\"present\":3,\"late\":1,\"left_early\":0,\"absent\":1,\"excused\":0,\"rows\":5}");
  }

  @Test
  void reportsThatASessionIsNotOver() {
    LocalDate later = LocalDate.now().plusYears(1);
    cli.done(
        words(
            "session create exam --start 09:00 --end 10:00 --group 10a --zone UTC --date "
                + later));

    JsonNode report = cli.done("report", "--session", "exam");

    assertThat(report.get("finished").asBoolean()).isFalse();
    assertThat(report.get("rows").findValuesAsText("status")).hasSize(4).containsOnly("absent");
  }

  @Test
  void reportsTheHistoryOfAPerson() {
    JsonNode report = cli.done(words("report --person s-2 --from 2025-11-01 --to 2025-11-10"));

    assertThat(report.get("person").asText()).isEqualTo("s-2");
    assertThat(report.get("name").asText()).isEqualTo("Cy");
    assertThat(report.get("from").asText()).isEqualTo("2025-11-01");
    assertThat(report.get("to").asText()).isEqualTo("2025-11-10");
    assertThat(report.get("rows").findValuesAsText("date"))
        .containsExactly("2025-11-03", "2025-11-04", "2025-11-10");
    assertThat(report.get("rows").findValuesAsText("status"))
        .containsExactly("late", "excused", "absent");
    assertThat(report.at("/rows/1/source").asText()).isEqualTo("correction");
    assertThat(report.at("/totals/rows").asInt()).isEqualTo(3);
    assertThat(report.has("session")).isFalse();
  }

  @Test
  void reportsAGroupWithTotalsThatAddUp() {
    JsonNode report = cli.done(words("report --group 10a --from 2025-11-01 --to 2025-11-30"));

    assertThat(report.get("group").asText()).isEqualTo("10a");
    JsonNode people = report.get("people");
    assertThat(people.findValuesAsText("person")).containsExactly("s-1", "s-2", "s-4", "s-5");
    assertThat(people.at("/0/late_minutes").asInt()).isEqualTo(7);
    assertThat(report.at("/totals/rows").asInt()).isEqualTo(report.get("rows").size());
    for (String figure : List.of("present", "late", "left_early", "absent", "excused", "rows")) {
      int sum = 0;
      for (JsonNode person : people) {
        sum += person.get(figure).asInt();
      }
      assertThat(report.at("/totals/" + figure).asInt()).as(figure).isEqualTo(sum);
    }
    assertThat(report.get("rows").findValuesAsText("person")).doesNotContain("s-3");
  }

  @Test
  void takesTheMonthThatIsMeant() {
    YearMonth now = YearMonth.now();
    JsonNode present = cli.done("report", "--group", "10a");
    assertThat(present.get("from").asText()).isEqualTo(now.atDay(1).toString());
    assertThat(present.get("to").asText()).isEqualTo(now.atEndOfMonth().toString());
    JsonNode before = cli.done(words("report --person s-1 --to 2025-11-10"));
    assertThat(before.get("from").asText()).isEqualTo("2025-11-01");
    JsonNode since = cli.done("report", "--person", "s-1", "--from", now.minusMonths(2).atDay(5));
    assertThat(since.get("to").asText()).isEqualTo(now.minusMonths(2).atEndOfMonth().toString());
  }

  @Test
  void writesRowsAsCsvWithoutFormulas() throws IOException {
    Path csv = folder.resolve("rows.csv");

    JsonNode report = cli.done("report", "--session", "maths@2025-11-03", "--csv", csv);

    assertThat(Files.readString(csv)).startsWith("person,name,session,status,in,similarity,date,");
    try (CSVParser parser =
        CSVParser.parse(
            csv,
            StandardCharsets.UTF_8,
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())) {
      List<CSVRecord> rows = parser.getRecords();
      assertThat(rows).hasSize(5);
      for (int i = 0; i < rows.size(); i++) {
        for (String key : List.of("person", "status", "in", "out", "late_minutes", "date")) {
          String expected = report.at("/rows/" + i + "/" + key).asText();
          assertThat(rows.get(i).get(key)).isEqualTo(expected.equals("null") ? "" : expected);
        }
      }
      assertThat(rows.get(4).get("name")).isEqualTo("'" + NAME);
    }
  }

  @Test
  void writesAPageThatLoadsNothing() throws IOException {
    Path html = folder.resolve("page.html");

    cli.done(
        "report", "--group", "10a", "--from", "2025-11-01", "--to", "2025-11-30", "--html", html);

    assertThat(Files.readString(html))
        .contains(
            "Attendance of group 10a", "1 November 2025", "&lt;b&gt;&quot;Bo&quot;&lt;/b&gt; &amp;")
        .contains("class=\"s late\"", ">excused<", "maths@2025-11-03", "Europe/Berlin")
        .doesNotContain("<script", "http:", "https:", "<b>\"Bo\"");
    for (String subject : List.of("--session maths@2025-11-04", "--person s-1 --to 2025-11-30")) {
      cli.done(words("report " + subject + " --html " + html));
      assertThat(Files.readString(html))
          .contains("Tue 2025-11-04".substring(0, 3), "09:07", "late");
    }
  }

  @Test
  void saysHowLongSomebodyWasThereAndAway() throws IOException {
    cli.done(
        words(
            "session create shift --date 2025-11-05 --start 08:00 --end 16:00 --zone UTC"
                + " --kind in-out --group 10b"));
    for (String punch : List.of("in 08:00", "out 12:00", "in 12:30", "out 16:00")) {
      String[] parts = punch.split(" ");
      cli.done(
          words(
              "punch s-3 --session shift --direction %s --at 2025-11-05T%s:00Z"
                  .formatted(parts[0], parts[1])));
    }
    Path html = folder.resolve("shift.html");
    Path csv = folder.resolve("shift.csv");

    JsonNode row =
        cli.done("report", "--session", "shift", "--html", html, "--csv", csv).at("/rows/0");

    assertThat(row.get("attended_minutes").asInt()).isEqualTo(450);
    assertThat(row.get("away_minutes").asInt()).isEqualTo(30);
    assertThat(Files.readString(html))
        .contains(">Attended<", ">Away<", "7\u00A0h\u00A030\u00A0min", "30\u00A0min");
    assertThat(Files.readString(csv)).contains("expected,away_minutes,finished", "true,30,true");
    String data = folder.resolve("data").toString();
    assertThat(Cli.run("report", "--session", "shift", "--data", data).out())
        .contains("attended 450 min, away 30 min");
    cli.done("report", "--session", "maths@2025-11-03", "--html", html);
    assertThat(Files.readString(html)).doesNotContain(">Attended<");
  }

  @Test
  void saysWhatItsFiguresCount() {
    String data = folder.resolve("data").toString();
    assertThat(Cli.run("report", "--session", "maths@2025-11-03", "--data", data).out())
        .contains("5 people: 3 present, 1 late, 0 left early, 1 absent, 0 excused");
    assertThat(Cli.run("report", "--person", "s-2", "--to", "2025-11-10", "--data", data).out())
        .contains("3 rows: 0 present, 1 late, 0 left early, 1 absent, 1 excused");
  }

  @Test
  void writesTheSameFiguresInEveryLocale() throws IOException {
    String data = folder.resolve("data").toString();
    Path html = folder.resolve("page.html");
    String[] report =
        "report --session maths@2025-11-03 --data %s --html %s".formatted(data, html).split(" ");
    String expected = Cli.run(report).out();
    String page = Files.readString(html).replaceAll("\\d\\d:\\d\\d UTC", "");
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      assertThat("%d".formatted(1)).isNotEqualTo("1");
      assertThat(Cli.run(report).out()).isEqualTo(expected);
      assertThat(Files.readString(html).replaceAll("\\d\\d:\\d\\d UTC", "")).isEqualTo(page);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void refusesWhatIsNoReport() throws IOException {
    assertThat(cli.refused("report"))
        .contains("--session", "--person", "--group")
        .doesNotContain("Error:");
    Path both = folder.resolve("both.html");
    assertThat(cli.refused("report", "--group", "10a", "--csv", both, "--html", both))
        .contains("two files");
    assertThat(both).doesNotExist();
    assertThat(cli.refused(words("report --session s --group g"))).contains("--group");
    assertThat(cli.refused(words("report --session maths@2025-11-03 --from 2025-11-01")))
        .contains("--person or --group");
    assertThat(cli.refused(words("report --group 10a --from 2025-11-02 --to 2025-11-01")))
        .contains("2025-11-02", "2025-11-01");
    assertThat(cli.refused(words("report --group 10a --from yesterday"))).contains("yesterday");
    assertThat(cli.refused(words("report --group 10a --from 1925-11-02 --to 2025-11-01")))
        .contains("10 years");
    assertThat(cli.refused(words("report --session never"))).contains("no session never");
    assertThat(cli.refused(words("report --session maths"))).contains("is a template");
    assertThat(cli.refused(words("report --session maths@2025-11-05"))).contains("2025-11-05");
    assertThat(cli.refused(words("report --person s-9"))).contains("s-9");
    assertThat(cli.refused(words("report --group nobody"))).contains("nobody");
    assertThat(cli.refused("report", "--group", "10a", "--csv", folder.resolve("no/x.csv")))
        .contains("no/x.csv");
    Path roster = Files.writeString(folder.resolve("roster"), "text");
    assertThat(cli.refused("report", "--group", "10a", "--html", roster)).contains(".html");
    assertThat(roster).hasContent("text");
  }
}
