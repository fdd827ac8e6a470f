package io.faceattendance.attendance.rules;

import io.faceattendance.attendance.schedule.Session;
import java.util.Collection;

/**
 * The events of one person in one session, in the order in which they happened, and what they add
 * up to. Events may come in any order: the same set gives the same attendance. Not thread-safe.
 */
public final class PersonLedger {

  private PersonLedger() {}

  /**
   * A ledger without events.
   *
   * @param session whose rules hold
   * @return the ledger
   */
  public static PersonLedger of(Session session) {
    throw new UnsupportedOperationException();
  }

  /**
   * What events add up to.
   *
   * @param session whose rules hold
   * @param events all of one person in that session, in any order, each any number of times
   * @return the attendance
   */
  public static Attendance attendance(Session session, Collection<AttendanceEvent> events) {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes an event in.
   *
   * @param event of the same person and session; one that is here already is a duplicate
   * @return what it means among the events that are here
   */
  public Answer add(AttendanceEvent event) {
    throw new UnsupportedOperationException();
  }

  /**
   * What the events add up to.
   *
   * @return the attendance now
   */
  public Attendance attendance() {
    throw new UnsupportedOperationException();
  }
}
