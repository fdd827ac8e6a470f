package io.faceattendance.attendance.report;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.report.PeriodReport.PersonTotals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Adds up the rows of each person. */
final class PeopleTotals {
  private PeopleTotals() {}

  /** One of every person, by id, also of those without a row. */
  static List<PersonTotals> of(Map<UUID, Person> people, Collection<AttendanceRow> rows) {
    Map<PersonId, List<AttendanceRow>> byPerson = new HashMap<>();
    for (AttendanceRow row : rows) {
      row.person()
          .ifPresent(
              person -> byPerson.computeIfAbsent(person.id(), id -> new ArrayList<>()).add(row));
    }
    return people.values().stream()
        .sorted(Comparator.comparing(Person::id))
        .map(person -> totals(person, byPerson.getOrDefault(person.id(), List.of())))
        .toList();
  }

  private static PersonTotals totals(Person person, List<AttendanceRow> rows) {
    return new PersonTotals(
        person,
        Totals.of(rows),
        rows.stream().mapToLong(row -> row.attendance().lateMinutes()).sum());
  }
}
