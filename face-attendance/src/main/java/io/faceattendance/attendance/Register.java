package io.faceattendance.attendance;

import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.internal.DecisionJson;
import io.faceattendance.attendance.internal.EventJson;
import io.faceattendance.attendance.internal.PersonJson;
import io.faceattendance.attendance.internal.Text;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.rules.Answer;
import io.faceattendance.attendance.rules.Attendance;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.rules.AttendanceEvent.Correction;
import io.faceattendance.attendance.rules.AttendanceEvent.Kind;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.store.EventQuery;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SealedRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What is recorded by hand, and every event that was recorded. Thread-safe; part of a {@link
 * FaceAttendance}.
 */
public final class Register {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_REASON = 1000;

  private final Owned owned;
  private final Vault vault;
  private final Recorder recorder;
  private final Decisions decisions;

  Register(Owned owned, Vault vault, Sessions sessions) {
    this.owned = owned;
    this.vault = vault;
    this.recorder = new Recorder(vault, sessions);
    this.decisions = new Decisions(vault, sessions, recorder);
  }

  /** Which way somebody goes. */
  public enum Direction {
    /** Seen: it checks somebody in who is not in, and never checks out. */
    SEEN,
    /** In. */
    IN,
    /** Out. */
    OUT
  }

  /**
   * What was recorded.
   *
   * @param event the event; the one that was recorded before if it is the same fact
   * @param answer what it means among the person's events
   * @param attendance the person's attendance with it
   */
  public record Recorded(AttendanceEvent event, Answer answer, Attendance attendance) {}

  /**
   * Who decided something, and why. Kept encrypted, and deleted with the person.
   *
   * @param by who: an id of the user's own, 1 to 200 UTF-16 units, not blank, without control
   *     characters
   * @param reason why, 1 to 1,000 UTF-16 units, not blank, without control characters
   */
  public record Decision(String by, String reason) {

    /**
     * Checks the components.
     *
     * @param by as above
     * @param reason as above
     */
    public Decision {
      Text.require("name of who decides", by, LONGEST_NAME);
      Text.require("reason", reason, LONGEST_REASON);
    }
  }

  /**
   * An event, and who decided it and why if it is a correction or void.
   *
   * @param person about whom; empty if the person has been removed since
   * @param event the event
   * @param decision empty if it is no decision, or the person has been removed since
   */
  public record Entry(
      Optional<Person> person, AttendanceEvent event, Optional<Decision> decision) {}

  /**
   * Records that a person was there, without a face.
   *
   * @param session which session; made if it is new
   * @param person who
   * @param direction which way
   * @param at when; kept to the microsecond
   * @return what was recorded
   * @throws FaceException if the person is not in the store, the session is of a template that does
   *     not take place on that day, or it would be new and its id is nearly that of another
   * @throws IllegalArgumentException if {@code at} is more than 290,000 years from 1970
   */
  public Recorded punch(SessionId session, PersonId person, Direction direction, Instant at) {
    Instant stored = Vault.stored(at);
    return owned.whileOpen(
        () -> {
          UUID key = decisions.key(person);
          Session found = recorder.session(session, stored);
          AttendanceEvent event =
              recorder.event(
                  found,
                  key,
                  Recorder.kind(direction),
                  stored,
                  AttendanceEvent.Source.MANUAL,
                  Optional.empty());
          return recorded(recorder.record(found, event, change -> {}), person.value());
        });
  }

  private static Recorded recorded(Recorder.Result result, String person) {
    return result
        .recorded()
        .orElseThrow(() -> new FaceException("the person %s has been removed".formatted(person)));
  }

  /**
   * Sets a person's attendance right; the correction decided last holds, whatever the clocks of the
   * machines say. The events stay.
   *
   * @param session which session
   * @param person who
   * @param correction what holds; its times are kept to the microsecond and lie within the time in
   *     which events of the session count, without a schedule within its day
   * @param decision who decided and why
   * @return what was recorded
   * @throws FaceException if there is no such session, the person is not in the store, or a time is
   *     not one of the session
   */
  public Recorded correct(
      SessionId session, PersonId person, Correction correction, Decision decision) {
    Correction stored =
        new Correction(
            correction.status(),
            correction.in().map(Vault::stored),
            correction.out().map(Vault::stored));
    return owned.whileOpen(() -> decisions.correct(session, person, stored, decision));
  }

  /**
   * Declares an event void: it counts no more. A correction can be void as well; a void cannot.
   *
   * @param event the event's id
   * @param decision who decided and why
   * @return what was recorded
   * @throws FaceException if there is no such event, it is void already or a void, or the person
   *     has been removed
   */
  public Recorded declareVoid(UUID event, Decision decision) {
    return owned.whileOpen(() -> decisions.declareVoid(event, decision));
  }

  private List<AttendanceEvent> events(EventQuery query) {
    return vault.rows().events(query).stream().map(EventJson::event).toList();
  }

  /**
   * The events of a session.
   *
   * @param session which
   * @return in the order in which they were recorded
   */
  public List<Entry> events(SessionId session) {
    return owned.whileOpen(
        () -> {
          List<AttendanceEvent> events = events(EventQuery.of(Set.of(session)));
          Map<UUID, Person> people =
              vault.rows().people().stream()
                  .collect(Collectors.toMap(PersonRow::key, PersonJson::person));
          Map<String, Decision> decisions = decisions(events);
          return events.stream().map(event -> entry(event, people, decisions)).toList();
        });
  }

  private static Entry entry(
      AttendanceEvent event, Map<UUID, Person> people, Map<String, Decision> decisions) {
    return new Entry(
        Optional.ofNullable(people.get(event.person())),
        event,
        Optional.ofNullable(decisions.get(event.id().toString())));
  }

  /** By the id of the event. */
  private Map<String, Decision> decisions(List<AttendanceEvent> events) {
    Map<String, Decision> decisions = new HashMap<>();
    Set<UUID> people =
        events.stream()
            .filter(event -> event.kind() == Kind.CORRECTED || event.kind() == Kind.VOIDED)
            .map(AttendanceEvent::person)
            .collect(Collectors.toSet());
    for (UUID person : people) {
      for (SealedRow note : vault.rows().sealed(SealedRow.NOTE, Optional.of(person))) {
        decisions.put(note.label(), DecisionJson.decision(vault.open(note)));
      }
    }
    return decisions;
  }
}
