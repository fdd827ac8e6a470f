package io.faceattendance.attendance.internal.sql;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** What the databases say differently. All of it happens inside a transaction. */
interface Dialect {

  /** Waits for the turn of this transaction among those that come one after the other. */
  void waitForTurn(Handle handle);

  /** Keeps others from recording sessions and events until the end of this transaction. */
  void stopRecording(Handle handle);

  /** Places in the order of events, ascending, behind all that were given before. */
  List<Long> nextPlaces(Handle handle, int amount);
}
