package io.faceattendance.attendance.report;

import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.schedule.Session;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Puts reports together from people, sessions and events. Rows are there for whoever was expected
 * and for whoever was recorded: of whom an event counts, or a correction holds. One pass over the
 * events, and one row's work for each row.
 */
public final class ReportAssembly {
  private static final Comparator<Session> BY_START =
      Comparator.comparing(Session::date).thenComparing(Times::start).thenComparing(Session::id);

  private ReportAssembly() {}

  /**
   * The attendance of a session, whether it has taken place or not.
   *
   * @param session the session
   * @param people everybody who is in the store, by key
   * @param events of that session, in any order; those of keys that are not among the people are of
   *     people who have been removed
   * @param now the instant for which it is asked
   * @return the report
   * @throws IllegalArgumentException if an event is of another session
   */
  public static SessionReport session(
      Session session, Map<UUID, Person> people, Collection<AttendanceEvent> events, Instant now) {
    Map<UUID, List<AttendanceEvent>> byPerson = byPerson(events);
    Rows rows = new Rows(people, now);
    List<AttendanceRow> all = new ArrayList<>(rows.of(session, byPerson, true));
    all.addAll(rows.ofRemoved(session, byPerson));
    return new SessionReport(
        session, Times.isFinished(session, now), all, Totals.of(all), mismatches(people, events));
  }

  /**
   * The attendance of people over days. A session that is not over has rows only for what is
   * recorded already.
   *
   * @param first the first day
   * @param last the last day
   * @param people of whom the report is, by key
   * @param sessions those of these days; others are left out
   * @param events of these sessions, in any order; those of other people or sessions are left out
   * @param now the instant for which it is asked
   * @return the report
   */
  public static PeriodReport period(
      LocalDate first,
      LocalDate last,
      Map<UUID, Person> people,
      Collection<Session> sessions,
      Collection<AttendanceEvent> events,
      Instant now) {
    Map<SessionId, List<AttendanceEvent>> bySession = bySession(people, events);
    Rows rows = new Rows(people, now);
    List<AttendanceRow> all = new ArrayList<>();
    sessions.stream()
        .filter(session -> !session.date().isBefore(first) && !session.date().isAfter(last))
        .sorted(BY_START)
        .forEach(
            session ->
                all.addAll(
                    rows.of(
                        session,
                        byPerson(bySession.getOrDefault(session.id(), List.of())),
                        Times.isFinished(session, now))));
    return new PeriodReport(first, last, all, Totals.of(all), PeopleTotals.of(people, all));
  }

  private static Map<UUID, List<AttendanceEvent>> byPerson(Collection<AttendanceEvent> events) {
    Map<UUID, List<AttendanceEvent>> byPerson = new HashMap<>();
    for (AttendanceEvent event : events) {
      byPerson.computeIfAbsent(event.person(), key -> new ArrayList<>()).add(event);
    }
    return byPerson;
  }

  private static Map<SessionId, List<AttendanceEvent>> bySession(
      Map<UUID, Person> people, Collection<AttendanceEvent> events) {
    Map<SessionId, List<AttendanceEvent>> bySession = new HashMap<>();
    for (AttendanceEvent event : events) {
      if (people.containsKey(event.person())) {
        bySession.computeIfAbsent(event.session(), key -> new ArrayList<>()).add(event);
      }
    }
    return bySession;
  }

  private static List<SessionReport.Mismatch> mismatches(
      Map<UUID, Person> people, Collection<AttendanceEvent> events) {
    return events.stream()
        .filter(event -> event.kind() == AttendanceEvent.Kind.MISMATCH)
        .sorted(Comparator.comparing(AttendanceEvent::at).thenComparing(AttendanceEvent::id))
        .map(
            event ->
                new SessionReport.Mismatch(
                    Optional.ofNullable(people.get(event.person())),
                    event.at(),
                    event.evidence().orElseThrow()))
        .toList();
  }
}
