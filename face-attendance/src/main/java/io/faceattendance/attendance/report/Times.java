package io.faceattendance.attendance.report;

import io.faceattendance.attendance.schedule.Session;
import java.time.Instant;

/** When a session begins and is over; one without a schedule takes the whole of its day. */
final class Times {
  private Times() {}

  static Instant start(Session session) {
    return session.schedule().map(when -> when.time().start()).orElseGet(() -> day(session, 0));
  }

  static boolean isFinished(Session session, Instant now) {
    return session.closes().map(now::isAfter).orElseGet(() -> !now.isBefore(day(session, 1)));
  }

  /** When the session's day, or the one so many days later, begins. */
  private static Instant day(Session session, int daysLater) {
    return session.date().plusDays(daysLater).atStartOfDay(session.zone()).toInstant();
  }
}
