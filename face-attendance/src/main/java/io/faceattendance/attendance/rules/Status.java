package io.faceattendance.attendance.rules;

/** What became of a person's attendance; the first that holds, in this order. */
public enum Status {
  /** Excused, by a correction. */
  EXCUSED,
  /** Not there, or not yet. */
  ABSENT,
  /** There, but came after the grace. */
  LATE,
  /** There in time, but left before the end. */
  LEFT_EARLY,
  /** There. */
  PRESENT
}
