package io.faceattendance.attendance.internal.sql;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the tables of what was deleted anew; the old files are gone then. Rows that an older
 * transaction may still see would be written too, so it waits for the end of those.
 *
 * @param handle a connection
 * @param due what was deleted
 * @param waiting how long to wait for other programs
 * @param patience how long the connection waits otherwise
 */
record PostgresErasing(Handle handle, Erasure due, Duration waiting, Duration patience) {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresErasing.class);
  private static final List<String> ALWAYS = List.of("people", "sealed", "documents");
  private static final List<String> OF_EVENTS = List.of("events", "attendees", "sessions");
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** Whatever keeps VACUUM from dropping a row that this transaction, or one before, deleted. */
  private static final String OLDER_TRANSACTIONS =
      """
      SELECT count(*) FROM (
        SELECT backend_xmin AS holds FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        UNION ALL
        SELECT backend_xid FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        UNION ALL
        SELECT transaction FROM pg_prepared_xacts WHERE database = current_database()
        UNION ALL
        SELECT xmin FROM pg_replication_slots
      ) held
      WHERE age(holds) >= age(CAST(:than AS xid))
      """;

  boolean run() throws SQLException {
    return olderTransactionsEnd() && vacuum();
  }

  private boolean olderTransactionsEnd() {
    String now =
        handle
            .createQuery("SELECT CAST(CAST(pg_current_xact_id() AS xid) AS text)")
            .mapTo(String.class)
            .one();
    long deadline = System.nanoTime() + waiting.toNanos();
    while (olderTransactions(now) > 0) {
      if (System.nanoTime() - deadline > 0) {
        LOG.warn("deleted rows still stand in the tables: an older transaction is open");
        return false;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return true;
  }

  private int olderTransactions(String than) {
    return handle.createQuery(OLDER_TRANSACTIONS).bind("than", than).mapTo(Integer.class).one();
  }

  private boolean vacuum() throws SQLException {
    List<String> tables = new ArrayList<>(ALWAYS);
    if (due.isDueOfEvents()) {
      tables.addAll(OF_EVENTS);
    }
    setLockTimeout(waiting);
    try {
      return vacuum(tables);
    } finally {
      setLockTimeout(patience);
    }
  }

  /** 0 would be for ever. */
  private void setLockTimeout(Duration timeout) {
    long millis = Math.max(1, Math.min(Integer.MAX_VALUE, timeout.toMillis()));
    handle.execute("SET lock_timeout = " + millis);
  }

  private boolean vacuum(List<String> tables) throws SQLException {
    for (String table : tables) {
      try (Statement statement = handle.getConnection().createStatement()) {
        statement.execute("VACUUM (FULL) " + table);
        if (statement.getWarnings() != null) { // it skips a table of another owner
          LOG.warn("{} was not written anew: {}", table, statement.getWarnings().getMessage());
          return false;
        }
      }
    }
    return true;
  }
}
