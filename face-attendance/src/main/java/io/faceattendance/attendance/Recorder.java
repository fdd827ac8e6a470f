package io.faceattendance.attendance;

import io.faceattendance.attendance.Register.Direction;
import io.faceattendance.attendance.Register.Recorded;
import io.faceattendance.attendance.internal.EventJson;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.rules.Answer;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.rules.AttendanceEvent.Kind;
import io.faceattendance.attendance.rules.AttendanceEvent.Source;
import io.faceattendance.attendance.rules.PersonLedger;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.CommitResult;
import io.faceattendance.attendance.store.EventOutcome;
import io.faceattendance.attendance.store.EventQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Records events together with the session to which they belong, and says what they mean among the
 * events of the person. Thread-safe.
 */
final class Recorder {
  private final Vault vault;
  private final Sessions sessions;

  Recorder(Vault vault, Sessions sessions) {
    this.vault = vault;
    this.sessions = sessions;
  }

  /**
   * What became of an event.
   *
   * @param outcome what the store says
   * @param recorded empty if the person is not in the store
   */
  record Result(EventOutcome outcome, Optional<Recorded> recorded) {

    /** Whether the same, or a presence in that session, had been recorded before. */
    boolean before() {
      return outcome == EventOutcome.KNOWN || outcome == EventOutcome.AGAIN;
    }
  }

  /** The session in which something happens; throws before anything is done if it cannot be. */
  Session session(SessionId id, Instant at) {
    return sessions.findOrMake(id, at);
  }

  static Kind kind(Direction direction) {
    return switch (direction) {
      case SEEN -> Kind.SEEN;
      case IN -> Kind.CHECKED_IN;
      case OUT -> Kind.CHECKED_OUT;
    };
  }

  /** A fact that shows where somebody was. */
  AttendanceEvent event(
      Session session,
      UUID person,
      Kind kind,
      Instant at,
      Source source,
      Optional<Evidence> evidence) {
    return new AttendanceEvent(
        UUID.randomUUID(),
        session.id(),
        person,
        kind,
        at,
        vault.now(),
        source,
        evidence,
        Optional.empty(),
        Optional.empty());
  }

  Result record(Session session, AttendanceEvent event, Consumer<Commit.Builder> more) {
    return record(session, List.of(event), more).get(0);
  }

  /**
   * Records events, and the session if it is not in the store, in one commit.
   *
   * @param more adds to that commit; asked again if the version that it expects has passed
   * @return what became of each, in their order
   */
  List<Result> record(
      Session session, List<AttendanceEvent> events, Consumer<Commit.Builder> more) {
    List<EventOutcome> outcomes = commit(session, events, more);
    Map<UUID, List<AttendanceEvent>> known = read(session, events);
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      AttendanceEvent event = events.get(i);
      List<AttendanceEvent> ofPerson = known.getOrDefault(event.person(), List.of());
      results.add(result(session, event, outcomes.get(i), ofPerson));
    }
    return results;
  }

  private List<EventOutcome> commit(
      Session session, List<AttendanceEvent> events, Consumer<Commit.Builder> more) {
    while (true) {
      Commit.Builder change = vault.change().add(sessions.row(session));
      events.forEach(event -> change.record(EventJson.row(event)));
      more.accept(change);
      CommitResult result = vault.rows().commit(change.build());
      if (result.applied()) {
        return result.events();
      }
    }
  }

  private Map<UUID, List<AttendanceEvent>> read(Session session, List<AttendanceEvent> events) {
    Set<UUID> people =
        events.stream().map(AttendanceEvent::person).collect(Collectors.toUnmodifiableSet());
    if (people.isEmpty()) {
      return Map.of();
    }
    return vault.rows().events(EventQuery.of(Set.of(session.id()), people)).stream()
        .map(EventJson::event)
        .collect(Collectors.groupingBy(AttendanceEvent::person));
  }

  private static Result result(
      Session session, AttendanceEvent event, EventOutcome outcome, List<AttendanceEvent> known) {
    return switch (outcome) {
      case NO_SUCH_PERSON -> new Result(outcome, Optional.empty());
      case KNOWN -> new Result(outcome, Optional.of(meaning(session, same(event, known), known)));
      case FIRST, AGAIN -> {
        List<AttendanceEvent> others =
            known.stream().filter(one -> !one.id().equals(event.id())).toList();
        yield new Result(outcome, Optional.of(meaning(session, event, others)));
      }
    };
  }

  /** The fact that was recorded before, of which this one is a copy. */
  private static AttendanceEvent same(AttendanceEvent event, List<AttendanceEvent> known) {
    return known.stream()
        .filter(one -> one.kind() == event.kind() && one.at().equals(event.at()))
        .findFirst()
        .orElse(event);
  }

  private static Recorded meaning(
      Session session, AttendanceEvent event, List<AttendanceEvent> before) {
    PersonLedger ledger = PersonLedger.of(session);
    before.forEach(ledger::add);
    Answer answer = ledger.add(event);
    return new Recorded(event, answer, ledger.attendance());
  }
}
