package io.faceattendance.attendance.rules;

import io.faceattendance.attendance.Evidence;
import io.faceattendance.attendance.SessionId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A fact about a person in a session, never changed.
 *
 * @param id random
 * @param session in which session
 * @param person the random key of the person, who may have been removed since
 * @param kind what happened
 * @param at when, to the microsecond
 * @param recordedAt when it was stored, to the microsecond
 * @param source who says so
 * @param evidence the face, if one was seen
 * @param correction {@link Kind#CORRECTED}: what holds from now on
 * @param voids {@link Kind#VOIDED}: the event that does not count any more
 */
public record AttendanceEvent(
    UUID id,
    SessionId session,
    UUID person,
    Kind kind,
    Instant at,
    Instant recordedAt,
    Source source,
    Optional<Evidence> evidence,
    Optional<Correction> correction,
    Optional<UUID> voids) {

  /** What happened. */
  public enum Kind {
    /** The person was seen. */
    SEEN,
    /** The person checked in. */
    CHECKED_IN,
    /** The person checked out. */
    CHECKED_OUT,
    /** A face was not that of the person claimed. */
    MISMATCH,
    /** Somebody set the attendance right. */
    CORRECTED,
    /** Somebody declared an event void. */
    VOIDED;

    /**
     * Whether it shows that the person was there.
     *
     * @return true for seen, checked in and checked out
     */
    public boolean attends() {
      return this == SEEN || this == CHECKED_IN || this == CHECKED_OUT;
    }
  }

  /** Who says so. */
  public enum Source {
    /** A face that was found among all. */
    FACE,
    /** A face that was compared with the person claimed. */
    CLAIM,
    /** A person, by hand. */
    MANUAL
  }

  /**
   * What holds instead of what the events say.
   *
   * @param status the status
   * @param in when the person came; empty to leave it as the events say
   * @param out when the person left; empty to leave it as the events say
   */
  public record Correction(Status status, Optional<Instant> in, Optional<Instant> out) {}
}
