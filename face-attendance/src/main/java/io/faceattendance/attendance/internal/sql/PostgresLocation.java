package io.faceattendance.attendance.internal.sql;

import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.store.AttendanceStore;
import io.faceattendance.attendance.store.StoreHeader;
import io.faceattendance.attendance.store.StoreLocation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** A PostgreSQL database: the schema that the search path of a connection gives first. */
public final class PostgresLocation implements StoreLocation {
  /** Of the database, whichever schema: the letters "attend". */
  private static final long LOCK = 0x617474656e64L;

  private final PostgresSource source;
  private final String name;

  private PostgresLocation(PostgresSource source, String name) {
    this.source = source;
    this.name = name;
  }

  /**
   * A place.
   *
   * @param url without user and password
   * @param user the user
   * @param password the password; may be empty
   * @param patience how long to wait for a connection, and for other programs
   * @return where the store is
   * @throws IllegalArgumentException if the URL is another one or holds a user or password
   * @throws StoreException if a library is missing
   */
  public static PostgresLocation of(String url, String user, String password, Duration patience) {
    String name = PostgresUrl.checked(url);
    requireLibraries();
    return new PostgresLocation(new PostgresSource(url, user, password, patience), name);
  }

  private static void requireLibraries() {
    require("org.postgresql.ds.PGSimpleDataSource", "org.postgresql:postgresql");
    require("com.zaxxer.hikari.HikariDataSource", "com.zaxxer:HikariCP");
    require(
        "org.flywaydb.database.postgresql.PostgreSQLDatabaseType",
        "org.flywaydb:flyway-database-postgresql");
  }

  static void require(String type, String artifact) {
    try {
      Class.forName(type, false, PostgresLocation.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new StoreException(
          "a store in PostgreSQL needs %s on the class path: add it".formatted(artifact), e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<Path> directory() {
    return Optional.empty();
  }

  /** Holds a connection of its own: what is done meanwhile may use the whole pool. */
  @Override
  public <T> T exclusively(Supplier<T> work) {
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(%d)".formatted(LOCK));
      return work.get();
    } catch (SQLException e) {
      throw SqlFailures.ofSql("cannot use " + name, e);
    }
  }

  @Override
  public Optional<StoreHeader> peek() {
    try (Connection connection = source.connect()) {
      connection.setReadOnly(true);
      return Jdbi.create(connection).withHandle(PostgresLocation::find);
    } catch (SQLException | JdbiException e) {
      throw SqlFailures.ofSql("cannot look at " + name, e);
    }
  }

  /** From the catalogue: a table that may not be read is there all the same. */
  private static Optional<StoreHeader> find(Handle handle) {
    List<Boolean> created =
        handle
            .createQuery(
                """
                SELECT true FROM pg_catalog.pg_class c
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = current_schema() AND c.relname = :table
                """)
            .bind("table", HeaderSql.TABLE)
            .mapTo(Boolean.class)
            .list();
    return created.isEmpty() ? Optional.empty() : HeaderSql.find(handle);
  }

  @Override
  public AttendanceStore open(StoreHeader header) {
    PostgresDatabase database = new PostgresDatabase(source.pool(), source.patience());
    boolean complete = false;
    try {
      database.requireSafety(name);
      database.migrate(name);
      complete = true;
    } finally {
      if (!complete) {
        database.close();
      }
    }
    return SqlStore.open(database, header);
  }
}
