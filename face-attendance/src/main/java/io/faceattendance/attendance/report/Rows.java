package io.faceattendance.attendance.report;

import io.faceattendance.attendance.GroupId;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.rules.Attendance;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.rules.PersonLedger;
import io.faceattendance.attendance.schedule.Session;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes the rows of one session after the other. */
final class Rows {
  private static final Comparator<Map.Entry<UUID, Person>> BY_ID =
      Comparator.comparing(entry -> entry.getValue().id());

  private final Map<UUID, Person> people;
  private final Instant now;
  private final Map<GroupId, Map<UUID, Person>> members = new HashMap<>();

  Rows(Map<UUID, Person> people, Instant now) {
    this.people = people;
    this.now = now;
    // In order once, so that putting each session's people in order is next to no work.
    people.entrySet().stream().sorted(BY_ID).forEach(this::join);
  }

  private void join(Map.Entry<UUID, Person> member) {
    for (GroupId group : member.getValue().groups()) {
      members
          .computeIfAbsent(group, id -> new LinkedHashMap<>())
          .put(member.getKey(), member.getValue());
    }
  }

  /** Those of the people, by id; of the ones without any event only if the expected are wanted. */
  List<AttendanceRow> of(
      Session session, Map<UUID, List<AttendanceEvent>> events, boolean wantsExpected) {
    Map<UUID, Person> expected = expected(session);
    Map<UUID, Person> candidates = new LinkedHashMap<>(wantsExpected ? expected : Map.of());
    for (UUID key : events.keySet()) {
      Optional.ofNullable(people.get(key)).ifPresent(person -> candidates.put(key, person));
    }
    return candidates.entrySet().stream()
        .sorted(BY_ID)
        .map(
            candidate ->
                row(
                    Optional.of(candidate.getValue()),
                    session,
                    expected.containsKey(candidate.getKey()),
                    events.getOrDefault(candidate.getKey(), List.of())))
        .filter(row -> (row.expected() && wantsExpected) || isRecorded(row))
        .toList();
  }

  /** One row for each person who has been removed since and was recorded, by key. */
  List<AttendanceRow> ofRemoved(Session session, Map<UUID, List<AttendanceEvent>> events) {
    return events.keySet().stream()
        .filter(key -> !people.containsKey(key))
        .sorted()
        .map(key -> row(Optional.empty(), session, false, events.getOrDefault(key, List.of())))
        .filter(Rows::isRecorded)
        .toList();
  }

  private Map<UUID, Person> expected(Session session) {
    Map<UUID, Person> expected = new LinkedHashMap<>();
    for (GroupId group : session.groups()) {
      members
          .getOrDefault(group, Map.of())
          .forEach(
              (key, person) -> {
                if (person.isActiveOn(session.date())) {
                  expected.put(key, person);
                }
              });
    }
    return expected;
  }

  private AttendanceRow row(
      Optional<Person> person, Session session, boolean expected, List<AttendanceEvent> events) {
    Attendance attendance = PersonLedger.attendance(session, events);
    Optional<AttendanceEvent> decisive = decisive(attendance, events);
    return new AttendanceRow(
        person,
        session,
        expected,
        attendance,
        decisive.map(AttendanceEvent::source),
        Times.isFinished(session, now),
        decisive.flatMap(AttendanceEvent::evidence));
  }

  private static boolean isRecorded(AttendanceRow row) {
    return row.attendance().decidedBy().isPresent();
  }

  private static Optional<AttendanceEvent> decisive(
      Attendance attendance, List<AttendanceEvent> events) {
    return attendance
        .decidedBy()
        .flatMap(id -> events.stream().filter(event -> event.id().equals(id)).findFirst());
  }
}
