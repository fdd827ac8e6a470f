package io.faceattendance.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.BoundingBox;
import io.faceattendance.attendance.Evidence;
import io.faceattendance.attendance.GroupId;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.report.AttendanceRow;
import io.faceattendance.attendance.report.PeriodReport;
import io.faceattendance.attendance.report.PeriodReport.PersonTotals;
import io.faceattendance.attendance.report.SessionReport;
import io.faceattendance.attendance.report.SessionReport.Mismatch;
import io.faceattendance.attendance.report.Totals;
import io.faceattendance.attendance.rules.Attendance;
import io.faceattendance.attendance.rules.AttendanceEvent.Source;
import io.faceattendance.attendance.rules.Status;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionRules;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Pages of attendance, read as a browser would read them. */
class AttendancePageTest {
  private static final String NASTY = "</style><script src=x>\"' & \uD83D\uDE00";
  private static final Map<String, String> FACTS = Map.of("Written", "today");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Person ADA = Person.of("s-1", NASTY).withGroups(GroupId.of("night"));
  private static final Person BO = Person.of("bo", "bo");
  private static final Session NIGHT =
      Session.oneOff(
          SessionId.of("night@2026-10-24"),
          "Night <shift>",
          LocalDate.of(2026, 10, 24),
          BERLIN,
          LocalTime.of(22, 0),
          LocalTime.of(6, 0),
          List.of(),
          Set.of(GroupId.of("night")),
          SessionRules.defaults(SessionRules.Kind.IN_OUT));
  private static final Instant OUT = Instant.parse("2026-10-25T03:20:00Z");
  private static final List<AttendanceRow> ROWS =
      List.of(
          row(Optional.of(ADA), Status.LATE, Optional.of(OUT), 12),
          row(Optional.of(BO), Status.ABSENT, Optional.empty(), 0),
          row(Optional.empty(), Status.EXCUSED, Optional.empty(), 0));

  private static AttendanceRow row(
      Optional<Person> person, Status status, Optional<Instant> out, long late) {
    Attendance attendance =
        new Attendance(
            status,
            out.map(when -> when.minus(Duration.ofHours(7))),
            out,
            late,
            0,
            0,
            List.of(),
            Duration.ZERO,
            Optional.empty(),
            status == Status.EXCUSED);
    boolean expected = person.filter(ADA::equals).isPresent();
    return new AttendanceRow(
        person, NIGHT, expected, attendance, out.map(when -> Source.FACE), true, Optional.empty());
  }

  private static String session() {
    Mismatch mismatch =
        new Mismatch(
            Optional.of(BO), OUT, new Evidence(0.1234, 0.4, 0, new BoundingBox(0, 0, 1, 1)));
    return AttendancePage.session(
        new SessionReport(NIGHT, false, ROWS, Totals.of(ROWS), List.of(mismatch)), FACTS);
  }

  private static PeriodReport period(List<AttendanceRow> rows) {
    List<PersonTotals> people =
        List.of(
            new PersonTotals(ADA, Totals.of(rows.subList(0, Math.min(1, rows.size()))), 12),
            new PersonTotals(
                BO, Totals.of(rows.subList(Math.min(1, rows.size()), rows.size())), 3));
    return new PeriodReport(
        LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 31), rows, Totals.of(rows), people);
  }

  private static String group() {
    return AttendancePage.group(GroupId.of(NASTY), period(ROWS), FACTS);
  }

  private static String person() {
    return AttendancePage.person(ADA, period(ROWS), FACTS);
  }

  @Test
  void showsEveryTextAsTextAndLoadsNothing() throws Exception {
    for (String page : List.of(session(), person(), group())) {
      Document document = parsed(page);
      assertThat(document.getElementsByTagName("script").getLength()).isZero();
      assertThat(texts(document, "main").get(0)).contains(NASTY, "Night <shift>");
      assertThat(page)
          .contains("default-src 'none'; style-src 'sha256-")
          .doesNotContain("http:", "https:", "<a ", "<img", "<link");
    }
  }

  @Test
  void saysWithAWordWhatAColourShows() throws Exception {
    NodeList marks = parsed(session()).getElementsByTagName("span");
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < marks.getLength(); i++) {
      Element mark = (Element) marks.item(i);
      if (mark.getAttribute("class").startsWith("s ")) {
        assertThat(mark.getAttribute("class"))
            .isEqualTo("s " + mark.getTextContent().replace(' ', '_'));
        shown.add(mark.getTextContent());
      }
    }
    assertThat(shown).containsExactly("late", "absent", "excused");
    for (Status status : Status.values()) {
      assertThat(session()).contains(".s." + Cell.status(status).mark().substring(2) + "{");
    }
  }

  @Test
  void showsTimesOfTheNextDayWithTheirDay() throws Exception {
    Document document = parsed(session());
    List<String> cells = texts(document, "td");
    assertThat(cells).contains("22:20", "04:20Sun 2026-10-25", "12\u00A0min", "correction", "face");
    assertThat(texts(document, "p").get(0))
        .isEqualTo(
            "Saturday, 24 October 2026, 22:00 to 06:00 on Sunday, 25 October 2026 (Europe/Berlin)."
                + " It is not over yet: more may come.");
    assertThat(texts(document, "th")).contains("(removed)", NASTY + "s-1", "bo");
    assertThat(texts(document, "dd")).contains("local times of Europe/Berlin", "night", "today");
    assertThat(cells).contains("0.1234");
  }

  @Test
  void hasTotalsThatAddUp() throws Exception {
    Element people = (Element) parsed(group()).getElementsByTagName("table").item(0);
    List<List<Integer>> rows = new ArrayList<>();
    for (Element row : elements(people, "tr")) {
      List<Integer> figures =
          elements(row, "td").stream().map(cell -> Integer.valueOf(cell.getTextContent())).toList();
      if (!figures.isEmpty()) {
        rows.add(figures);
      }
    }
    List<Integer> sum = rows.remove(rows.size() - 1);
    assertThat(rows).hasSize(2);
    for (int column = 0; column < sum.size(); column++) {
      int at = column;
      assertThat(rows.stream().mapToInt(row -> row.get(at)).sum()).isEqualTo(sum.get(column));
    }
    assertThat(sum).isEqualTo(Arrays.asList(0, 1, 0, 1, 1, 3, 15));
    assertThat(texts(parsed(group()), "li"))
        .containsExactly("Present0", "Late1", "Left early0", "Absent1", "Excused1", "All3");
  }

  @Test
  void saysThatThereIsNothingToShow() throws Exception {
    String page = AttendancePage.group(GroupId.of("g"), period(List.of()), FACTS);

    assertThat(texts(parsed(page), "p").get(0))
        .isEqualTo(
            "Thursday, 1 October 2026 to Saturday, 31 October 2026. Nobody was expected or"
                + " recorded.");
  }

  @Test
  void showsASessionWithoutAScheduleInUtc() throws Exception {
    Session adHoc = Session.adHoc(SessionId.of("s"), BERLIN, LocalDate.of(2026, 10, 25));
    AttendanceRow seen = ROWS.get(0);
    AttendanceRow row =
        new AttendanceRow(
            seen.person(), adHoc, false, seen.attendance(), seen.source(), true, Optional.empty());
    Document document =
        parsed(
            AttendancePage.session(
                new SessionReport(adHoc, true, List.of(row), Totals.of(List.of(row)), List.of()),
                FACTS));

    assertThat(texts(document, "p").get(0))
        .isEqualTo("Sunday, 25 October 2026, without a schedule.");
    assertThat(texts(document, "td")).contains("03:20").doesNotContain("latenot expected");
    assertThat(texts(document, "dd")).contains("UTC", "s");
    assertThat(texts(document, "h2")).containsExactly("People", "About this page");
  }

  private static Document parsed(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page.replace("<!DOCTYPE html>", ""))));
  }

  private static List<Element> elements(Element parent, String tag) {
    NodeList found = parent.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static List<String> texts(Document document, String tag) {
    return elements(document.getDocumentElement(), tag).stream()
        .map(Element::getTextContent)
        .toList();
  }
}
