package io.faceattendance.attendance.store;

/** What became of an event that was to be recorded. */
public enum EventOutcome {
  /** It is new, and so is the person in that session, or the event says nothing of presence. */
  FIRST,
  /** It is new; the person had been recorded in that session before. */
  AGAIN,
  /** The same fact had been recorded before; nothing changed. */
  KNOWN,
  /** The person is not, or no longer, in the store; nothing was recorded. */
  NO_SUCH_PERSON
}
