package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.SessionReport;
import io.faceattendance.attendance.SessionReport.Mismatch;
import io.faceattendance.attendance.SessionReport.Presence;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.EventOutcome;
import io.faceattendance.attendance.store.EventQuery;
import io.faceattendance.attendance.store.EventRow;
import io.faceattendance.attendance.store.SessionQuery;
import io.faceattendance.attendance.store.SessionRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Sessions and what faces showed in them. Thread-safe. */
public final class EventStore {
  private final Vault vault;

  /**
   * Over an open store.
   *
   * @param vault the store; left open
   */
  public EventStore(Vault vault) {
    this.vault = vault;
  }

  /**
   * Records that a session took place, and events of it.
   *
   * @param session which session; made if it is new
   * @param facts the events
   * @return what became of each, in their order
   */
  public List<EventOutcome> record(SessionId session, List<Fact> facts) {
    Instant now = vault.now();
    Commit.Builder change = vault.change();
    change.add(new SessionRow(session, Optional.empty(), Optional.empty(), now, "{}"));
    facts.forEach(fact -> change.record(fact.row(session, now)));
    return vault.rows().commit(change.build()).events();
  }

  /**
   * Every session that was recorded.
   *
   * @return the sessions, oldest first
   */
  public List<SessionId> sessions() {
    return vault.rows().sessions(SessionQuery.all()).stream().map(SessionRow::id).toList();
  }

  /**
   * The attendance of a session.
   *
   * @param session which
   * @return empty if no such session was recorded
   */
  public Optional<SessionReport> report(SessionId session) {
    if (vault.rows().sessions(SessionQuery.of(session)).isEmpty()) {
      return Optional.empty();
    }
    List<EventRow> events = vault.rows().events(EventQuery.of(Set.of(session)));
    Map<UUID, Person> people = new HashMap<>();
    vault.rows().people().forEach(row -> people.put(row.key(), PersonJson.person(row)));
    Set<UUID> seen = new HashSet<>();
    List<Presence> present =
        events.stream()
            .filter(event -> event.attends() && seen.add(event.person()))
            .flatMap(event -> presence(event, people))
            .toList();
    List<Mismatch> mismatches =
        events.stream()
            .filter(event -> event.kind().equals(Fact.Kind.MISMATCH.stored()))
            .flatMap(event -> mismatch(event, people))
            .toList();
    return Optional.of(new SessionReport(session, present, mismatches));
  }

  private static Stream<Presence> presence(EventRow event, Map<UUID, Person> people) {
    Optional<Person> person = Optional.ofNullable(people.get(event.person()));
    return event.evidence().stream().map(face -> new Presence(person, event.at(), face));
  }

  private static Stream<Mismatch> mismatch(EventRow event, Map<UUID, Person> people) {
    Optional<Person> person = Optional.ofNullable(people.get(event.person()));
    return event.evidence().stream().map(face -> new Mismatch(person, event.at(), face));
  }
}
