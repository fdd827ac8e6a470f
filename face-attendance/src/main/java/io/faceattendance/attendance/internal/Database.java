package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.StoreFailedException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The one connection to the SQLite file, and the lock that gives it to one thread at a time. SQLite
 * has one writer anyway, and a second process is kept apart by SQLite's own locks.
 */
final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final Connection connection;
  private final Jdbi jdbi;
  private final ReentrantLock lock = new ReentrantLock(true);

  private Database(Connection connection) {
    this.connection = connection;
    this.jdbi = Jdbi.create(connection);
    // Otherwise its messages quote the arguments, which are names.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
  }

  /**
   * How every writing connection is set: a commit is on the disk when it returns, and deleted bytes
   * are overwritten.
   */
  static SQLiteDataSource source(Path file, Duration patience) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "ON");
    config.enforceForeignKeys(true);
    config.enableRecursiveTriggers(true);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setBusyTimeout(Math.toIntExact(patience.toMillis()));
    return at(file, config);
  }

  /** A source whose connections cannot change anything. */
  static SQLiteDataSource readOnlySource(Path file, Duration patience) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(Math.toIntExact(patience.toMillis()));
    return at(file, config);
  }

  private static SQLiteDataSource at(Path file, SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  static Database open(SQLiteDataSource source) {
    try {
      return new Database(source.getConnection());
    } catch (SQLException e) {
      throw Failures.ofSql("cannot open " + source.getUrl(), e);
    }
  }

  /** Runs statements that only read, each on its own. */
  <T> T read(Function<Handle, T> work) {
    return locked(() -> jdbi.withHandle(work::apply));
  }

  /** Runs statements in one transaction that holds SQLite's write lock from its start. */
  <T> T write(Function<Handle, T> work) {
    return locked(() -> jdbi.inTransaction(work::apply));
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } catch (JdbiException e) {
      throw Failures.ofSql("the store failed", e);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Moves everything from the write-ahead log to the database file and empties the log, in which
   * the bytes of deleted rows stand until then.
   *
   * @return false if somebody else was reading or writing for longer than the busy timeout
   */
  boolean emptyLog() {
    return read(
        handle ->
            handle.createQuery("PRAGMA wal_checkpoint(TRUNCATE)").mapTo(Integer.class).one() == 0);
  }

  /**
   * Writes the whole file anew and empties the log. SQLite overwrites what it deletes, but not the
   * copies of rows that it left in pages when it rearranged them.
   *
   * @return false if somebody else kept it from that for longer than the busy timeout, or the disk
   *     did
   */
  boolean erase() {
    try {
      read(handle -> handle.execute("VACUUM"));
      return emptyLog();
    } catch (StoreFailedException e) {
      LOG.warn("deleted rows may still stand in the file: {}", e.getMessage());
      return false;
    }
  }

  /** Waits for the running statement. Closing again does nothing. */
  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw Failures.ofSql("cannot close the store", e);
    } finally {
      lock.unlock();
    }
  }
}
