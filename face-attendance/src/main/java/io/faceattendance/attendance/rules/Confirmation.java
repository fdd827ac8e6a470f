package io.faceattendance.attendance.rules;

import io.faceattendance.attendance.schedule.SessionRules;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Finds the first sightings, of distinct instants, that confirm a presence. They must come in
 * {@link EventOrder}.
 */
final class Confirmation {
  private final SessionRules rules;
  private final Deque<AttendanceEvent> recent = new ArrayDeque<>();
  private Set<UUID> confirming = Set.of();

  Confirmation(SessionRules rules) {
    this.rules = rules;
  }

  /** From which instant on sightings count; empty as long as none does. */
  Optional<Instant> since() {
    return confirming.isEmpty() ? Optional.empty() : Optional.of(recent.getFirst().at());
  }

  /** Whether it is one of those without which the presence would not be confirmed. */
  boolean needs(AttendanceEvent seen) {
    return confirming.contains(seen.id());
  }

  void sight(AttendanceEvent seen) {
    AttendanceEvent last = recent.peekLast();
    if (!confirming.isEmpty() || (last != null && seen.at().equals(last.at()))) {
      return;
    }
    recent.addLast(seen);
    while (recent.getFirst().at().plus(rules.sightingsWithin()).isBefore(seen.at())) {
      recent.removeFirst();
    }
    if (recent.size() >= rules.sightings()) {
      confirming = recent.stream().map(AttendanceEvent::id).collect(Collectors.toUnmodifiableSet());
    }
  }
}
