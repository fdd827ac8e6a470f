package io.faceattendance.attendance.internal.sql;

import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.internal.EarlierCalibrations;
import io.faceattendance.attendance.internal.OwnerOnly;
import io.faceattendance.attendance.store.AttendanceStore;
import io.faceattendance.attendance.store.Bytes;
import io.faceattendance.attendance.store.StoreHeader;
import io.faceattendance.attendance.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An SQLite file in a data directory. Names and ids of people are not encrypted, so the directory
 * is made readable for its owner alone.
 */
public final class SqliteLocation implements StoreLocation, EarlierCalibrations {
  /** The name of the database file. */
  public static final String FILE = "attendance.db";

  static final String LOCK = "attendance.lock";
  private static final Logger LOG = LoggerFactory.getLogger(SqliteLocation.class);

  private final Path directory;
  private final Path file;
  private final Duration patience;

  /**
   * A place.
   *
   * @param directory the data directory; made if it is missing
   * @param patience how long to wait for other programs
   */
  public SqliteLocation(Path directory, Duration patience) {
    this.directory = directory.toAbsolutePath().normalize();
    this.file = this.directory.resolve(FILE);
    this.patience = patience;
  }

  @Override
  public String name() {
    return directory.toString();
  }

  @Override
  public Optional<Path> directory() {
    return Optional.of(directory);
  }

  @Override
  public <T> T exclusively(Supplier<T> work) {
    try {
      OwnerOnly.createFolders(directory);
      return OpenLock.holding(directory.resolve(LOCK), patience, work);
    } catch (IOException e) {
      throw SqlFailures.of("cannot use the data directory " + directory, e);
    }
  }

  @Override
  public Optional<StoreHeader> peek() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Database database = SqliteDatabase.open(SqliteDatabase.readOnlySource(file, patience));
    try {
      return database.read(SqliteLocation::find);
    } finally {
      database.close();
    }
  }

  private static Optional<StoreHeader> find(Handle handle) {
    boolean created =
        handle
            .createQuery("SELECT count(*) FROM sqlite_master WHERE name = :table")
            .bind("table", HeaderSql.TABLE)
            .mapTo(Boolean.class)
            .one();
    return created ? HeaderSql.find(handle) : Optional.empty();
  }

  @Override
  public AttendanceStore open(StoreHeader header) {
    makePrivate();
    boolean migrated =
        Migrations.run(Migrations.sqlite(SqliteDatabase.source(file, patience)), name());
    SqliteDatabase database = SqliteDatabase.open(SqliteDatabase.source(file, patience));
    SqlStore store = SqlStore.open(database, header);
    try {
      database.emptyLog();
      if (migrated && database.read(SqliteLocation::hadHeadWish)) {
        LOG.warn(
            "{} was made by an earlier version: its head is used no more, train it again (head train)",
            name());
      }
    } catch (StoreException e) {
      store.close();
      throw e;
    }
    return store;
  }

  private static boolean hadHeadWish(Handle handle) {
    return handle.createQuery("SELECT count(*) FROM head_wish_v2").mapTo(Boolean.class).one();
  }

  @Override
  public List<Row> earlierCalibrations() {
    return withDatabase(
        handle ->
            handle
                .createQuery(
                    "SELECT space_id, fmr_table, target_fpir, created_at, mac FROM calibration_v2")
                .map(
                    (row, context) ->
                        new Row(
                            row.getString(1),
                            row.getString(2),
                            row.getDouble(3),
                            row.getLong(4),
                            Bytes.of(row.getBytes(5))))
                .list());
  }

  @Override
  public void removeEarlierCalibrations() {
    withDatabase(handle -> handle.execute("DELETE FROM calibration_v2"));
  }

  private <T> T withDatabase(Function<Handle, T> work) {
    Database database = SqliteDatabase.open(SqliteDatabase.source(file, patience));
    try {
      return database.write(work);
    } finally {
      database.close();
    }
  }

  /**
   * SQLite would make it readable for everybody, and gives its other files the mode of this one.
   */
  private void makePrivate() {
    try {
      OwnerOnly.createIfMissing(file);
    } catch (IOException e) {
      throw SqlFailures.of("cannot make " + file, e);
    }
  }
}
