package io.faceattendance.attendance;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.report.PeriodReport;
import io.faceattendance.attendance.report.SessionReport;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Reports, computed from the events as they stand in the store. Thread-safe; part of a {@link
 * FaceAttendance}.
 */
public final class Reports {

  private Reports() {}

  /**
   * The attendance of a session.
   *
   * @param session which
   * @return empty if there is no such session
   */
  public Optional<SessionReport> session(SessionId session) {
    throw new UnsupportedOperationException();
  }

  /**
   * The history of a person: every session on these days in which the person was expected or
   * recorded.
   *
   * @param person who
   * @param first the first day
   * @param last the last day
   * @return empty if the person is not in the store
   */
  public Optional<PeriodReport> person(PersonId person, LocalDate first, LocalDate last) {
    throw new UnsupportedOperationException();
  }

  /**
   * The attendance of a group: of everybody who belongs to it, every session on these days in which
   * the person was expected or recorded.
   *
   * @param group which group
   * @param first the first day
   * @param last the last day
   * @return empty if nobody belongs to it
   */
  public Optional<PeriodReport> group(GroupId group, LocalDate first, LocalDate last) {
    throw new UnsupportedOperationException();
  }
}
