package io.faceattendance.attendance.internal;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.store.AttendanceStore;
import io.faceattendance.attendance.store.AuditHead;
import io.faceattendance.attendance.store.AuditRow;
import io.faceattendance.attendance.store.AuditSeal;
import io.faceattendance.attendance.store.Bytes;
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
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A storage with the key that its vault has. Nothing is written that the store's key could not
 * open: what was encrypted before a rotation is refused, whoever rotated, and so is whatever was
 * not encrypted. Thread-safe.
 */
final class KeyedStore implements AttendanceStore {
  private final AttendanceStore rows;
  private final String name;
  private volatile VaultAccess access;
  private volatile Looked looked;
  private volatile boolean hasLog;

  /** The version on which the header had this key. */
  private record Looked(VaultAccess access, long gallery) {}

  KeyedStore(AttendanceStore rows, String name, VaultAccess access) {
    this.rows = rows;
    this.name = name;
    this.access = access;
    this.looked = new Looked(access, -1);
  }

  VaultAccess access() {
    return access;
  }

  /** After a look at the key, and after a rotation that this vault is doing now. */
  synchronized VaultAccess current() {
    requireKey(access);
    return access;
  }

  /** Without a look at the key. */
  AttendanceStore unchecked() {
    return rows;
  }

  /** Reads anew with what the audit log is continued. */
  synchronized void readAuditKeys() {
    requireKey(access);
    AuditChain chain = AuditChain.of(AuditKeys.read(rows, access.keys()));
    access = new VaultAccess(access.keys(), chain, access.before());
  }

  /** Whether the audit log has, or ever had, a row. */
  boolean hasLog() {
    if (!hasLog) {
      hasLog = access.keys().hasLog(rows.header());
    }
    return hasLog;
  }

  /** Continues a log with another chain, or begins it. */
  AuditChain begun(AuditChain chain) {
    return hasLog() ? chain : chain.withoutRows();
  }

  /**
   * Changes key or chain, while no other thread looks which it is.
   *
   * @param commit changes the storage; empty if it could not now
   * @return whether it was done
   */
  synchronized boolean swap(Supplier<Optional<VaultAccess>> commit) {
    Optional<VaultAccess> next = commit.get();
    next.ifPresent(now -> access = now);
    return next.isPresent();
  }

  @Override
  public StoreVersion version() {
    return version(access);
  }

  private StoreVersion version(VaultAccess expected) {
    StoreVersion version = rows.version();
    Looked before = looked;
    if (before.gallery() != version.gallery() || before.access() != expected) {
      requireKey(expected);
      looked = new Looked(expected, version.gallery());
    }
    return version;
  }

  /** Refuses to go on if the store has another key by now. */
  synchronized void requireKey(VaultAccess expected) {
    if (!expected.keys().fit(rows.header())) {
      throw new StoreException(
          ("the key of %s was rotated meanwhile, nothing was changed: open the store again with the"
                  + " new key; if this program rotated it, try again")
              .formatted(name));
    }
  }

  @Override
  public StoreHeader header() {
    StoreHeader header = rows.header();
    requireKey(access);
    return header;
  }

  @Override
  public CommitResult commit(Commit commit) {
    try {
      return commit(commit, access);
    } catch (AuditChain.NewerEpochException e) {
      readAuditKeys();
      return commit(commit, access);
    }
  }

  private CommitResult commit(Commit wanted, VaultAccess now) {
    Commit commit = wanted.audit().isEmpty() ? wanted : logged(wanted, now);
    if (!commit.changesGallery()) {
      return rows.commit(commit);
    }
    requireReadable(commit, now.keys());
    while (true) {
      StoreVersion version = version(now);
      if (commit.expectedGallery().orElse(version.gallery()) != version.gallery()) {
        return new CommitResult(false, List.of(), version);
      }
      CommitResult result = rows.commit(commit.expecting(version));
      boolean decided =
          commit.expectedGallery().isPresent() || commit.expectedOutdated().isPresent();
      if (result.applied() || decided) {
        return result;
      }
    }
  }

  /** With the first row of the audit log the header says that there are rows. */
  private Commit logged(Commit commit, VaultAccess now) {
    boolean chained = commit.seal() instanceof AuditChain;
    AuditSeal seal = chained ? begun(now.chain()) : commit.seal();
    Optional<StoreHeader> header =
        hasLog() ? commit.header() : Optional.of(now.keys().withLog(rows.header()));
    return new Commit(
        commit.expectedGallery(),
        header,
        commit.removedPeople(),
        commit.people(),
        commit.removedSealed(),
        commit.sealed(),
        commit.documents(),
        commit.removedSessions(),
        commit.sessions(),
        commit.replacedSessions(),
        commit.eventsBefore(),
        commit.expectedOutdated(),
        commit.events(),
        commit.audit(),
        seal);
  }

  private void requireReadable(Commit commit, VaultKeys keys) {
    Map<UUID, PersonId> ids = idsOfTemplates(commit);
    try {
      for (SealedRow record : commit.sealed()) {
        if (!SealedRow.KINDS.contains(record.kind())) {
          throw new IllegalArgumentException(
              "expected a kind of %s, got %s: a rotation of the key would leave it out"
                  .formatted(SealedRow.KINDS, record.kind()));
        }
        Optional<PersonId> id = Optional.ofNullable(ids.get(record.person()));
        if (id.isPresent() || !record.kind().equals(SealedRow.TEMPLATE)) {
          keys.open(record, id);
        }
      }
      for (String document : commit.documents().keySet()) {
        Optional<Bytes> content = commit.documents().get(document);
        if (content != null && content.isPresent()) {
          keys.open(new DocumentRow(document, content.get()));
        }
      }
    } catch (GeneralSecurityException e) {
      throw new StoreException(
          ("expected records and documents encrypted with the present key of %s; if it was rotated"
                  + " just now, try again; nothing was changed")
              .formatted(name),
          e);
    }
  }

  private Map<UUID, PersonId> idsOfTemplates(Commit commit) {
    Map<UUID, PersonId> ids = new HashMap<>();
    commit.people().forEach(row -> ids.put(row.key(), row.id()));
    boolean others =
        commit.sealed().stream()
            .filter(record -> record.kind().equals(SealedRow.TEMPLATE))
            .anyMatch(record -> !ids.containsKey(record.person()));
    if (others) {
      rows.people().forEach(row -> ids.putIfAbsent(row.key(), row.id()));
    }
    return ids;
  }

  @Override
  public List<PersonRow> people() {
    return rows.people();
  }

  @Override
  public Optional<PersonRow> person(PersonId id) {
    return rows.person(id);
  }

  @Override
  public List<SealedRow> sealed(String kind, Optional<UUID> person) {
    return rows.sealed(kind, person);
  }

  @Override
  public List<DocumentRow> documents(String prefix) {
    return rows.documents(prefix);
  }

  @Override
  public List<SessionRow> sessions(SessionQuery query) {
    return rows.sessions(query);
  }

  @Override
  public List<EventRow> events(EventQuery query) {
    return rows.events(query);
  }

  @Override
  public Outdated outdated(Instant before) {
    return rows.outdated(before);
  }

  @Override
  public AuditHead auditHead() {
    return rows.auditHead();
  }

  @Override
  public List<AuditRow> audit(long after, int most) {
    return rows.audit(after, most);
  }

  @Override
  public boolean erase() {
    return rows.erase();
  }

  @Override
  public void close() {
    rows.close();
  }
}
