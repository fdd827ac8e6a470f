package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.KeyProvider;
import io.faceattendance.attendance.store.AttendanceStore;
import io.faceattendance.attendance.store.AuditEntry;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.DocumentRow;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.StoreLocation;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An open store with what its key gives: encrypts and decrypts, and continues the audit log.
 * Thread-safe.
 */
public final class Vault implements AutoCloseable {

  private Vault() {}

  /**
   * Opens a store.
   *
   * @param location where it is
   * @param keys where the key comes from
   * @param clock tells when rows are recorded
   * @param creates whether it is made if there is none
   * @return the store; the caller closes it
   */
  public static Vault open(StoreLocation location, KeyProvider keys, Clock clock, boolean creates) {
    throw new UnsupportedOperationException();
  }

  /**
   * The rows.
   *
   * @return the storage
   */
  public AttendanceStore rows() {
    throw new UnsupportedOperationException();
  }

  /**
   * The time of rows that are recorded now.
   *
   * @return to the microsecond
   */
  public Instant now() {
    throw new UnsupportedOperationException();
  }

  /**
   * A change to be committed by {@link AttendanceStore#commit}, which continues the audit log.
   *
   * @return a builder
   */
  public Commit.Builder change() {
    throw new UnsupportedOperationException();
  }

  /**
   * An entry of the audit log of now.
   *
   * @param action what was done
   * @param person the key of the person it was about
   * @param details ids and figures, no text of users
   * @return the entry
   */
  public AuditEntry audit(String action, Optional<UUID> person, Map<String, ?> details) {
    throw new UnsupportedOperationException();
  }

  /**
   * Encrypts data about a person, bound to record, person, kind and label.
   *
   * @param person the person's key
   * @param kind what it is
   * @param label what may be known of it without the key
   * @param plain the data; left to the caller, who overwrites it
   * @return the record, with an id of its own
   */
  public SealedRow seal(UUID person, String kind, String label, byte[] plain) {
    throw new UnsupportedOperationException();
  }

  /**
   * Decrypts a record.
   *
   * @param record the record
   * @return the data; the caller overwrites it
   * @throws io.faceattendance.attendance.StoreException if it was changed
   */
  public byte[] open(SealedRow record) {
    throw new UnsupportedOperationException();
  }

  /**
   * Encrypts a document, bound to its name.
   *
   * @param name its name
   * @param plain the content; left to the caller
   * @return the document
   */
  public DocumentRow seal(String name, byte[] plain) {
    throw new UnsupportedOperationException();
  }

  /**
   * Decrypts a document.
   *
   * @param document the document
   * @return the content
   * @throws io.faceattendance.attendance.StoreException if it was changed
   */
  public byte[] open(DocumentRow document) {
    throw new UnsupportedOperationException();
  }

  /** Closes the storage. Closing again does nothing. */
  @Override
  public void close() {}
}
