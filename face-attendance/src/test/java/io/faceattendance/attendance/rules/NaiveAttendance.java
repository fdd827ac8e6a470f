package io.faceattendance.attendance.rules;

import io.faceattendance.attendance.rules.AttendanceEvent.Kind;
import io.faceattendance.attendance.schedule.Schedule;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionRules;
import io.faceattendance.attendance.schedule.SessionRules.OutWithoutIn;
import io.faceattendance.attendance.schedule.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The attendance of somebody whose events all happened on whole minutes, without corrections and
 * voids, found by going through the minutes of the session one after the other.
 */
final class NaiveAttendance {
  private final SessionRules rules;
  private final Instant opens;
  private final int minutes;
  private final int start;
  private final int end;

  /** By minutes since the session opened, its last one included. */
  private final boolean[] came;

  private final boolean[] seen;
  private final boolean[] left;
  private final boolean[] pause;
  private final boolean[] there;
  private OptionalInt in = OptionalInt.empty();
  private OptionalInt out = OptionalInt.empty();

  NaiveAttendance(Session session, Collection<AttendanceEvent> events) {
    Schedule schedule = session.schedule().orElseThrow();
    rules = session.rules();
    opens = schedule.time().start().minus(rules.early());
    start = minute(schedule.time().start());
    end = minute(schedule.time().end());
    minutes = end + minutes(rules.overtime()) + 1;
    came = happened(events, Kind.CHECKED_IN);
    seen = happened(events, Kind.SEEN);
    left = happened(events, Kind.CHECKED_OUT);
    pause = new boolean[minutes];
    for (Span one : schedule.breaks()) {
      fill(pause, minute(one.start()), minute(one.end()));
    }
    there = new boolean[minutes];
    dropUnconfirmedSightings();
    switch (rules.kind()) {
      case MARK_ONCE -> in = happenings().findFirst();
      case IN_OUT -> walkThroughTheDoor();
      case PRESENCE -> lookAround();
    }
  }

  private static int minutes(Duration duration) {
    return Math.toIntExact(duration.toMinutes());
  }

  private int minute(Instant instant) {
    return minutes(Duration.between(opens, instant));
  }

  private boolean[] happened(Collection<AttendanceEvent> events, Kind kind) {
    boolean[] happened = new boolean[minutes];
    for (AttendanceEvent event : events) {
      int minute = minute(event.at());
      if (event.kind() == kind && minute >= 0 && minute < minutes) {
        happened[minute] = true;
      }
    }
    return happened;
  }

  private static void fill(boolean[] flags, int from, int to) {
    for (int minute = from; minute < to; minute++) {
      flags[minute] = true;
    }
  }

  private void dropUnconfirmedSightings() {
    for (int minute = 0; minute < minutes && !confirmsFrom(minute); minute++) {
      seen[minute] = false;
    }
  }

  private boolean confirmsFrom(int first) {
    int last = Math.min(minutes - 1, first + minutes(rules.sightingsWithin()));
    long count = IntStream.rangeClosed(first, last).filter(minute -> seen[minute]).count();
    return seen[first] && count >= rules.sightings();
  }

  private IntStream happenings() {
    return IntStream.range(0, minutes)
        .filter(minute -> came[minute] || seen[minute] || left[minute]);
  }

  private void walkThroughTheDoor() {
    int inside = -1;
    int quiet = -1;
    for (int minute = 0; minute < minutes; minute++) {
      if (minute <= quiet) {
        continue;
      }
      boolean forgotten =
          rules.outWithoutIn() == OutWithoutIn.IN_AT_START && in.isEmpty() && minute > start;
      if (inside < 0 && (came[minute] || seen[minute])) {
        inside = minute;
        in = in.isEmpty() ? OptionalInt.of(minute) : in;
        out = OptionalInt.empty();
        quiet = minute + minutes(rules.cooldown());
      } else if (left[minute] && (inside >= 0 || forgotten)) {
        int since = inside >= 0 ? inside : start;
        in = in.isEmpty() ? OptionalInt.of(since) : in;
        out = OptionalInt.of(minute);
        fill(there, since, minute);
        inside = -1;
        quiet = minute + minutes(rules.cooldown());
      }
    }
  }

  /** There in a minute is who was noticed in it or before, and after it, not too long apart. */
  private void lookAround() {
    in = happenings().min();
    out = happenings().max();
    for (int minute = 0; minute < minutes; minute++) {
      int now = minute;
      OptionalInt before = happenings().filter(one -> one <= now).max();
      OptionalInt after = happenings().filter(one -> one > now).min();
      there[minute] =
          before.isPresent()
              && after.isPresent()
              && after.getAsInt() - before.getAsInt() <= minutes(rules.presenceGap());
    }
    if (IntStream.range(0, minutes).noneMatch(minute -> there[minute])) { // never seen again
      in = OptionalInt.empty();
      out = OptionalInt.empty();
    }
  }

  private Optional<Instant> instant(OptionalInt minute) {
    return minute.isEmpty()
        ? Optional.empty()
        : Optional.of(opens.plus(Duration.ofMinutes(minute.getAsInt())));
  }

  Optional<Instant> in() {
    return instant(in);
  }

  Optional<Instant> out() {
    return instant(out);
  }

  Duration attended() {
    return Duration.ofMinutes(
        IntStream.range(0, minutes).filter(minute -> there[minute] && !pause[minute]).count());
  }

  int lateMinutes() {
    int late = in.orElse(start) - start;
    return late > minutes(rules.grace()) ? late : 0;
  }

  int leftEarlyMinutes() {
    int early = end - out.orElse(end);
    int allowed =
        rules.kind() == SessionRules.Kind.PRESENCE
            ? Math.max(minutes(rules.leaveGrace()), minutes(rules.presenceGap()))
            : minutes(rules.leaveGrace());
    return early > allowed ? early : 0;
  }

  Status status() {
    if (in.isEmpty()) {
      return Status.ABSENT;
    }
    return lateMinutes() > 0
        ? Status.LATE
        : leftEarlyMinutes() > 0 ? Status.LEFT_EARLY : Status.PRESENT;
  }
}
