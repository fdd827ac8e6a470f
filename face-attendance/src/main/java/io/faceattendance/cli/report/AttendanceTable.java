package io.faceattendance.cli.report;

import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.report.AttendanceRow;
import io.faceattendance.attendance.rules.AttendanceEvent.Source;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The rows of reports of attendance. */
final class AttendanceTable {
  private static final List<Cell> WHAT =
      List.of(
          Cell.word("Status"),
          Cell.word("In"),
          Cell.word("Out"),
          Cell.number("Late"),
          Cell.number("Left early"));
  private static final List<Cell> TIMES = List.of(Cell.number("Attended"), Cell.number("Away"));

  private static final int MINUTES_PER_HOUR = 60;
  private static final Cell BY = Cell.word("By");

  private AttendanceTable() {}

  static Table ofPeople(List<AttendanceRow> rows) {
    return table(rows, row -> List.of(person(row.person())), "Person");
  }

  static Table ofSessions(List<AttendanceRow> rows) {
    return table(rows, row -> List.of(date(row), session(row)), "Date", "Session");
  }

  static Table ofSessionsAndPeople(List<AttendanceRow> rows) {
    return table(
        rows,
        row -> List.of(date(row), session(row), person(row.person())),
        "Date",
        "Session",
        "Person");
  }

  private static Table table(
      List<AttendanceRow> rows, Function<AttendanceRow, List<Cell>> who, String... first) {
    boolean timed = rows.stream().anyMatch(AttendanceTable::isTimed);
    List<Cell> headings = new ArrayList<>();
    for (String heading : first) {
      headings.add(heading.equals("Date") ? Cell.word(heading) : Cell.text(heading));
    }
    headings.addAll(WHAT);
    headings.addAll(timed ? TIMES : List.of());
    headings.add(BY);
    Table table = Table.withHeadings(headings);
    rows.forEach(row -> table.cells(cells(row, who.apply(row), timed)));
    return table;
  }

  /** Who was seen once has no time there. */
  private static boolean isTimed(AttendanceRow row) {
    return row.session().rules().kind() != SessionRules.Kind.MARK_ONCE;
  }

  private static Cell date(AttendanceRow row) {
    Cell date = Cell.word(AttendanceWords.date(row.session().date()));
    return row.finished() ? date : date.withNote("not over yet");
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

  private static List<Cell> cells(AttendanceRow row, List<Cell> first, boolean timed) {
    List<Cell> cells = new ArrayList<>(first);
    Cell status = Cell.status(row.attendance().status());
    boolean surprising = !row.expected() && !row.session().groups().isEmpty();
    cells.add(surprising ? status.withNote("not expected") : status);
    cells.add(time(row.attendance().in(), row.session()));
    cells.add(time(row.attendance().out(), row.session()));
    cells.add(minutes(row.attendance().lateMinutes()));
    cells.add(minutes(row.attendance().leftEarlyMinutes()));
    if (timed) {
      boolean known = !row.attendance().spans().isEmpty();
      cells.add(hours(known ? row.attendance().attended().toMinutes() : 0));
      cells.add(hours(known ? row.attendance().awayMinutes() : 0));
    }
    cells.add(Cell.word(by(row)));
    return cells;
  }

  private static Cell hours(long minutes) {
    return minutes < MINUTES_PER_HOUR
        ? minutes(minutes)
        : Cell.number(
            String.format(
                Locale.ROOT,
                "%d\u00A0h\u00A0%02d\u00A0min",
                minutes / MINUTES_PER_HOUR,
                minutes % MINUTES_PER_HOUR));
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
