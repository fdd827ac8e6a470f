package io.faceattendance.attendance.internal.sql;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.StoreFailedException;
import io.faceattendance.attendance.store.AttendanceStore;
import io.faceattendance.attendance.store.AuditHead;
import io.faceattendance.attendance.store.AuditRow;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.CommitResult;
import io.faceattendance.attendance.store.DocumentRow;
import io.faceattendance.attendance.store.EventQuery;
import io.faceattendance.attendance.store.EventRow;
import io.faceattendance.attendance.store.Outdated;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.SessionQuery;
import io.faceattendance.attendance.store.SessionRow;
import io.faceattendance.attendance.store.StoreHeader;
import io.faceattendance.attendance.store.StoreVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store in a database. Every method is one transaction. */
final class SqlStore implements AttendanceStore {
  private static final Logger LOG = LoggerFactory.getLogger(SqlStore.class);

  private final Database database;

  private SqlStore(Database database) {
    this.database = database;
  }

  /**
   * Takes a database whose tables are there; it is closed if that fails.
   *
   * @param header written unless there is one
   */
  static SqlStore open(Database database, StoreHeader header) {
    boolean complete = false;
    try {
      SqlStore store = new SqlStore(database);
      store.identify(header);
      store.eraseWhatIsDue();
      complete = true;
      return store;
    } finally {
      if (!complete) {
        database.close();
      }
    }
  }

  private void identify(StoreHeader header) {
    StoreHeader found =
        database
            .read(HeaderSql::find)
            .orElseGet(
                () ->
                    database.write(
                        handle -> {
                          HeaderSql.insert(handle, header);
                          return HeaderSql.find(handle).orElseThrow();
                        }));
    if (!found.id().equals(header.id())) {
      throw new StoreException(
          "expected store %s, found store %s in its place: open it again"
              .formatted(header.id(), found.id()));
    }
  }

  /** For tests that look at the connections in use. */
  Database database() {
    return database;
  }

  @Override
  public StoreHeader header() {
    return database.read(HeaderSql::find).orElseThrow();
  }

  @Override
  public StoreVersion version() {
    return database.read(HeaderSql::version);
  }

  @Override
  public List<PersonRow> people() {
    return database.read(PeopleSql::all);
  }

  @Override
  public Optional<PersonRow> person(PersonId id) {
    return database.read(handle -> PeopleSql.find(handle, id));
  }

  @Override
  public List<SealedRow> sealed(String kind, Optional<UUID> person) {
    return database.read(handle -> SealedSql.find(handle, kind, person));
  }

  @Override
  public List<DocumentRow> documents(String prefix) {
    return database.read(handle -> DocumentSql.find(handle, prefix));
  }

  @Override
  public List<SessionRow> sessions(SessionQuery query) {
    return database.read(handle -> SessionSql.find(handle, query));
  }

  @Override
  public List<EventRow> events(EventQuery query) {
    return database.read(handle -> EventSql.find(handle, query));
  }

  @Override
  public Outdated outdated(Instant before) {
    return database.read(handle -> OutdatedSql.find(handle, before));
  }

  @Override
  public AuditHead auditHead() {
    return database.read(AuditSql::head);
  }

  @Override
  public List<AuditRow> audit(long after, int most) {
    return database.read(handle -> AuditSql.find(handle, after, most));
  }

  @Override
  public CommitResult commit(Commit commit) {
    return database.write(new Change(commit, database.dialect())::apply);
  }

  @Override
  public boolean erase() {
    return erase(database.patience());
  }

  private boolean erase(Duration wait) {
    Erasure due = database.read(Erasure::find); // first: what goes later is erased later
    if (!database.erase(due, wait)) {
      return false;
    }
    if (due.isDue()) {
      try {
        database.write(
            handle -> {
              due.done(handle);
              return due;
            });
      } catch (StoreFailedException e) {
        LOG.warn("what was erased will be erased again: {}", e.getMessage());
      }
    }
    return true;
  }

  /** What a program that was killed, or did not get the store for itself, has left. */
  private void eraseWhatIsDue() {
    try {
      if (database.read(Erasure::find).isDue() && erase(Duration.ZERO)) {
        LOG.info("erased what was deleted before");
      }
    } catch (StoreException e) {
      LOG.warn("deleted rows may still stand in the store: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
