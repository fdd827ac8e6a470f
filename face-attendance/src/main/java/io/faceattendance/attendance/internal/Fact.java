package io.faceattendance.attendance.internal;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.Evidence;
import java.time.Instant;

/**
 * An event before it is recorded. The same session, person, kind and occurrence is the same event.
 *
 * @param person about whom
 * @param kind what happened
 * @param at when, as the caller says
 * @param evidence on what ground
 */
public record Fact(PersonId person, Kind kind, Instant at, Evidence evidence) {

  /** What happened. The names stand in the store. */
  public enum Kind {
    /** The person was seen; once for each session. */
    PRESENT("present"),
    /** A face was not that of the person claimed; once for each instant. */
    MISMATCH("mismatch");

    private final String stored;

    Kind(String stored) {
      this.stored = stored;
    }

    String stored() {
      return stored;
    }
  }

  /** What became of a fact. */
  public enum Outcome {
    /** It is new and on the disk. */
    RECORDED,
    /** It had been recorded before; nothing changed. */
    KNOWN,
    /** The person is not, or no longer, in the store; nothing was recorded. */
    NO_SUCH_PERSON
  }

  long occurrence() {
    return kind == Kind.PRESENT ? 0 : Micros.of(at);
  }
}
