package io.faceattendance.cli.report;

import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.report.AttendanceRow;
import io.faceattendance.attendance.rules.AttendanceEvent.Source;
import io.faceattendance.attendance.schedule.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of reports of attendance. */
final class AttendanceTable {
  private static final List<Cell> WHAT =
      List.of(
          Cell.word("Status"),
          Cell.word("In"),
          Cell.word("Out"),
          Cell.number("Late"),
          Cell.number("Left early"),
          Cell.word("By"));

  private AttendanceTable() {}

  static Table ofPeople() {
    return table("Person");
  }

  static Table ofSessions() {
    return table("Date", "Session");
  }

  static Table ofSessionsAndPeople() {
    return table("Date", "Session", "Person");
  }

  private static Table table(String... first) {
    List<Cell> headings = new ArrayList<>();
    for (String heading : first) {
      headings.add(heading.equals("Date") ? Cell.word(heading) : Cell.text(heading));
    }
    headings.addAll(WHAT);
    return Table.withHeadings(headings);
  }

  static List<Cell> personFirst(AttendanceRow row) {
    return cells(row, person(row.person()));
  }

  static List<Cell> dateFirst(AttendanceRow row) {
    return cells(row, date(row), session(row));
  }

  static List<Cell> dateAndPersonFirst(AttendanceRow row) {
    return cells(row, date(row), session(row), person(row.person()));
  }

  private static Cell date(AttendanceRow row) {
    return Cell.word(AttendanceWords.date(row.session().date()));
  }

  private static Cell session(AttendanceRow row) {
    Session session = row.session();
    Cell name = Cell.text(session.name());
    return session.name().equals(session.id().value()) ? name : name.withNote(session.id().value());
  }

  static Cell person(Optional<Person> person) {
    return person
        .map(
            one ->
                one.name().equals(one.id().value())
                    ? Cell.text(one.name())
                    : Cell.text(one.name()).withNote(one.id().value()))
        .orElseGet(() -> Cell.text("(removed)"));
  }

  private static List<Cell> cells(AttendanceRow row, Cell... first) {
    List<Cell> cells = new ArrayList<>(List.of(first));
    Cell status = Cell.status(row.attendance().status());
    boolean surprising = !row.expected() && !row.session().groups().isEmpty();
    cells.add(surprising ? status.withNote("not expected") : status);
    cells.add(time(row.attendance().in(), row.session()));
    cells.add(time(row.attendance().out(), row.session()));
    cells.add(minutes(row.attendance().lateMinutes()));
    cells.add(minutes(row.attendance().leftEarlyMinutes()));
    cells.add(Cell.word(by(row)));
    return cells;
  }

  private static Cell time(Optional<Instant> instant, Session session) {
    return instant.map(when -> time(when, session)).orElseGet(() -> Cell.word(Words.NONE));
  }

  static Cell time(Instant instant, Session session) {
    return Cell.word(AttendanceWords.hours(instant, session))
        .withNote(AttendanceWords.otherDay(instant, session));
  }

  private static Cell minutes(long minutes) {
    return Cell.number(minutes == 0 ? Words.NONE : minutes + "\u00A0min");
  }

  private static String by(AttendanceRow row) {
    return row.attendance().corrected()
        ? "correction"
        : row.source().map(AttendanceTable::words).orElse(Words.NONE);
  }

  private static String words(Source source) {
    return switch (source) {
      case FACE -> "face";
      case CLAIM -> "claim";
      case MANUAL -> "by hand";
    };
  }
}
