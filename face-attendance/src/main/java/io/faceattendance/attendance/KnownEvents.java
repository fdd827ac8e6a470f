package io.faceattendance.attendance;

import io.faceattendance.attendance.internal.EventJson;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.store.EventRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the store knows of people in one session, in the order in which it was recorded. */
final class KnownEvents {
  private final Map<UUID, List<EventRow>> rows;

  KnownEvents(Collection<EventRow> rows) {
    this.rows = rows.stream().collect(Collectors.groupingBy(EventRow::person));
  }

  List<AttendanceEvent> of(UUID person) {
    return rowsOf(person).stream().map(EventJson::event).toList();
  }

  private List<EventRow> rowsOf(UUID person) {
    return rows.getOrDefault(person, List.of());
  }

  /** The record of the same fact: the one that is not void, if there is one. */
  Optional<AttendanceEvent> same(AttendanceEvent event) {
    List<EventRow> copies = copies(event);
    Set<UUID> voided = voided(event.person());
    return copies.stream()
        .filter(copy -> !voided.contains(copy.id()))
        .findFirst()
        .or(() -> copies.stream().findFirst())
        .map(EventJson::event);
  }

  /**
   * Under which occurrence a fact is to be recorded again, of which every record is void. It is
   * that of a void, so that whoever records the fact after the same void says the same.
   *
   * @return empty if a record of it is not void, or there is none
   */
  OptionalLong occurrenceAfterVoid(AttendanceEvent event) {
    List<EventRow> copies = copies(event);
    Set<UUID> ids = copies.stream().map(EventRow::id).collect(Collectors.toSet());
    if (ids.isEmpty() || !voided(event.person()).containsAll(ids)) {
      return OptionalLong.empty();
    }
    Set<Long> taken = copies.stream().map(EventRow::occurrence).collect(Collectors.toSet());
    return rowsOf(event.person()).stream()
        .filter(row -> row.refersTo().filter(ids::contains).isPresent())
        .mapToLong(row -> row.id().getLeastSignificantBits()) // always below 0: a variant of UUIDs
        .filter(occurrence -> !taken.contains(occurrence))
        .findFirst();
  }

  private List<EventRow> copies(AttendanceEvent event) {
    String kind = EventJson.row(event).kind();
    return rowsOf(event.person()).stream()
        .filter(row -> row.kind().equals(kind) && row.at().equals(event.at()))
        .toList();
  }

  private Set<UUID> voided(UUID person) {
    return rowsOf(person).stream()
        .flatMap(row -> row.refersTo().stream())
        .collect(Collectors.toSet());
  }
}
