package io.faceattendance.attendance.store;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.StoreFailedException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where everything is kept: rows in, rows out. It knows no key and takes no decision; what rows
 * mean, who may be enrolled and what counts as attendance stands above it.
 *
 * <p>Thread-safe. What a method has written is durable when it returns; when it throws, nothing was
 * changed. Several programs may have one store open: a commit of one is seen by the next read of
 * the others, and where two write the same, the database decides, not a check beforehand. Every
 * method throws {@link StoreFailedException} if the storage fails and {@link IllegalStateException}
 * once it is closed.
 *
 * <p>An implementation passes {@code AttendanceStoreContract}, in the tests of this module.
 */
public interface AttendanceStore extends AutoCloseable {

  /**
   * Which store it is.
   *
   * @return as it stands in the storage now
   */
  StoreHeader header();

  /**
   * How often it was changed. Cheap: asked for at every search.
   *
   * @return the counters now
   */
  StoreVersion version();

  /**
   * Everybody.
   *
   * @return by id, in the order of Unicode code points of UTF-8
   */
  List<PersonRow> people();

  /**
   * One person.
   *
   * @param id the application's key
   * @return empty if the person is not in the store
   */
  Optional<PersonRow> person(PersonId id);

  /**
   * Sealed records.
   *
   * @param kind of this kind
   * @param person of the person with this key; empty for everybody
   * @return in the order in which they were put
   */
  List<SealedRow> sealed(String kind, Optional<UUID> person);

  /**
   * Documents.
   *
   * @param prefix with which their names begin; empty for all
   * @return by name
   */
  List<DocumentRow> documents(String prefix);

  /**
   * Sessions.
   *
   * @param query which
   * @return by start, those without a schedule by when they were stored; then by id
   */
  List<SessionRow> sessions(SessionQuery query);

  /**
   * Events.
   *
   * @param query which
   * @return in the order in which they were recorded
   */
  List<EventRow> events(EventQuery query);

  /**
   * What {@link Commit#eventsBefore} would delete.
   *
   * @param before the first instant that stays
   * @return how much is older
   */
  Outdated outdated(Instant before);

  /**
   * The end of the audit log.
   *
   * @return {@link AuditHead#EMPTY} before the first entry
   */
  AuditHead auditHead();

  /**
   * A part of the audit log.
   *
   * @param after from the row after this sequence
   * @param most how many rows at most, at least 1
   * @return by sequence
   */
  List<AuditRow> audit(long after, int most);

  /**
   * Changes the store, in one transaction. Commits that expect a version or append to the audit log
   * come one after the other, whichever programs make them: no two continue the log from the same
   * row.
   *
   * @param commit the change
   * @return what became of it
   * @throws StoreException if a person's id is another's already, or a session of an event is
   *     neither in the store nor in the commit; nothing was changed
   */
  CommitResult commit(Commit commit);

  /**
   * Overwrites the bytes of what was deleted, as far as the storage reaches them: the files of an
   * embedded database, the tables of a server. A server's own logs, replicas and backups are beyond
   * it.
   *
   * <p>That something is to be erased is stored by the commit that deletes it. Whoever opens the
   * store next erases it if that can be done at once.
   *
   * @return false if that could not be done now, as another program uses the store; the next
   *     erasure does it
   */
  boolean erase();

  /** Waits for running calls. Closing again does nothing. */
  @Override
  void close();
}
