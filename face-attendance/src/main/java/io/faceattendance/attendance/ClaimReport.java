package io.faceattendance.attendance;

import io.faceattendance.attendance.rules.Answer;
import io.faceattendance.attendance.rules.Attendance;
import io.faceattendance.attendance.rules.Status;
import io.faceattendance.match.Verification;
import java.time.Instant;

/**
 * The answer to "is this the person who was claimed?", as it was recorded: a presence if it is, a
 * mismatch if it is not.
 *
 * @param session the session
 * @param at the instant given, to the microsecond
 * @param claimed who it was claimed to be
 * @param verification the 1:1 comparison
 * @param evidence the face that was compared
 * @param alreadyMarked whether the same had been recorded before: the presence in that session, or
 *     the mismatch at that instant
 * @param answer what it means by the rules of the session, among the person's events there
 * @param attendance the person's attendance with it
 */
public record ClaimReport(
    SessionId session,
    Instant at,
    Person claimed,
    Verification verification,
    Evidence evidence,
    boolean alreadyMarked,
    Answer answer,
    Attendance attendance) {

  /**
   * Whether the person was found and is not absent with it.
   *
   * @return false if a mismatch was recorded, or a presence that does not count, as the answer says
   */
  public boolean present() {
    return verification.verified() && attendance.status() != Status.ABSENT;
  }
}
