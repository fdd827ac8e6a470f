package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.Evidence;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.store.EventRow;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a face showed, before it is recorded. The same session, person, kind and instant is the same
 * event.
 *
 * @param person the key of the person, as it was known when the face was recognised: whoever has
 *     got the person's id since is not meant
 * @param kind what happened
 * @param at when, as the caller says
 * @param source who says so
 * @param evidence on what ground
 */
public record Fact(UUID person, Kind kind, Instant at, Source source, Evidence evidence) {

  /** What happened. The names stand in the store. */
  public enum Kind {
    /** The person was seen. */
    SEEN("seen", true),
    /** The person checked in. */
    CHECKED_IN("checked_in", true),
    /** The person checked out. */
    CHECKED_OUT("checked_out", true),
    /** A face was not that of the person claimed. */
    MISMATCH("mismatch", false);

    private final String stored;
    private final boolean attends;

    Kind(String stored, boolean attends) {
      this.stored = stored;
      this.attends = attends;
    }

    String stored() {
      return stored;
    }
  }

  /** Who says so. The names stand in the store. */
  public enum Source {
    /** A face that was found among all. */
    FACE("face"),
    /** A face that was compared with the person claimed. */
    CLAIM("claim");

    private final String stored;

    Source(String stored) {
      this.stored = stored;
    }
  }

  EventRow row(SessionId session, Instant now) {
    return new EventRow(
        UUID.randomUUID(),
        session,
        person,
        kind.stored,
        Micros.of(at),
        kind.attends,
        Micros.stored(at),
        now,
        source.stored,
        Optional.of(evidence),
        Optional.empty(),
        "{}");
  }
}
