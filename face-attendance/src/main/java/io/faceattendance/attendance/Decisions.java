package io.faceattendance.attendance;

import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.Register.Decision;
import io.faceattendance.attendance.Register.Recorded;
import io.faceattendance.attendance.internal.DecisionJson;
import io.faceattendance.attendance.internal.EventJson;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.rules.AttendanceEvent.Correction;
import io.faceattendance.attendance.rules.AttendanceEvent.Kind;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.store.EventQuery;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SealedRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Corrections and voids. What is decided holds on the version of the store that was looked at, or
 * is decided again, so that the audit log tells of nothing that did not happen. Thread-safe.
 */
final class Decisions {
  private final Vault vault;
  private final Sessions sessions;
  private final Recorder recorder;

  Decisions(Vault vault, Sessions sessions, Recorder recorder) {
    this.vault = vault;
    this.sessions = sessions;
    this.recorder = recorder;
  }

  /** What is to be recorded. */
  private record Decided(Session session, AttendanceEvent event, String action) {}

  Recorded correct(SessionId id, PersonId person, Correction correction, Decision decision) {
    return record(
        decision,
        () -> {
          UUID key = key(person);
          Session session = existing(id);
          requireWithin(session, correction);
          AttendanceEvent event =
              event(id, key, Kind.CORRECTED, Optional.of(correction), Optional.empty());
          return new Decided(session, event, "corrected");
        });
  }

  Recorded declareVoid(UUID id, Decision decision) {
    return record(
        decision,
        () -> {
          AttendanceEvent target = voidable(id);
          AttendanceEvent event =
              event(
                  target.session(),
                  target.person(),
                  Kind.VOIDED,
                  Optional.empty(),
                  Optional.of(id));
          return new Decided(existing(target.session()), event, "voided");
        });
  }

  private Recorded record(Decision decision, Supplier<Decided> look) {
    while (true) {
      long gallery = vault.rows().version().gallery();
      Optional<Recorder.Result> result = recordOn(gallery, look.get(), decision);
      if (result.isPresent()) {
        return result
            .flatMap(Recorder.Result::recorded)
            .orElseThrow(() -> new IllegalStateException("expected a person who was here"));
      }
    }
  }

  private Optional<Recorder.Result> recordOn(long gallery, Decided decided, Decision decision) {
    AttendanceEvent event = decided.event();
    String id = event.id().toString();
    Map<String, String> ids = Map.of("event", id, "session", event.session().value());
    return recorder.recordOn(
        gallery,
        decided.session(),
        event,
        change ->
            change
                .put(vault.seal(event.person(), SealedRow.NOTE, id, DecisionJson.bytes(decision)))
                .audit(vault.audit(decided.action(), Optional.of(event.person()), ids)));
  }

  UUID key(PersonId person) {
    return vault
        .rows()
        .person(person)
        .map(PersonRow::key)
        .orElseThrow(
            () -> new FaceException("the person %s is not in the store".formatted(person)));
  }

  private Session existing(SessionId session) {
    return sessions
        .find(session)
        .orElseThrow(() -> new FaceException("there is no session %s".formatted(session)));
  }

  private static void requireWithin(Session session, Correction correction) {
    Instant first =
        session.opens().orElseGet(() -> session.date().atStartOfDay(session.zone()).toInstant());
    Instant last =
        session
            .closes()
            .orElseGet(() -> session.date().plusDays(1).atStartOfDay(session.zone()).toInstant());
    Stream.of(correction.in(), correction.out())
        .flatMap(Optional::stream)
        .filter(at -> at.isBefore(first) || at.isAfter(last))
        .findFirst()
        .ifPresent(
            at -> {
              throw new FaceException(
                  "expected in and out of the session %s within %s to %s, in which its events count, got %s"
                      .formatted(session.id(), first, last, at));
            });
  }

  private AttendanceEvent event(
      SessionId session,
      UUID person,
      Kind kind,
      Optional<Correction> correction,
      Optional<UUID> voids) {
    Instant now = vault.now();
    return new AttendanceEvent(
        UUID.randomUUID(),
        session,
        person,
        kind,
        afterTheLast(session, person, now),
        now,
        AttendanceEvent.Source.MANUAL,
        Optional.empty(),
        correction,
        voids);
  }

  /** Now, or later if a clock that goes before this one gave the last decision its time. */
  private Instant afterTheLast(SessionId session, UUID person, Instant now) {
    return events(EventQuery.of(Set.of(session), Set.of(person))).stream()
        .filter(event -> event.kind() == Kind.CORRECTED || event.kind() == Kind.VOIDED)
        .map(event -> event.at().plus(1, ChronoUnit.MICROS))
        .filter(now::isBefore)
        .max(Instant::compareTo)
        .orElse(now);
  }

  private AttendanceEvent voidable(UUID id) {
    AttendanceEvent event =
        events(EventQuery.ofId(id)).stream()
            .findFirst()
            .orElseThrow(() -> new FaceException("there is no event " + id));
    if (event.kind() == Kind.VOIDED) {
      throw new FaceException(
          "the event %s is a void, which cannot be void: correct the attendance".formatted(id));
    }
    EventQuery ofPerson = EventQuery.of(Set.of(event.session()), Set.of(event.person()));
    if (events(ofPerson).stream().anyMatch(other -> other.voids().filter(id::equals).isPresent())) {
      throw new FaceException("the event %s is void already".formatted(id));
    }
    if (vault.rows().people().stream().noneMatch(row -> row.key().equals(event.person()))) {
      throw new FaceException("the person of the event %s has been removed".formatted(id));
    }
    return event;
  }

  private List<AttendanceEvent> events(EventQuery query) {
    return vault.rows().events(query).stream().map(EventJson::event).toList();
  }
}
