package io.faceattendance.attendance.report;

import io.faceattendance.attendance.Evidence;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.rules.Status;
import io.faceattendance.attendance.schedule.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The attendance of a session.
 *
 * @param session the session
 * @param finished whether it is over, so that nothing but a correction changes it any more; a
 *     session without a schedule is over when its day is
 * @param rows everybody who was expected or recorded, by id, removed people last
 * @param totals of the rows
 * @param mismatches claims that a face contradicted, in the order in which they happened
 */
public record SessionReport(
    Session session,
    boolean finished,
    List<AttendanceRow> rows,
    Totals totals,
    List<Mismatch> mismatches) {
  private static final Set<Status> THERE = Set.of(Status.PRESENT, Status.LATE, Status.LEFT_EARLY);

  /**
   * Checks the components.
   *
   * @param session as above
   * @param finished as above
   * @param rows as above
   * @param totals as above
   * @param mismatches as above
   */
  public SessionReport {
    rows = List.copyOf(rows);
    mismatches = List.copyOf(mismatches);
  }

  /**
   * Who was there.
   *
   * @return the rows that are present, late or left early
   */
  public List<AttendanceRow> present() {
    return rows.stream().filter(row -> THERE.contains(row.attendance().status())).toList();
  }

  /**
   * A claim that the face contradicted.
   *
   * @param claimed who it was claimed to be; empty if that person has been removed since
   * @param at the instant given with the photo, to the microsecond
   * @param evidence how similar the face was
   */
  public record Mismatch(Optional<Person> claimed, Instant at, Evidence evidence) {}
}
