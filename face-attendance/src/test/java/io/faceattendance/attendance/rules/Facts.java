package io.faceattendance.attendance.rules;

import io.faceattendance.BoundingBox;
import io.faceattendance.attendance.Evidence;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.rules.AttendanceEvent.Correction;
import io.faceattendance.attendance.rules.AttendanceEvent.Kind;
import io.faceattendance.attendance.rules.AttendanceEvent.Source;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Events of a person in a session, for tests.
 *
 * @param session in which session
 * @param person the person's key
 */
public record Facts(SessionId session, UUID person) {
  private static final Evidence FACE = new Evidence(0.6, 0.4, 0, new BoundingBox(0, 0, 1, 1));

  public AttendanceEvent seen(Instant at) {
    return fact(UUID.randomUUID(), Kind.SEEN, at);
  }

  public AttendanceEvent in(Instant at) {
    return fact(UUID.randomUUID(), Kind.CHECKED_IN, at);
  }

  public AttendanceEvent out(Instant at) {
    return fact(UUID.randomUUID(), Kind.CHECKED_OUT, at);
  }

  public AttendanceEvent mismatch(Instant at) {
    return fact(UUID.randomUUID(), Kind.MISMATCH, at);
  }

  public AttendanceEvent correction(Instant at, Correction correction) {
    return corrected(UUID.randomUUID(), at, correction);
  }

  public AttendanceEvent voids(Instant at, UUID event) {
    return voided(UUID.randomUUID(), at, event);
  }

  /** One of a kind that is neither a correction nor a void. */
  AttendanceEvent fact(UUID id, Kind kind, Instant at) {
    boolean face = kind == Kind.SEEN || kind == Kind.MISMATCH;
    return event(
        id,
        kind,
        at,
        face ? Source.FACE : Source.MANUAL,
        face ? Optional.of(FACE) : Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  AttendanceEvent corrected(UUID id, Instant at, Correction correction) {
    return event(
        id,
        Kind.CORRECTED,
        at,
        Source.MANUAL,
        Optional.empty(),
        Optional.of(correction),
        Optional.empty());
  }

  AttendanceEvent voided(UUID id, Instant at, UUID event) {
    return event(
        id, Kind.VOIDED, at, Source.MANUAL, Optional.empty(), Optional.empty(), Optional.of(event));
  }

  private AttendanceEvent event(
      UUID id,
      Kind kind,
      Instant at,
      Source source,
      Optional<Evidence> evidence,
      Optional<Correction> correction,
      Optional<UUID> voids) {
    return new AttendanceEvent(
        id, session, person, kind, at, at, source, evidence, correction, voids);
  }
}
