package io.faceattendance.attendance.rules;

import io.faceattendance.attendance.schedule.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * When somebody was there, as the events say.
 *
 * @param in when the person came
 * @param out when the person left, or was seen last
 * @param spans closed ones, in their order
 * @param open since when the person has been in; empty if the person is not in
 * @param decidedBy the event that gave {@code in}
 */
record Stay(
    Optional<Instant> in,
    Optional<Instant> out,
    List<Span> spans,
    Optional<Instant> open,
    Optional<UUID> decidedBy) {
  static final Stay NONE =
      new Stay(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());

  Stay {
    spans = List.copyOf(spans);
  }
}
