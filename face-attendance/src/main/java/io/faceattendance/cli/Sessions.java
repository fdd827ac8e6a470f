package io.faceattendance.cli;

import io.faceattendance.FaceException;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.schedule.Schedule;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionTemplate;
import io.faceattendance.attendance.schedule.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;

/** Finds the session that an id of the command line means. */
final class Sessions {
  private static final int WEEK = 7;

  private Sessions() {}

  static Optional<SessionTemplate> template(FaceAttendance attendance, String id) {
    return attendance.timetable().templates().stream()
        .filter(template -> template.id().value().equals(id))
        .findAny();
  }

  /**
   * The session in which something is recorded: of a template, that to which the instant belongs.
   */
  static SessionId at(FaceAttendance attendance, SessionId id, Instant at) {
    Optional<SessionTemplate> template = template(attendance, id.value());
    if (template.isEmpty()) {
      return id;
    }
    return attendance
        .timetable()
        .session(template.get().id(), at)
        .map(Session::id)
        .orElseThrow(() -> none(template.get(), at));
  }

  private static FaceException none(SessionTemplate template, Instant at) {
    return new FaceException(
        "expected an instant at which a session of %s takes place, got %s: %s"
            .formatted(
                template.id(),
                at,
                nearest(template, at)
                    .map(
                        session ->
                            "the nearest is %s, or name another session with --session"
                                .formatted(SessionViews.line(session).strip()))
                    .orElse("it has none within a week of it")));
  }

  private static Optional<Session> nearest(SessionTemplate template, Instant at) {
    LocalDate day = at.atZone(template.zone()).toLocalDate();
    return template.between(day.minusDays(WEEK), day.plusDays(WEEK)).stream()
        .min(Comparator.comparing(session -> distance(session, at)));
  }

  private static Duration distance(Session session, Instant at) {
    Span time = session.schedule().map(Schedule::time).orElseThrow();
    return at.isBefore(time.start())
        ? Duration.between(at, time.start())
        : Duration.between(time.end(), at);
  }

  /** What is said of a session that came to be because somebody was recorded in it. */
  static String madeLine(SessionId id) {
    return "%s is a new session without a schedule".formatted(id);
  }

  /** A session that is there. */
  static Session require(FaceAttendance attendance, SessionId id) {
    return attendance.timetable().session(id).orElseThrow(() -> unknown(attendance, id));
  }

  static FaceException unknown(FaceAttendance attendance, SessionId id) {
    return new FaceException(
        template(attendance, id.value())
            .map(template -> needsADay(template))
            .orElse(
                "there is no session %s: nobody created it, and nothing was marked in it"
                    .formatted(id)));
  }

  private static String needsADay(SessionTemplate template) {
    return "expected a session, %s is a template: name one of its sessions%s (session list)"
        .formatted(
            template.id(),
            nearest(template, Instant.now())
                .map(session -> ", such as " + session.id())
                .orElse(""));
  }
}
