package io.faceattendance.attendance;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.rules.Answer;
import io.faceattendance.attendance.rules.Attendance;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.rules.AttendanceEvent.Correction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is recorded by hand, and every event that was recorded. Thread-safe; part of a {@link
 * FaceAttendance}.
 */
public final class Register {

  private Register() {}

  /** Which way somebody goes. */
  public enum Direction {
    /** Seen: it checks somebody in who is not in, and never checks out. */
    SEEN,
    /** In. */
    IN,
    /** Out. */
    OUT
  }

  /**
   * What was recorded.
   *
   * @param event the event; the one that was recorded before if it is the same fact
   * @param answer what it means among the person's events
   * @param attendance the person's attendance with it
   */
  public record Recorded(AttendanceEvent event, Answer answer, Attendance attendance) {}

  /**
   * Who decided something, and why. Kept encrypted, and deleted with the person.
   *
   * @param by who: an id of the user's own, 1 to 200 UTF-16 units
   * @param reason why, 1 to 1,000 UTF-16 units
   */
  public record Decision(String by, String reason) {}

  /**
   * An event, and who decided it and why if it is a correction or void.
   *
   * @param person about whom; empty if the person has been removed since
   * @param event the event
   * @param decision empty if it is no decision, or the person has been removed since
   */
  public record Entry(
      Optional<Person> person, AttendanceEvent event, Optional<Decision> decision) {}

  /**
   * Records that a person was there, without a face.
   *
   * @param session which session; made if it is new
   * @param person who
   * @param direction which way
   * @param at when
   * @return what was recorded
   * @throws io.faceattendance.FaceException if the person is not in the store
   */
  public Recorded punch(SessionId session, PersonId person, Direction direction, Instant at) {
    throw new UnsupportedOperationException();
  }

  /**
   * Sets a person's attendance right; the latest correction holds. The events stay.
   *
   * @param session which session
   * @param person who
   * @param correction what holds
   * @param decision who decided and why
   * @return what was recorded
   * @throws io.faceattendance.FaceException if there is no such session, or the person is not in
   *     the store
   */
  public Recorded correct(
      SessionId session, PersonId person, Correction correction, Decision decision) {
    throw new UnsupportedOperationException();
  }

  /**
   * Declares an event void: it counts no more. A correction can be void as well; a void cannot.
   *
   * @param event the event's id
   * @param decision who decided and why
   * @return what was recorded
   * @throws io.faceattendance.FaceException if there is no such event, it is void already or a
   *     void, or the person has been removed
   */
  public Recorded declareVoid(UUID event, Decision decision) {
    throw new UnsupportedOperationException();
  }

  /**
   * The events of a session.
   *
   * @param session which
   * @return in the order in which they were recorded
   */
  public List<Entry> events(SessionId session) {
    throw new UnsupportedOperationException();
  }
}
