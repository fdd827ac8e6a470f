package io.faceattendance.attendance.internal.sql;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** PostgreSQL has many writers: one row is the lock of those that come one after the other. */
final class PostgresDialect implements Dialect {
  @Override
  public void waitForTurn(Handle handle) {
    handle
        .createQuery("SELECT id FROM gallery_state WHERE id = 1 FOR UPDATE")
        .mapTo(Integer.class)
        .one();
  }

  /** Reading goes on. */
  @Override
  public void stopRecording(Handle handle) {
    handle.execute("LOCK TABLE sessions, events, attendees IN SHARE ROW EXCLUSIVE MODE");
  }

  @Override
  public List<Long> nextPlaces(Handle handle, int amount) {
    return handle
        .createQuery(
            "SELECT nextval('events_order') AS place FROM generate_series(1, :amount) ORDER BY place")
        .bind("amount", amount)
        .mapTo(Long.class)
        .list();
  }
}
