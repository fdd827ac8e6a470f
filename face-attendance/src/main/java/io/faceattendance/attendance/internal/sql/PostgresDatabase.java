package io.faceattendance.attendance.internal.sql;

import com.zaxxer.hikari.HikariDataSource;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.internal.OpenCalls;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pool of connections to a PostgreSQL server. */
final class PostgresDatabase implements Database {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresDatabase.class);
  private static final int ATTEMPTS = 5;

  /**
   * Serialization failure, deadlock, and a session that went between the look and the event of it.
   */
  private static final Set<String> TO_BE_REPEATED = Set.of("40001", "40P01", "23503");

  private static final Map<String, String> REQUIRED =
      Map.of("fsync", "on", "full_page_writes", "on", "server_encoding", "UTF8");

  private final HikariDataSource pool;
  private final Duration patience;
  private final Jdbi jdbi;
  private final Dialect dialect = new PostgresDialect();
  private final OpenCalls calls = new OpenCalls("the store");

  PostgresDatabase(HikariDataSource pool, Duration patience) {
    this.pool = pool;
    this.patience = patience;
    this.jdbi = Jdbi.create(pool);
    // Otherwise its messages quote the arguments, which are names.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
  }

  /**
   * Refuses a server that may forget what it has acknowledged, or a database of another encoding.
   */
  void requireSafety(String name) {
    REQUIRED.forEach(
        (setting, required) -> {
          String found =
              read(handle -> handle.createQuery("SHOW " + setting).mapTo(String.class).one());
          if (!found.equals(required)) {
            throw new StoreException(
                "expected a server with %s = %s at %s, got %s: change its settings, or name another"
                    .formatted(setting, required, name, found));
          }
        });
    boolean schema =
        read(
            handle ->
                handle
                    .createQuery("SELECT current_schema() IS NOT NULL")
                    .mapTo(Boolean.class)
                    .one());
    if (!schema) {
      throw new StoreException(
          "expected a schema of the search path to exist at %s: create it".formatted(name));
    }
  }

  void migrate(String name) {
    Migrations.run(Migrations.postgresql(pool), name);
  }

  @Override
  public <T> T read(Function<Handle, T> work) {
    return calls.run(
        () -> {
          try {
            return jdbi.withHandle(work::apply);
          } catch (JdbiException e) {
            throw SqlFailures.ofSql("the store failed", e);
          }
        });
  }

  @Override
  public <T> T write(Function<Handle, T> work) {
    return calls.run(() -> repeated(work));
  }

  private <T> T repeated(Function<Handle, T> work) {
    int attempt = 1;
    while (true) {
      try {
        return jdbi.inTransaction(work::apply);
      } catch (JdbiException e) {
        if (attempt == ATTEMPTS || !TO_BE_REPEATED.contains(SqlFailures.state(e))) {
          throw SqlFailures.ofSql("the store failed", e);
        }
        LOG.debug("attempt {} ended with {}, once more", attempt, SqlFailures.state(e));
        attempt++;
      }
    }
  }

  @Override
  public boolean erase(Erasure due, Duration wait) {
    return calls.run(
        () -> {
          try {
            return jdbi.withHandle(
                handle -> new PostgresErasing(handle, due, wait, patience).run());
          } catch (JdbiException | SQLException e) {
            LOG.warn("deleted rows may still stand in the tables: {}", e.getMessage());
            return false;
          }
        });
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
    calls.close(pool::close);
  }
}
