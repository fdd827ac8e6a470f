package io.faceattendance.attendance;

import io.faceattendance.attendance.Register.Direction;
import io.faceattendance.attendance.Register.Recorded;
import io.faceattendance.attendance.internal.EventJson;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.rules.Answer;
import io.faceattendance.attendance.rules.Attendance;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.rules.AttendanceEvent.Kind;
import io.faceattendance.attendance.rules.AttendanceEvent.Source;
import io.faceattendance.attendance.rules.PersonLedger;
import io.faceattendance.attendance.rules.Status;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.CommitResult;
import io.faceattendance.attendance.store.EventOutcome;
import io.faceattendance.attendance.store.EventQuery;
import io.faceattendance.attendance.store.EventRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
   * Records events, and the session if it is not in the store, in one commit. A fact of which every
   * record is void is recorded again, in a second one.
   *
   * @param more adds to that commit; asked again if the version that it expects has passed
   * @return what became of each, in their order
   */
  List<Result> record(
      Session session, List<AttendanceEvent> events, Consumer<Commit.Builder> more) {
    List<EventRow> rows = events.stream().map(EventJson::row).toList();
    List<EventOutcome> outcomes = new ArrayList<>(commit(session, rows, more));
    KnownEvents known = read(session, events);
    Map<Integer, EventRow> again = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      if (outcomes.get(i) == EventOutcome.KNOWN) {
        AttendanceEvent event = events.get(i);
        OptionalLong occurrence = known.occurrenceAfterVoid(event);
        if (occurrence.isPresent()) {
          again.put(i, EventJson.row(event, occurrence.getAsLong()));
        }
      }
    }
    if (!again.isEmpty()) {
      Iterator<EventOutcome> now = commit(session, List.copyOf(again.values()), more).iterator();
      again.keySet().forEach(i -> outcomes.set(i, now.next()));
      known = read(session, events);
    }
    return results(session, events, outcomes, known);
  }

  /**
   * Records an event if the store is as it was when that was decided.
   *
   * @param gallery the version that was read before
   * @return empty if something was changed since: nothing is recorded
   */
  Optional<Result> recordOn(
      long gallery, Session session, AttendanceEvent event, Consumer<Commit.Builder> more) {
    Commit.Builder change = change(session, List.of(EventJson.row(event))).expecting(gallery);
    more.accept(change);
    CommitResult result = vault.rows().commit(change.build());
    List<AttendanceEvent> events = List.of(event);
    return result.applied()
        ? Optional.of(results(session, events, result.events(), read(session, events)).get(0))
        : Optional.empty();
  }

  private List<EventOutcome> commit(
      Session session, List<EventRow> events, Consumer<Commit.Builder> more) {
    while (true) {
      Commit.Builder change = change(session, events);
      more.accept(change);
      CommitResult result = vault.rows().commit(change.build());
      if (result.applied()) {
        return result.events();
      }
    }
  }

  private Commit.Builder change(Session session, List<EventRow> events) {
    Commit.Builder change = vault.change().add(sessions.row(session));
    events.forEach(change::record);
    return change;
  }

  private KnownEvents read(Session session, List<AttendanceEvent> events) {
    Set<UUID> people =
        events.stream().map(AttendanceEvent::person).collect(Collectors.toUnmodifiableSet());
    return new KnownEvents(
        people.isEmpty()
            ? List.of()
            : vault.rows().events(EventQuery.of(Set.of(session.id()), people)));
  }

  private static List<Result> results(
      Session session,
      List<AttendanceEvent> events,
      List<EventOutcome> outcomes,
      KnownEvents known) {
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      results.add(result(session, events.get(i), outcomes.get(i), known));
    }
    return results;
  }

  private static Result result(
      Session session, AttendanceEvent event, EventOutcome outcome, KnownEvents known) {
    return switch (outcome) {
      case NO_SUCH_PERSON -> new Result(outcome, Optional.empty());
      case KNOWN -> {
        AttendanceEvent stored = known.same(event).orElse(event);
        Recorded before = meaning(session, stored, known.of(event.person()));
        // It counts, but not because it was recorded once more.
        Answer answer = before.answer() == Answer.ACCEPTED ? Answer.DUPLICATE : before.answer();
        yield new Result(outcome, Optional.of(new Recorded(stored, answer, before.attendance())));
      }
      case FIRST, AGAIN ->
          new Result(outcome, Optional.of(meaning(session, event, known.of(event.person()))));
    };
  }

  private static Recorded meaning(
      Session session, AttendanceEvent event, List<AttendanceEvent> known) {
    PersonLedger ledger = PersonLedger.of(session);
    known.stream().filter(one -> !one.id().equals(event.id())).forEach(ledger::add);
    Answer answer = ledger.add(event);
    Attendance attendance = ledger.attendance();
    boolean needsMore =
        answer == Answer.ACCEPTED
            && event.kind().attends()
            && attendance.status() == Status.ABSENT
            && !attendance.corrected();
    return new Recorded(event, needsMore ? Answer.TO_BE_CONFIRMED : answer, attendance);
  }
}
