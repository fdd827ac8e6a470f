package io.faceattendance.attendance.rules;

import io.faceattendance.attendance.Evidence;
import io.faceattendance.attendance.SessionId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
 * @param evidence the face, if one was seen; a mismatch always has it
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

  /**
   * Checks the components.
   *
   * @param id as above
   * @param session as above
   * @param person as above
   * @param kind as above
   * @param at as above; what is finer than a microsecond is cut off
   * @param recordedAt as above; what is finer than a microsecond is cut off
   * @param source as above
   * @param evidence as above
   * @param correction as above
   * @param voids as above
   */
  public AttendanceEvent {
    at = at.truncatedTo(ChronoUnit.MICROS);
    recordedAt = recordedAt.truncatedTo(ChronoUnit.MICROS);
    require("a correction", Kind.CORRECTED, kind, correction.isPresent());
    require("the event that it voids", Kind.VOIDED, kind, voids.isPresent());
    if (kind == Kind.MISMATCH && evidence.isEmpty()) {
      throw new IllegalArgumentException("expected a mismatch to have the face as its evidence");
    }
  }

  private static void require(String what, Kind only, Kind kind, boolean has) {
    if (has != (kind == only)) {
      throw new IllegalArgumentException(
          "expected %s if the event is %s and else not, got %s with%s"
              .formatted(what, only, kind, has ? "" : "out"));
    }
  }

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
   * What holds instead of what the events say. Somebody who was absent has neither in nor out.
   *
   * @param status the status
   * @param in when the person came; empty to leave it as the events say
   * @param out when the person left; empty to leave it as the events say
   */
  public record Correction(Status status, Optional<Instant> in, Optional<Instant> out) {

    /**
     * Checks the components.
     *
     * @param status as above
     * @param in as above; what is finer than a microsecond is cut off
     * @param out as above; what is finer than a microsecond is cut off
     */
    public Correction {
      in = in.map(instant -> instant.truncatedTo(ChronoUnit.MICROS));
      out = out.map(instant -> instant.truncatedTo(ChronoUnit.MICROS));
      if (status == Status.ABSENT && (in.isPresent() || out.isPresent())) {
        throw new IllegalArgumentException(
            "expected neither in nor out of somebody who was absent, got in %s and out %s"
                .formatted(words(in), words(out)));
      }
      if (in.isPresent() && out.isPresent() && out.get().isBefore(in.get())) {
        throw new IllegalArgumentException(
            "expected somebody to leave after coming, got in at %s and out at %s"
                .formatted(in.get(), out.get()));
      }
    }

    private static String words(Optional<Instant> instant) {
      return instant.map(Instant::toString).orElse("not given");
    }
  }
}
