package io.faceattendance.cli.report;

import io.faceattendance.attendance.report.PeriodReport;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Days and times as a reader sees them. */
final class AttendanceWords {
  private static final DateTimeFormatter LONG_DATE =
      DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT_DATE =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd", Locale.ENGLISH);
  private static final DateTimeFormatter HOURS = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private AttendanceWords() {}

  /** Times of a session without a schedule are those of no place. */
  private static ZoneId zoneOf(Session session) {
    return session.schedule().isPresent() ? session.zone() : ZoneOffset.UTC;
  }

  static String zone(Session session) {
    return zoneOf(session).equals(ZoneOffset.UTC) ? "UTC" : "local times of " + session.zone();
  }

  static String when(Session session) {
    return session
        .schedule()
        .map(schedule -> when(schedule.time(), session))
        .orElseGet(() -> LONG_DATE.format(session.date()) + ", without a schedule");
  }

  private static String when(Span time, Session session) {
    ZonedDateTime start = time.start().atZone(session.zone());
    ZonedDateTime end = time.end().atZone(session.zone());
    String until =
        end.toLocalDate().equals(start.toLocalDate())
            ? HOURS.format(end)
            : "%s on %s".formatted(HOURS.format(end), LONG_DATE.format(end));
    return "%s, %s to %s (%s)"
        .formatted(LONG_DATE.format(start), HOURS.format(start), until, session.zone());
  }

  static String period(PeriodReport report) {
    return "%s to %s.%s"
        .formatted(
            LONG_DATE.format(report.first()),
            LONG_DATE.format(report.last()),
            report.rows().isEmpty() ? " Nobody was expected or recorded." : "");
  }

  static String date(LocalDate date) {
    return SHORT_DATE.format(date);
  }

  static String hours(Instant instant, Session session) {
    return HOURS.format(instant.atZone(zoneOf(session)));
  }

  /** The day of an instant if it is not that of the session, else empty. */
  static String otherDay(Instant instant, Session session) {
    LocalDate day = instant.atZone(zoneOf(session)).toLocalDate();
    return day.equals(session.date()) ? "" : date(day);
  }
}
