package io.faceattendance.attendance.rules;

import io.faceattendance.attendance.rules.AttendanceEvent.Kind;
import io.faceattendance.attendance.schedule.Session;
import java.time.Instant;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The events of one person that count, in their order, and how far they have been read. One that
 * comes last is read on; after any other change all are read again, when somebody asks.
 */
final class Timeline {
  private final Session session;
  private final TreeSet<AttendanceEvent> events = new TreeSet<>(EventOrder.BY_INSTANT);
  private Confirmation confirmation;
  private Course course;
  private Instant countsFrom = Instant.MAX;
  private @Nullable Answer opening;
  private boolean stale;

  Timeline(Session session) {
    this.session = session;
    this.confirmation = new Confirmation(session.rules());
    this.course = Course.of(session);
  }

  /** Puts an event in its place without reading it. */
  void put(AttendanceEvent event) {
    stale |= events.add(event);
  }

  void remove(AttendanceEvent event) {
    stale |= events.remove(event);
  }

  Answer add(AttendanceEvent event) {
    boolean last = events.isEmpty() || EventOrder.BY_INSTANT.compare(event, events.last()) > 0;
    if (!events.add(event)) {
      return Answer.DUPLICATE;
    }
    if (stale || !last || confirms(event)) {
      return readUpTo(event);
    }
    return read(event);
  }

  /** Whether it is the sighting by which earlier ones count. */
  private boolean confirms(AttendanceEvent event) {
    if (event.kind() != Kind.SEEN || confirmation.since().isPresent()) {
      return false;
    }
    confirmation.sight(event);
    return confirmation.since().isPresent();
  }

  /** Reads from the start up to an event; what comes after it is left for later. */
  private Answer readUpTo(AttendanceEvent asked) {
    startAgain();
    for (AttendanceEvent event : events) {
      Answer answer = read(event);
      if (event.id().equals(asked.id())) {
        stale = !event.equals(events.last());
        return answer;
      }
    }
    throw new IllegalStateException("expected event %s to be here".formatted(asked.id()));
  }

  private void startAgain() {
    opening = null;
    course = Course.of(session);
    confirmation = new Confirmation(session.rules());
    for (AttendanceEvent event : events) {
      if (confirmation.since().isPresent()) {
        break;
      }
      if (event.kind() == Kind.SEEN) {
        confirmation.sight(event);
      }
    }
    countsFrom = confirmation.since().orElse(Instant.MAX);
  }

  private Answer read(AttendanceEvent event) {
    if (event.kind() != Kind.SEEN) {
      return course.next(event);
    }
    if (event.at().isBefore(countsFrom)) {
      return Answer.TO_BE_CONFIRMED;
    }
    Answer answer = course.next(event);
    if (opening == null) {
      opening = answer;
    }
    // Each sighting that confirms is one by which the first of them counts.
    return confirmation.needs(event) && opening == Answer.ACCEPTED ? opening : answer;
  }

  Stay stay() {
    if (stale) {
      startAgain();
      events.forEach(this::read);
      stale = false;
    }
    return course.stay();
  }
}
