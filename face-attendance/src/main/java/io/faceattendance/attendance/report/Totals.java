package io.faceattendance.attendance.report;

import io.faceattendance.attendance.rules.Status;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many rows have each status; they add up to the number of rows.
 *
 * @param counts every status has its count, be it 0
 */
public record Totals(Map<Status, Integer> counts) {

  /**
   * Checks the components.
   *
   * @param counts as above; copied
   */
  public Totals {
    Map<Status, Integer> all = new EnumMap<>(Status.class);
    for (Status status : Status.values()) {
      all.put(status, counts.getOrDefault(status, 0));
    }
    counts = Collections.unmodifiableMap(all);
  }

  /**
   * The totals of rows.
   *
   * @param rows the rows
   * @return the totals
   */
  public static Totals of(Collection<AttendanceRow> rows) {
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    rows.forEach(row -> counts.merge(row.attendance().status(), 1, Integer::sum));
    return new Totals(counts);
  }

  /**
   * How many rows there are.
   *
   * @return the sum of all counts
   */
  public int rows() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
