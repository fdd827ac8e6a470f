package io.faceattendance.attendance.rules;

/** What an event means at the moment at which it comes. */
public enum Answer {
  /** It counts: the person is there, has come, or has left. */
  ACCEPTED,
  /** It is a duplicate, void, or superseded: nothing changed by it. */
  DUPLICATE,
  /**
   * It was seen; more sightings are needed, or the person has to be seen again before the gap is
   * over.
   */
  TO_BE_CONFIRMED,
  /** A check-out of somebody who is not in; it does not count. */
  OUT_WITHOUT_IN,
  /** It is before or after the time in which events of the session count. */
  OUTSIDE,
  /** It says nothing of presence: a mismatch. */
  NOT_PRESENCE
}
