package io.faceattendance.attendance.rules;

import io.faceattendance.attendance.rules.AttendanceEvent.Kind;
import io.faceattendance.attendance.schedule.Session;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The events of one person in one session, in the order in which they happened, and what they add
 * up to. Events may come in any order: the same set gives the same attendance. Not thread-safe.
 *
 * <p>Of n events, one that happened after all others is taken in by O(log n). One that comes out of
 * order reads all those before it again, and so does a sighting that confirms earlier ones;
 * thereafter, and after a void, the next event or question reads all n. A whole set ({@link
 * #attendance(Session, Collection)}) is O(n log n).
 */
public final class PersonLedger {
  private final Session session;
  private final Map<UUID, AttendanceEvent> byId = new HashMap<>();
  private final Set<UUID> voided = new HashSet<>();
  private final TreeSet<AttendanceEvent> corrections = new TreeSet<>(EventOrder.BY_INSTANT);
  private final Timeline timeline;
  private @Nullable UUID person;

  private PersonLedger(Session session) {
    this.session = session;
    this.timeline = new Timeline(session);
  }

  /**
   * A ledger without events.
   *
   * @param session whose rules hold
   * @return the ledger
   */
  public static PersonLedger of(Session session) {
    return new PersonLedger(session);
  }

  /**
   * What events add up to.
   *
   * @param session whose rules hold
   * @param events all of one person in that session, in any order, each any number of times
   * @return the attendance
   * @throws IllegalArgumentException if an event is of another session, or they are of several
   *     people
   */
  public static Attendance attendance(Session session, Collection<AttendanceEvent> events) {
    if (events.isEmpty()) {
      return Attendance.absent();
    }
    PersonLedger ledger = of(session);
    for (AttendanceEvent event : events) {
      if (event.kind().attends()) {
        ledger.put(event);
      } else {
        ledger.add(event);
      }
    }
    return ledger.attendance();
  }

  /** Takes an event in without asking what it means. */
  private void put(AttendanceEvent event) {
    if (isNew(event) && !voided.contains(event.id()) && session.admits(event.at())) {
      timeline.put(event);
    }
  }

  /**
   * Takes an event in.
   *
   * @param event of the same person and session; one that is here already is a duplicate
   * @return what it means among the events that are here
   * @throws IllegalArgumentException if it is of another session or person
   */
  public Answer add(AttendanceEvent event) {
    if (!isNew(event)) {
      return Answer.DUPLICATE;
    }
    return switch (event.kind()) {
      case SEEN, CHECKED_IN, CHECKED_OUT -> attend(event);
      case CORRECTED -> correct(event);
      case VOIDED -> declareVoid(event.voids().orElseThrow());
      case MISMATCH -> Answer.NOT_PRESENCE;
    };
  }

  private boolean isNew(AttendanceEvent event) {
    if (!event.session().equals(session.id())) {
      throw new IllegalArgumentException(
          "expected an event of session %s, got one of %s"
              .formatted(session.id(), event.session()));
    }
    if (person != null && !event.person().equals(person)) {
      throw new IllegalArgumentException(
          "expected an event of person %s, got one of %s".formatted(person, event.person()));
    }
    person = event.person();
    return byId.putIfAbsent(event.id(), event) == null;
  }

  private Answer attend(AttendanceEvent event) {
    if (!session.admits(event.at())) {
      return Answer.OUTSIDE;
    }
    return voided.contains(event.id()) ? Answer.DUPLICATE : timeline.add(event);
  }

  private Answer correct(AttendanceEvent event) {
    if (voided.contains(event.id())) {
      return Answer.DUPLICATE;
    }
    corrections.add(event);
    return corrections.last().equals(event) ? Answer.ACCEPTED : Answer.DUPLICATE;
  }

  private Answer declareVoid(UUID id) {
    AttendanceEvent event = byId.get(id);
    if (!voided.add(id) || (event != null && event.kind() == Kind.VOIDED)) {
      return Answer.DUPLICATE;
    }
    if (event != null) {
      corrections.remove(event);
      timeline.remove(event);
    }
    return Answer.ACCEPTED;
  }

  /**
   * What the events add up to.
   *
   * @return the attendance now
   */
  public Attendance attendance() {
    Stay stay = timeline.stay();
    return corrections.isEmpty()
        ? Judgement.of(session, stay)
        : Judgement.corrected(session, stay, corrections.last());
  }
}
