package io.faceattendance.attendance.report;

import io.faceattendance.attendance.Person;
import java.time.LocalDate;
import java.util.List;

/**
 * The attendance of people over days.
 *
 * @param first the first day
 * @param last the last day
 * @param rows by date and start of the session, then by the person's id
 * @param totals of all rows
 * @param people the totals of each person, by id; they add up to the totals
 */
public record PeriodReport(
    LocalDate first,
    LocalDate last,
    List<AttendanceRow> rows,
    Totals totals,
    List<PersonTotals> people) {

  /**
   * Checks the components.
   *
   * @param first as above
   * @param last as above
   * @param rows as above
   * @param totals as above
   * @param people as above
   */
  public PeriodReport {
    rows = List.copyOf(rows);
    people = List.copyOf(people);
  }

  /**
   * One person's totals.
   *
   * @param person who
   * @param totals of the person's rows
   * @param lateMinutes the sum of the rows
   */
  public record PersonTotals(Person person, Totals totals, long lateMinutes) {}
}
