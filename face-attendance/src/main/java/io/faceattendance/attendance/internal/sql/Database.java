package io.faceattendance.attendance.internal.sql;

import java.time.Duration;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Runs statements. Failures of the database come as {@code StoreException}; once it is closed,
 * every method but {@link #close} throws {@link IllegalStateException}.
 */
interface Database {

  /** Runs statements that only read, each on its own. */
  <T> T read(Function<Handle, T> work);

  /** Runs statements in one transaction; the work may be done again if the database asks for it. */
  <T> T write(Function<Handle, T> work);

  /**
   * Overwrites the bytes of deleted rows.
   *
   * @param due what was deleted
   * @param wait how long it may wait for other programs
   * @return false if that could not be done now
   */
  boolean erase(Erasure due, Duration wait);

  /** How long a call waits for other programs. */
  Duration patience();

  Dialect dialect();

  /** Waits for running calls. Closing again does nothing. */
  void close();
}
