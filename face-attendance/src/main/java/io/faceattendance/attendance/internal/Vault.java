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
import io.faceattendance.attendance.store.StoreVersion;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * An open store with what its key gives: encrypts and decrypts, and continues the audit log.
 * Thread-safe.
 */
public final class Vault implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ATTEMPTS = 20;

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
      AuditChain chain = AuditChain.of(AuditBeginning.keys(rows, keys, clock));
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
    return seal(UUID.randomUUID(), person, kind, label, now(), plain);
  }

  /**
   * Encrypts data about a person that was a record before; not for templates.
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
    return seal(id, person, Optional.empty(), kind, label, createdAt, plain);
  }

  /**
   * Encrypts data about a person.
   *
   * @param id the record's id
   * @param person the person's key
   * @param personId the person's id, to which a template is bound as well
   * @param kind what it is
   * @param label what may be known of it without the key
   * @param createdAt when the record was stored first
   * @param plain the data; left to the caller, who overwrites it
   * @return the record
   */
  public SealedRow seal(
      UUID id,
      UUID person,
      Optional<PersonId> personId,
      String kind,
      String label,
      Instant createdAt,
      byte[] plain) {
    return rows.access().keys().seal(id, person, personId, kind, label, createdAt, plain);
  }

  /** Reads anew with what the audit log is continued: another vault may have begun an epoch. */
  void readAuditKeys() {
    rows.readAuditKeys();
  }

  /** Whether the audit log has, or ever had, a row. */
  boolean hasLog() {
    return rows.hasLog();
  }

  /**
   * Commits a change with whose entries a new epoch of the audit log begins: whoever has the keys
   * until then, as they stand in an archive, cannot continue the log.
   *
   * @param what adds to the change, at least one entry; called again if others change the store
   *     meanwhile
   * @throws StoreException if they do again and again; nothing was changed
   */
  public void commitInNewEpoch(Consumer<Commit.Builder> what) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (rows.swap(() -> newEpoch(what))) {
        return;
      }
    }
    throw new StoreException(
        "expected the store to stay as it is for a moment, it was changed %d times; nothing was changed, try again"
            .formatted(ATTEMPTS));
  }

  private Optional<VaultAccess> newEpoch(Consumer<Commit.Builder> what) {
    VaultAccess now = rows.access();
    StoreVersion version = rows.version();
    AuditKeys next = AuditKeys.read(rows, now.keys()).withNextEpoch();
    Commit.Builder change =
        Commit.builder(rows.begun(AuditChain.beginning(next)))
            .expecting(version)
            .header(now.keys().withLog(rows.header()))
            .put(now.keys().seal(AuditKeys.DOCUMENT, next.content()));
    what.accept(change);
    return rows.unchecked().commit(change.build()).applied()
        ? Optional.of(new VaultAccess(now.keys(), AuditChain.of(next), now.before()))
        : Optional.empty();
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
        !record.kind().equals(SealedRow.TEMPLATE)
            ? Optional.empty()
            : rows.people().stream()
                .filter(row -> row.key().equals(record.person()))
                .map(PersonRow::id)
                .findFirst();
    return open(record, person);
  }

  /**
   * Decrypts a record of a person whose id is known, to which a template is bound.
   *
   * @param record the record
   * @param person the id of the person whose it is
   * @return the data; the caller overwrites it
   * @throws StoreException if it was changed
   */
  public byte[] open(SealedRow record, Optional<PersonId> person) {
    try {
      return open(keys -> keys.open(record, person));
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
    location.exclusively( // as whoever opens the store tells it too
        () -> {
          next.adopted(request);
          return done;
        });
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
