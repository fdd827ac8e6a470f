package io.faceattendance.attendance.internal.sql;

import io.faceattendance.attendance.internal.Micros;
import io.faceattendance.attendance.store.Outdated;
import io.faceattendance.attendance.store.SealedRow;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Statements of retention: what happened before an instant is counted and deleted. */
final class OutdatedSql {
  private static final String EVENTS = "FROM events WHERE occurred_at < :first";

  private static final String SESSIONS =
      """
      FROM sessions WHERE COALESCE(ends_at, created_at) < :first
      AND NOT EXISTS (
        SELECT 1 FROM events e WHERE e.session_id = sessions.id AND e.occurred_at >= :first)
      """;

  private OutdatedSql() {}

  static Outdated find(Handle handle, Instant first) {
    long events = count(handle, "SELECT count(*) " + EVENTS, first);
    return new Outdated(first, events, count(handle, "SELECT count(*) " + SESSIONS, first));
  }

  private static long count(Handle handle, String query, Instant first) {
    return handle.createQuery(query).bind("first", Micros.of(first)).mapTo(Long.class).one();
  }

  /**
   * While nobody records. Whoever attended by an event that goes is afterwards as if never seen
   * there.
   */
  static void delete(Handle handle, Instant first) {
    execute(handle, "INSERT INTO retention_in_progress (events_before) VALUES (:first)", first);
    execute(
        handle,
        """
        DELETE FROM attendees
        WHERE (session_id, person_key) IN (
          SELECT session_id, person_key FROM events WHERE attends = 1 AND occurred_at < :first)
        AND NOT EXISTS (
          SELECT 1 FROM events e
          WHERE e.session_id = attendees.session_id AND e.person_key = attendees.person_key
          AND e.attends = 1 AND e.occurred_at >= :first)
        """,
        first);
    deleteNotes(handle, first);
    execute(handle, "DELETE " + EVENTS, first);
    execute(handle, "DELETE " + SESSIONS, first);
    handle.execute("DELETE FROM retention_in_progress");
  }

  /** Why an event was corrected goes with the correction. */
  private static void deleteNotes(Handle handle, Instant first) {
    handle
        .createUpdate(
            """
            DELETE FROM sealed WHERE kind = :kind
            AND label IN (SELECT CAST(id AS text) FROM events WHERE occurred_at < :first)
            """)
        .bind("kind", SealedRow.NOTE)
        .bind("first", Micros.of(first))
        .execute();
  }

  private static void execute(Handle handle, String statement, Instant first) {
    handle.createUpdate(statement).bind("first", Micros.of(first)).execute();
  }
}
