package io.faceattendance.attendance;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.internal.EventJson;
import io.faceattendance.attendance.internal.PersonJson;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.report.PeriodReport;
import io.faceattendance.attendance.report.ReportAssembly;
import io.faceattendance.attendance.report.SessionReport;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.store.EventQuery;
import io.faceattendance.attendance.store.PersonRow;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reports, computed from the events as they stand in the store. Groups are those of the roster as
 * it is now. Thread-safe; part of a {@link FaceAttendance}.
 */
public final class Reports {
  private final Owned owned;
  private final Vault vault;
  private final Sessions sessions;

  Reports(Owned owned, Vault vault, Sessions sessions) {
    this.owned = owned;
    this.vault = vault;
    this.sessions = sessions;
  }

  /**
   * The attendance of a session.
   *
   * @param session which
   * @return empty if there is no such session
   * @throws io.faceattendance.FaceException if it names a template that is here and a day on which
   *     it does not take place
   */
  public Optional<SessionReport> session(SessionId session) {
    return owned.whileOpen(() -> sessions.find(session).map(this::report));
  }

  private SessionReport report(Session session) {
    // The events first: who is removed after that is among them, and not among the people.
    List<AttendanceEvent> events = events(EventQuery.of(Set.of(session.id())));
    return ReportAssembly.session(session, people(), events, vault.now());
  }

  private List<AttendanceEvent> events(EventQuery query) {
    return vault.rows().events(query).stream().map(EventJson::event).toList();
  }

  private Map<UUID, Person> people() {
    Map<UUID, Person> people = new HashMap<>();
    vault.rows().people().forEach(row -> people.put(row.key(), PersonJson.person(row)));
    return people;
  }

  /**
   * The history of a person: every session on these days in which the person was expected or
   * recorded.
   *
   * @param person who
   * @param first the first day
   * @param last the last day, at most 10 years later
   * @return empty if the person is not in the store
   * @throws IllegalArgumentException if the last day is before the first or more than 10 years
   *     later
   */
  public Optional<PeriodReport> person(PersonId person, LocalDate first, LocalDate last) {
    return owned.whileOpen(
        () -> {
          List<Session> found = sessions.between(first, last);
          return vault.rows().person(person).map(row -> report(row, first, last, found));
        });
  }

  private PeriodReport report(PersonRow row, LocalDate first, LocalDate last, List<Session> found) {
    Map<UUID, Person> people = Map.of(row.key(), PersonJson.person(row));
    List<AttendanceEvent> events = events(EventQuery.of(row.key()));
    return ReportAssembly.period(first, last, people, found, events, vault.now());
  }

  /**
   * The attendance of a group: of everybody who belongs to it, every session on these days in which
   * the person was expected or recorded.
   *
   * @param group which group
   * @param first the first day
   * @param last the last day, at most 10 years later
   * @return empty if nobody belongs to it
   * @throws IllegalArgumentException if the last day is before the first or more than 10 years
   *     later
   */
  public Optional<PeriodReport> group(GroupId group, LocalDate first, LocalDate last) {
    return owned.whileOpen(
        () -> {
          List<Session> found = sessions.between(first, last);
          Map<UUID, Person> members = people();
          members.values().removeIf(person -> !person.groups().contains(group));
          return members.isEmpty()
              ? Optional.empty()
              : Optional.of(report(members, first, last, found));
        });
  }

  private PeriodReport report(
      Map<UUID, Person> members, LocalDate first, LocalDate last, List<Session> found) {
    Set<SessionId> ids = found.stream().map(Session::id).collect(Collectors.toSet());
    List<AttendanceEvent> events = events(EventQuery.of(ids, members.keySet()));
    return ReportAssembly.period(first, last, members, found, events, vault.now());
  }
}
