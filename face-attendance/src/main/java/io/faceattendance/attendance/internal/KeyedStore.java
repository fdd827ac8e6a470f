package io.faceattendance.attendance.internal;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.store.AttendanceStore;
import io.faceattendance.attendance.store.AuditHead;
import io.faceattendance.attendance.store.AuditRow;
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
import java.util.List;
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

  /**
   * Rotates the key, while no other thread looks which it is.
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
    if (!rows.header().keyCheck().equals(expected.keys().check())) {
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

  /** The audit log refuses by itself to be continued with a key of before a rotation. */
  @Override
  public CommitResult commit(Commit commit) {
    if (!commit.changesGallery()) {
      return rows.commit(commit);
    }
    VaultAccess now = access;
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

  private void requireReadable(Commit commit, VaultKeys keys) {
    try {
      for (SealedRow record : commit.sealed()) {
        if (!SealedRow.KINDS.contains(record.kind())) {
          throw new IllegalArgumentException(
              "expected a kind of %s, got %s: a rotation of the key would leave it out"
                  .formatted(SealedRow.KINDS, record.kind()));
        }
        keys.open(record);
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
