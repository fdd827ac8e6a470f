package io.faceattendance.attendance.internal.sql;

import io.faceattendance.attendance.store.Commit;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What was deleted, and what of it is erased. It is stored by the commit that deletes: whoever
 * opens the store after a program was killed knows that there is something to do.
 *
 * @param deletions how many commits deleted something
 * @param ofEvents the number of the last of them that deleted events
 * @param erased up to which number the bytes are gone
 */
record Erasure(long deletions, long ofEvents, long erased) {

  static Erasure find(Handle handle) {
    return handle
        .createQuery("SELECT deletions, of_events, erased FROM erasure")
        .map((row, context) -> new Erasure(row.getLong(1), row.getLong(2), row.getLong(3)))
        .one();
  }

  boolean isDue() {
    return erased < deletions;
  }

  boolean isDueOfEvents() {
    return erased < ofEvents;
  }

  /** What was deleted after this was read stays to be erased. */
  void done(Handle handle) {
    handle
        .createUpdate("UPDATE erasure SET erased = :done WHERE erased < :done")
        .bind("done", deletions)
        .execute();
  }

  /** Before the commit is applied: it looks at what is there now. */
  static void noteWhatGoes(Handle handle, Commit commit) {
    boolean events = commit.eventsBefore().isPresent();
    if (events
        || commit.header().isPresent() // everything is encrypted anew
        || !commit.removedPeople().isEmpty()
        || !commit.removedSealed().isEmpty()
        || DocumentSql.anyExists(handle, List.copyOf(commit.documents().keySet()))) {
      handle
          .createUpdate(
              """
              UPDATE erasure SET deletions = deletions + 1,
                of_events = CASE WHEN :events = 1 THEN deletions + 1 ELSE of_events END
              """)
          .bind("events", events ? 1 : 0)
          .execute();
    }
  }
}
