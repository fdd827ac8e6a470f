package io.faceattendance.attendance.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.rules.AttendanceEvent.Correction;
import io.faceattendance.attendance.rules.AttendanceEvent.Kind;
import io.faceattendance.attendance.rules.AttendanceEvent.Source;
import io.faceattendance.attendance.rules.Status;
import io.faceattendance.attendance.store.EventRow;
import java.time.Instant;
import java.util.Optional;

/**
 * An event as a row. Kind and source are words. The details of a correction are a JSON object with
 * status (a word), in and out (instants, each only if there is one); those of other events are
 * empty.
 */
public final class EventJson {
  private EventJson() {}

  /**
   * A fact that is recorded again after every record of it was declared void.
   *
   * @param event the event
   * @param occurrence tells it from the records that are void
   * @return the row
   */
  public static EventRow row(AttendanceEvent event, long occurrence) {
    return new EventRow(
        event.id(),
        event.session(),
        event.person(),
        Json.word(event.kind()),
        occurrence,
        event.kind().attends(),
        event.at(),
        event.recordedAt(),
        Json.word(event.source()),
        event.evidence(),
        event.voids(),
        event.correction().map(EventJson::details).orElse("{}"));
  }

  /**
   * An event as a row. Seen and punched twice at one instant is one fact; every correction and void
   * is one of its own.
   *
   * @param event the event
   * @return the row
   */
  public static EventRow row(AttendanceEvent event) {
    boolean decided = event.kind() == Kind.CORRECTED || event.kind() == Kind.VOIDED;
    return row(event, decided ? event.id().getLeastSignificantBits() : Micros.of(event.at()));
  }

  private static String details(Correction correction) {
    ObjectNode node = Json.object().put("status", Json.word(correction.status()));
    correction.in().ifPresent(at -> node.put("in", at.toString()));
    correction.out().ifPresent(at -> node.put("out", at.toString()));
    return node.toString();
  }

  /**
   * The event of a row.
   *
   * @param row the row
   * @return the event
   * @throws io.faceattendance.attendance.StoreException if it is not what this version writes
   */
  public static AttendanceEvent event(EventRow row) {
    String what = "event " + row.id();
    return row.kind().equals(Json.word(Kind.CORRECTED))
        ? Json.read(what, row.details(), node -> event(row, correction(node)))
        : Json.guarded(what, () -> event(row, Optional.empty()));
  }

  private static AttendanceEvent event(EventRow row, Optional<Correction> correction) {
    return new AttendanceEvent(
        row.id(),
        row.session(),
        row.person(),
        Json.constant(Kind.class, row.kind()),
        row.at(),
        row.recordedAt(),
        Json.constant(Source.class, row.source()),
        row.evidence(),
        correction,
        row.refersTo());
  }

  private static Optional<Correction> correction(JsonNode node) {
    return Optional.of(
        new Correction(
            Json.constant(Status.class, Json.text(node, "status")),
            Json.optional(node, "in").map(Instant::parse),
            Json.optional(node, "out").map(Instant::parse)));
  }
}
