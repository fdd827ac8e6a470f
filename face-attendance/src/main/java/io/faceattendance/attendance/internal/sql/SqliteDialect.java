package io.faceattendance.attendance.internal.sql;

import java.util.List;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;

/** SQLite has one writer: a transaction is alone from its start. */
final class SqliteDialect implements Dialect {
  @Override
  public void waitForTurn(Handle handle) {}

  @Override
  public void stopRecording(Handle handle) {}

  @Override
  public List<Long> nextPlaces(Handle handle, int amount) {
    long last =
        handle.createQuery("SELECT COALESCE(MAX(sequence), 0) FROM events").mapTo(Long.class).one();
    return LongStream.rangeClosed(last + 1, last + amount).boxed().toList();
  }
}
