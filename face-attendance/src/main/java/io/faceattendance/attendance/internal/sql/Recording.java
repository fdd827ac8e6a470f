package io.faceattendance.attendance.internal.sql;

import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.internal.sql.EventSql.Placed;
import io.faceattendance.attendance.store.EventOutcome;
import io.faceattendance.attendance.store.EventRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Records events. Whether one is new, and whether it is the first that shows a person in a session,
 * is decided by unique keys of the database: rows that another transaction adds at the same time
 * count. All transactions insert in one order, so that no two wait for each other.
 */
final class Recording {
  private static final Comparator<EventRow> ORDER =
      Comparator.comparing(EventRow::session)
          .thenComparing(EventRow::person)
          .thenComparing(EventRow::kind)
          .thenComparingLong(EventRow::occurrence);

  private record Attendee(SessionId session, UUID person) {}

  private final Handle handle;
  private final List<EventRow> events;
  private final EventOutcome[] outcomes;

  private Recording(Handle handle, List<EventRow> events) {
    this.handle = handle;
    this.events = events;
    this.outcomes = new EventOutcome[events.size()];
    Arrays.fill(outcomes, EventOutcome.NO_SUCH_PERSON);
  }

  /** What became of each, in their order. */
  static List<EventOutcome> of(Handle handle, Dialect dialect, List<EventRow> events) {
    if (events.isEmpty()) {
      return List.of();
    }
    Recording recording = new Recording(handle, events);
    recording.requireSessions();
    recording.insert(dialect.nextPlaces(handle, events.size()));
    return List.of(recording.outcomes);
  }

  private void requireSessions() {
    Set<SessionId> missing =
        events.stream().map(EventRow::session).collect(Collectors.toCollection(TreeSet::new));
    missing.removeAll(SessionSql.existing(handle, List.copyOf(missing)));
    if (!missing.isEmpty()) {
      throw new StoreException(
          "expected a session that is in the store, got " + missing.iterator().next());
    }
  }

  private void insert(List<Long> places) {
    List<Integer> order = ofPeopleWhoAreHere();
    boolean[] added =
        EventSql.insert(
            handle, order.stream().map(i -> new Placed(places.get(i), events.get(i))).toList());
    List<Integer> attending = new ArrayList<>();
    for (int i = 0; i < added.length; i++) {
      int index = order.get(i);
      outcomes[index] = added[i] ? EventOutcome.FIRST : EventOutcome.KNOWN;
      if (added[i] && events.get(index).attends()) {
        attending.add(index);
      }
    }
    insertAttendees(attending);
  }

  /** Indexes of events, in the order of insertion. */
  private List<Integer> ofPeopleWhoAreHere() {
    Set<UUID> people = PeopleSql.existing(handle, events.stream().map(EventRow::person).toList());
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      if (people.contains(events.get(i).person())) {
        indexes.add(i);
      }
    }
    indexes.sort((a, b) -> ORDER.compare(events.get(a), events.get(b)));
    return indexes;
  }

  private void insertAttendees(List<Integer> attending) {
    Map<Attendee, Integer> earliest = new LinkedHashMap<>(); // keeps the order of insertion
    for (int index : attending) {
      outcomes[index] = EventOutcome.AGAIN;
      EventRow event = events.get(index);
      earliest.merge(new Attendee(event.session(), event.person()), index, Math::min);
    }
    List<Integer> indexes = List.copyOf(earliest.values());
    boolean[] added = EventSql.insertAttendees(handle, indexes.stream().map(events::get).toList());
    for (int i = 0; i < added.length; i++) {
      if (added[i]) {
        outcomes[indexes.get(i)] = EventOutcome.FIRST;
      }
    }
  }
}
