package io.faceattendance.attendance.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.KeyProvider;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.store.AttendanceStore;
import io.faceattendance.attendance.store.AuditEntry;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.DocumentRow;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.StoreLocation;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * An open store with what its key gives: encrypts and decrypts, and continues the audit log.
 * Thread-safe.
 */
public final class Vault implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final StoreLocation location;
  private final KeyedStore rows;
  private final UUID id;
  private final Clock clock;

  private Vault(StoreLocation location, KeyedStore rows, UUID id, Clock clock) {
    this.location = location;
    this.rows = rows;
    this.id = id;
    this.clock = clock;
  }

  static Vault over(StoreLocation location, AttendanceStore rows, VaultKeys keys, Clock clock) {
    boolean complete = false;
    try {
      AuditChain chain = AuditChain.of(auditKeys(rows, keys));
      VaultAccess access = new VaultAccess(keys, chain, Optional.empty());
      KeyedStore keyed = new KeyedStore(rows, location.name(), access);
      Vault vault = new Vault(location, keyed, rows.header().id(), clock);
      complete = true;
      return vault;
    } finally {
      if (!complete) {
        rows.close();
      }
    }
  }

  /** Makes them when a store is opened for the first time; nobody else opens it then. */
  private static AuditKeys auditKeys(AttendanceStore rows, VaultKeys keys) {
    Optional<DocumentRow> found = find(rows, AuditKeys.DOCUMENT);
    return found.isPresent() ? read(keys, found.get()) : made(rows, keys);
  }

  private static AuditKeys read(VaultKeys keys, DocumentRow document) {
    try {
      return AuditKeys.parse(keys.open(document));
    } catch (GeneralSecurityException e) {
      throw unreadable(document, e);
    }
  }

  private static AuditKeys made(AttendanceStore rows, VaultKeys keys) {
    AuditKeys made = AuditKeys.first();
    DocumentRow document = keys.seal(AuditKeys.DOCUMENT, made.content());
    rows.commit(Commit.builder(AuditChain.of(made)).put(document).build());
    return made;
  }

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
    return new VaultOpening(location, keys, clock, creates).open();
  }

  /**
   * The rows.
   *
   * @return the storage
   */
  public AttendanceStore rows() {
    return rows;
  }

  /**
   * The time of rows that are recorded now.
   *
   * @return to the microsecond
   */
  public Instant now() {
    return Micros.stored(clock.instant());
  }

  /**
   * An instant as it comes back from a store.
   *
   * @param at when
   * @return the instant to the whole microsecond
   * @throws IllegalArgumentException if it is more than 290,000 years from 1970
   */
  public static Instant stored(Instant at) {
    return Micros.stored(at);
  }

  /**
   * A change to be committed by {@link AttendanceStore#commit}, which continues the audit log.
   *
   * @return a builder
   */
  public Commit.Builder change() {
    return Commit.builder(chain());
  }

  AuditChain chain() {
    return rows.access().chain();
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
    try {
      String text = JSON.writeValueAsString(new TreeMap<>(details));
      return new AuditEntry(now(), action, person, text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("expected ids and figures, got " + details, e);
    }
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
    return seal(UUID.randomUUID(), person, kind, label, plain);
  }

  SealedRow seal(UUID record, UUID person, String kind, String label, byte[] plain) {
    return rows.access().keys().seal(record, person, kind, label, now(), plain);
  }

  /**
   * Encrypts data about a person that was a record before.
   *
   * @param id the record's id
   * @param person the person's key
   * @param kind what it is
   * @param label what may be known of it without the key
   * @param createdAt when the record was stored first
   * @param plain the data; left to the caller, who overwrites it
   * @return the record
   */
  public SealedRow seal(
      UUID id, UUID person, String kind, String label, Instant createdAt, byte[] plain) {
    return rows.access().keys().seal(id, person, kind, label, createdAt, plain);
  }

  /** Reads anew with what the audit log is continued, after an import put it there. */
  public void readAuditKeys() {
    rows.swap(
        () -> {
          VaultAccess now = rows.access();
          AuditChain chain = AuditChain.of(auditKeys(rows.unchecked(), now.keys()));
          return Optional.of(new VaultAccess(now.keys(), chain, now.before()));
        });
  }

  /**
   * Decrypts a record.
   *
   * @param record the record
   * @return the data; the caller overwrites it
   * @throws StoreException if it was changed
   */
  public byte[] open(SealedRow record) {
    Optional<PersonId> person =
        record.recordVersion() == VaultKeys.RECORD_VERSION
            ? Optional.empty()
            : rows.people().stream()
                .filter(row -> row.key().equals(record.person()))
                .map(PersonRow::id)
                .findFirst();
    return open(record, person);
  }

  /**
   * Decrypts a record of a person whose id is known, which one of format 1 needs.
   *
   * @param record the record
   * @param person the id of the person whose it is
   * @return the data; the caller overwrites it
   * @throws StoreException if it was changed
   */
  public byte[] open(SealedRow record, Optional<PersonId> person) {
    boolean first = record.recordVersion() == VaultKeys.FIRST_RECORD_VERSION && person.isPresent();
    try {
      return first
          ? open(keys -> keys.openFirst(record, person.orElseThrow()))
          : open(keys -> keys.open(record));
    } catch (GeneralSecurityException e) {
      throw new StoreException(
          "%s %s of person %s in %s cannot be read (%s): it was changed, or belongs to another person or store; restore a backup"
              .formatted(
                  record.kind(), record.id(), record.person(), location.name(), e.getMessage()),
          e);
    }
  }

  /** The document of a name, still encrypted. */
  Optional<DocumentRow> find(String name) {
    return find(rows, name);
  }

  private static Optional<DocumentRow> find(AttendanceStore rows, String name) {
    return rows.documents(name).stream()
        .filter(document -> document.name().equals(name))
        .findFirst();
  }

  /**
   * The content of a document.
   *
   * @param name its name
   * @return empty if there is none
   * @throws StoreException if it was changed
   */
  public Optional<byte[]> document(String name) {
    return find(name).map(this::open);
  }

  /** For whoever can say better what is to be done about a document that was changed. */
  byte[] tryOpen(DocumentRow document) throws GeneralSecurityException {
    return open(keys -> keys.open(document));
  }

  /** Opens something that was encrypted with one of the keys. */
  @FunctionalInterface
  private interface Opener {
    byte[] open(VaultKeys keys) throws GeneralSecurityException;
  }

  private byte[] open(Opener opener) throws GeneralSecurityException {
    VaultAccess access = rows.access();
    try {
      return opener.open(access.keys());
    } catch (GeneralSecurityException e) {
      VaultAccess now = rows.current(); // it was rotated by somebody else, or perhaps by this one
      Optional<VaultKeys> other = now == access ? access.before() : Optional.of(now.keys());
      if (other.isEmpty()) {
        throw e;
      }
      return opener.open(other.get());
    }
  }

  /**
   * Encrypts a document, bound to its name.
   *
   * @param name its name
   * @param plain the content; left to the caller
   * @return the document
   */
  public DocumentRow seal(String name, byte[] plain) {
    return rows.access().keys().seal(name, plain);
  }

  /**
   * Decrypts a document.
   *
   * @param document the document
   * @return the content
   * @throws StoreException if it was changed
   */
  public byte[] open(DocumentRow document) {
    try {
      return tryOpen(document);
    } catch (GeneralSecurityException e) {
      throw unreadable(document, e);
    }
  }

  private static StoreException unreadable(DocumentRow document, GeneralSecurityException cause) {
    return new StoreException(
        "document %s cannot be read: it was changed, or belongs to another store; restore a backup"
            .formatted(document.name()),
        cause);
  }

  /**
   * Encrypts everything anew with another key, in one commit. This vault goes on with the new key;
   * others that are open refuse to go on.
   *
   * @param next gives the new key, and is told when it is the store's
   * @return how many sealed records and documents were encrypted anew
   * @throws StoreException if the new key is the present one; nothing was changed
   */
  public int rotate(KeyProvider next) {
    KeyProvider.Request request =
        new KeyProvider.Request(id, location.name(), location.directory(), true);
    int done = new Rotation(this, rows, VaultOpening.ask(next, request)).run();
    next.adopted(request);
    return done;
  }

  /** Closes the storage. Closing again does nothing. */
  @Override
  public void close() {
    rows.close();
  }

  /**
   * The store's own id.
   *
   * @return made at random at its creation
   */
  public UUID id() {
    return id;
  }
}
