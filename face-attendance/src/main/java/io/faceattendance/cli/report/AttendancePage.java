package io.faceattendance.cli.report;

import io.faceattendance.attendance.GroupId;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.report.AttendanceRow;
import io.faceattendance.attendance.report.PeriodReport;
import io.faceattendance.attendance.report.PeriodReport.PersonTotals;
import io.faceattendance.attendance.report.SessionReport;
import io.faceattendance.attendance.report.SessionReport.Mismatch;
import io.faceattendance.attendance.report.Totals;
import io.faceattendance.attendance.rules.Status;
import io.faceattendance.attendance.schedule.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Attendance as one HTML page in UTF-8 that loads nothing: totals and rows. Every text is escaped.
 */
public final class AttendancePage {
  private static final List<Status> IN_ORDER =
      List.of(Status.PRESENT, Status.LATE, Status.LEFT_EARLY, Status.ABSENT, Status.EXCUSED);

  private AttendancePage() {}

  /**
   * Of a session.
   *
   * @param report the attendance
   * @param facts how the page came to be, in words, in order
   * @return the page
   */
  public static String session(SessionReport report, Map<String, String> facts) {
    Session session = report.session();
    Page page =
        new Page(
                "Attendance: " + session.name(),
                AttendanceWords.when(session)
                    + (report.finished() ? "." : ". It is not over yet: more may come."))
            .tiles(tiles(report.totals()))
            .table("People", AttendanceTable.ofPeople(report.rows()));
    if (!report.mismatches().isEmpty()) {
      page.table("Claims that the face contradicted", mismatches(report));
    }
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Session", session.id().value());
    all.put(
        "Groups",
        session.groups().isEmpty()
            ? Words.NONE
            : session.groups().stream().map(GroupId::value).collect(Collectors.joining(", ")));
    all.put("Times", AttendanceWords.zone(session));
    all.putAll(facts);
    return page.facts("About this page", all).html();
  }

  /**
   * The history of a person.
   *
   * @param person who
   * @param report the attendance
   * @param facts how the page came to be, in words, in order
   * @return the page
   */
  public static String person(Person person, PeriodReport report, Map<String, String> facts) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Person", person.id().value());
    return new Page("Attendance of " + person.name(), AttendanceWords.period(report))
        .tiles(tiles(report.totals()))
        .table("Sessions", AttendanceTable.ofSessions(report.rows()))
        .facts("About this page", withZones(all, report, facts))
        .html();
  }

  /**
   * Of a group.
   *
   * @param group which
   * @param report the attendance
   * @param facts how the page came to be, in words, in order
   * @return the page
   */
  public static String group(GroupId group, PeriodReport report, Map<String, String> facts) {
    return new Page("Attendance of group " + group.value(), AttendanceWords.period(report))
        .tiles(tiles(report.totals()))
        .table("People", people(report))
        .table("Sessions", AttendanceTable.ofSessionsAndPeople(report.rows()))
        .facts("About this page", withZones(new LinkedHashMap<>(), report, facts))
        .html();
  }

  private static Map<String, String> tiles(Totals totals) {
    Map<String, String> tiles = new LinkedHashMap<>();
    for (Status status : IN_ORDER) {
      String word = Cell.words(status);
      tiles.put(
          Character.toUpperCase(word.charAt(0)) + word.substring(1),
          Words.count(totals.counts().getOrDefault(status, 0)));
    }
    tiles.put("All", Words.count(totals.rows()));
    return tiles;
  }

  private static Table people(PeriodReport report) {
    List<Cell> headings = new ArrayList<>(List.of(Cell.text("Person")));
    IN_ORDER.forEach(status -> headings.add(Cell.number(Cell.words(status))));
    headings.add(Cell.number("all"));
    headings.add(Cell.number("minutes late"));
    Table table = Table.withHeadings(headings);
    for (PersonTotals one : report.people()) {
      Cell who = Cell.text(one.person().name()).withNote(one.person().id().value());
      table.cells(figures(who, one.totals(), one.lateMinutes()));
    }
    long late = report.people().stream().mapToLong(PersonTotals::lateMinutes).sum();
    return table.sum(figures(Cell.text("All"), report.totals(), late));
  }

  private static List<Cell> figures(Cell first, Totals totals, long lateMinutes) {
    List<Cell> cells = new ArrayList<>(List.of(first));
    IN_ORDER.forEach(status -> cells.add(Cell.number(totals.counts().getOrDefault(status, 0))));
    cells.add(Cell.number(totals.rows()));
    cells.add(Cell.number(lateMinutes));
    return cells;
  }

  private static Table mismatches(SessionReport report) {
    Table table =
        Table.withHeadings(
            List.of(Cell.text("Claimed"), Cell.word("At"), Cell.number("Similarity")));
    for (Mismatch one : report.mismatches()) {
      table.cells(
          List.of(
              AttendanceTable.person(one.claimed()),
              AttendanceTable.time(one.at(), report.session()),
              Cell.number(Words.score(one.evidence().similarity()))));
    }
    return table;
  }

  private static Map<String, String> withZones(
      Map<String, String> first, PeriodReport report, Map<String, String> facts) {
    TreeSet<String> zones = new TreeSet<>();
    report.rows().stream()
        .map(AttendanceRow::session)
        .map(AttendanceWords::zone)
        .forEach(zones::add);
    if (!zones.isEmpty()) {
      first.put("Times", String.join("; ", zones));
    }
    first.putAll(facts);
    return first;
  }
}
