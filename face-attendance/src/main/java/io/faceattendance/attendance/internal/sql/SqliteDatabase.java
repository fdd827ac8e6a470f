package io.faceattendance.attendance.internal.sql;

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
 * The one connection to an SQLite file, and the lock that gives it to one thread at a time. SQLite
 * has one writer anyway, and a second process is kept apart by SQLite's own locks.
 */
final class SqliteDatabase implements Database {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteDatabase.class);

  /** Holds the index of a million events, into which marks go in random order. */
  private static final int CACHE_KIB = 1 << 17;

  private final Connection connection;
  private final Duration patience;
  private final Jdbi jdbi;
  private final Dialect dialect = new SqliteDialect();
  private final ReentrantLock lock = new ReentrantLock(true);
  private boolean closed;

  private SqliteDatabase(Connection connection, Duration patience) {
    this.connection = connection;
    this.patience = patience;
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
    config.setCacheSize(-CACHE_KIB);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    return at(file, config, patience);
  }

  /** A source whose connections cannot change anything. */
  static SQLiteDataSource readOnlySource(Path file, Duration patience) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return at(file, config, patience);
  }

  private static SQLiteDataSource at(Path file, SQLiteConfig config, Duration patience) {
    config.setBusyTimeout((int) Math.min(Integer.MAX_VALUE, patience.toMillis()));
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  static SqliteDatabase open(SQLiteDataSource source) {
    try {
      Duration patience = Duration.ofMillis(source.getConfig().getBusyTimeout());
      return new SqliteDatabase(source.getConnection(), patience);
    } catch (SQLException e) {
      throw SqlFailures.ofSql("cannot open " + source.getUrl(), e);
    }
  }

  @Override
  public <T> T read(Function<Handle, T> work) {
    return locked(() -> jdbi.withHandle(work::apply));
  }

  /** Holds SQLite's write lock from the start. */
  @Override
  public <T> T write(Function<Handle, T> work) {
    return locked(() -> jdbi.inTransaction(work::apply));
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("expected an open store, this one is closed");
      }
      return work.get();
    } catch (JdbiException e) {
      throw SqlFailures.ofSql("the store failed", e);
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
    return read(SqliteDatabase::emptyLog);
  }

  private static boolean emptyLog(Handle handle) {
    return handle.createQuery("PRAGMA wal_checkpoint(TRUNCATE)").mapTo(Integer.class).one() == 0;
  }

  /**
   * Writes the whole file anew and empties the log. SQLite overwrites what it deletes, but not the
   * copies of rows that it left in pages when it rearranged them.
   */
  @Override
  public boolean erase(Erasure due, Duration wait) {
    try {
      return read(handle -> erase(handle, wait));
    } catch (StoreFailedException e) {
      LOG.warn("deleted rows may still stand in the file: {}", e.getMessage());
      return false;
    }
  }

  private boolean erase(Handle handle, Duration wait) {
    setBusyTimeout(handle, wait);
    try {
      handle.execute("VACUUM");
      return emptyLog(handle);
    } finally {
      setBusyTimeout(handle, patience);
    }
  }

  private static void setBusyTimeout(Handle handle, Duration wait) {
    handle
        .createQuery("PRAGMA busy_timeout = " + Math.min(Integer.MAX_VALUE, wait.toMillis()))
        .mapTo(Integer.class)
        .one();
  }

  @Override
  public Duration patience() {
    return patience;
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      connection.close();
    } catch (SQLException e) {
      throw SqlFailures.ofSql("cannot close the store", e);
    } finally {
      lock.unlock();
    }
  }
}
