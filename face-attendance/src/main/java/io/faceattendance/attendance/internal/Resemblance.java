package io.faceattendance.attendance.internal;

import io.faceattendance.PersonId;

/**
 * A new template that resembles somebody else and was enrolled all the same: recorded in the audit
 * log.
 *
 * @param other whom it resembles
 * @param similarity cosine
 * @param kind how much it resembles them
 */
public record Resemblance(PersonId other, double similarity, Kind kind) {

  /** How much. The names stand in the store. */
  public enum Kind {
    /** Like a double; enrolled by decision of the caller. */
    OVERRIDDEN("enrolled_despite_resemblance"),
    /** A search might confuse them, too little to be refused. */
    SUSPICIOUS("enrolled_suspicious");

    private final String stored;

    Kind(String stored) {
      this.stored = stored;
    }

    String stored() {
      return stored;
    }
  }
}
