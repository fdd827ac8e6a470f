package io.faceattendance.attendance.rules;

import io.faceattendance.attendance.schedule.SessionRules;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the first sightings, of distinct instants, that confirm a presence. They must come in
 * {@link EventOrder}.
 */
final class Confirmation {
  private final SessionRules rules;
  private final Deque<Instant> recent = new ArrayDeque<>();
  private Optional<UUID> by = Optional.empty();

  Confirmation(SessionRules rules) {
    this.rules = rules;
  }

  /** From which instant on sightings count; empty as long as none does. */
  Optional<Instant> since() {
    return by.isPresent() ? Optional.of(recent.getFirst()) : Optional.empty();
  }

  /** Whether it is that sighting that completed the confirmation. */
  boolean isBy(AttendanceEvent event) {
    return by.filter(event.id()::equals).isPresent();
  }

  void sight(AttendanceEvent seen) {
    if (by.isPresent() || seen.at().equals(recent.peekLast())) {
      return;
    }
    recent.addLast(seen.at());
    while (recent.getFirst().plus(rules.sightingsWithin()).isBefore(seen.at())) {
      recent.removeFirst();
    }
    if (recent.size() >= rules.sightings()) {
      by = Optional.of(seen.id());
    }
  }
}
