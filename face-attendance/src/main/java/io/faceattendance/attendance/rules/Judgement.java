package io.faceattendance.attendance.rules;

import io.faceattendance.attendance.rules.AttendanceEvent.Correction;
import io.faceattendance.attendance.schedule.Schedule;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionRules;
import io.faceattendance.attendance.schedule.SessionRules.Kind;
import io.faceattendance.attendance.schedule.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a stay is worth by the schedule and the rules of a session. */
final class Judgement {
  private Judgement() {}

  static Attendance of(Session session, Stay stay) {
    if (stay.in().isEmpty() || wasNotSeenAgain(session, stay)) {
      return Attendance.absent();
    }
    boolean late = isLate(session, stay);
    boolean left = leftEarly(session, stay);
    Status status = late ? Status.LATE : left ? Status.LEFT_EARLY : Status.PRESENT;
    return new Attendance(
        status,
        stay.in(),
        stay.out(),
        late ? lateMinutes(session, stay) : 0,
        left ? leftEarlyMinutes(session, stay) : 0,
        awayMinutes(session, stay),
        stay.spans(),
        attended(session, stay.spans()),
        stay.decidedBy(),
        false);
  }

  static Attendance corrected(Session session, Stay seen, AttendanceEvent event) {
    Correction correction = event.correction().orElseThrow();
    Status status = correction.status();
    Stay stay = CorrectedStay.of(seen, correction);
    return new Attendance(
        status,
        stay.in(),
        stay.out(),
        status == Status.LATE ? lateMinutes(session, stay) : 0,
        status == Status.LEFT_EARLY ? leftEarlyMinutes(session, stay) : 0,
        awayMinutes(session, stay),
        stay.spans(),
        attended(session, stay.spans()),
        Optional.of(event.id()),
        true);
  }

  private static boolean wasNotSeenAgain(Session session, Stay stay) {
    return session.rules().kind() == Kind.PRESENCE && stay.spans().isEmpty();
  }

  private static boolean isLate(Session session, Stay stay) {
    return start(session)
        .map(start -> start.plus(session.rules().grace()))
        .filter(latest -> stay.in().filter(latest::isBefore).isPresent())
        .isPresent();
  }

  private static boolean leftEarly(Session session, Stay stay) {
    return end(session)
        .map(end -> end.minus(unseenBeforeTheEnd(session.rules())))
        .filter(earliest -> stay.out().filter(earliest::isAfter).isPresent())
        .isPresent();
  }

  /** How long before the end somebody may go unrecorded who did not leave early. */
  private static Duration unseenBeforeTheEnd(SessionRules rules) {
    return rules.kind() == Kind.PRESENCE && rules.presenceGap().compareTo(rules.leaveGrace()) > 0
        ? rules.presenceGap()
        : rules.leaveGrace();
  }

  private static long lateMinutes(Session session, Stay stay) {
    return minutes(start(session), stay.in());
  }

  private static long leftEarlyMinutes(Session session, Stay stay) {
    return minutes(stay.out(), end(session));
  }

  /** Whole minutes from one to the other; 0 if one is missing or the other is not later. */
  private static long minutes(Optional<Instant> from, Optional<Instant> to) {
    return from.isEmpty() || to.isEmpty()
        ? 0
        : Math.max(0, Duration.between(from.get(), to.get()).toMinutes());
  }

  private static long awayMinutes(Session session, Stay stay) {
    Optional<Instant> out = stay.out();
    if (stay.spans().isEmpty() || out.isEmpty()) {
      return 0;
    }
    Instant in = stay.in().orElseGet(() -> stay.spans().get(0).start());
    Duration between = attended(session, List.of(new Span(in, out.get())));
    return between.minus(attended(session, stay.spans())).toMinutes();
  }

  private static Optional<Instant> start(Session session) {
    return session.schedule().map(when -> when.time().start());
  }

  private static Optional<Instant> end(Session session) {
    return session.schedule().map(when -> when.time().end());
  }

  private static Duration attended(Session session, List<Span> spans) {
    List<Span> breaks = session.schedule().map(Schedule::breaks).orElse(List.of());
    Duration sum = Duration.ZERO;
    for (Span span : spans) {
      sum = sum.plus(span.duration());
      for (Span pause : breaks) {
        sum = sum.minus(pause.overlap(span));
      }
    }
    return sum;
  }
}
