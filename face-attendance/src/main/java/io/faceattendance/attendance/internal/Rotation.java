package io.faceattendance.attendance.internal;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.store.AuditEntry;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.DocumentRow;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.StoreHeader;
import io.faceattendance.attendance.store.StoreVersion;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Encrypts all of a store anew. Used once, by one thread. */
final class Rotation {
  private static final int ATTEMPTS = 20;

  private final Vault vault;
  private final KeyedStore store;
  private final VaultKeys next;
  private int done;

  Rotation(Vault vault, KeyedStore store, VaultKeys next) {
    this.vault = vault;
    this.store = store;
    this.next = next;
  }

  /**
   * Does it, again if somebody changes the store meanwhile.
   *
   * @return how many records and documents were encrypted anew
   * @throws StoreException if they do again and again
   */
  int run() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      done = 0;
      if (store.swap(this::attempt)) {
        store.erase(); // what the old key opens
        return done;
      }
    }
    throw new StoreException(
        "expected people and documents to stay as they are while the key is rotated, they changed %d times: stop the other programs that change them, and rotate again; nothing was changed"
            .formatted(ATTEMPTS));
  }

  private Optional<VaultAccess> attempt() {
    VaultAccess before = store.access();
    StoreVersion version = store.version();
    AuditKeys auditKeys = AuditKeys.read(store, before.keys()).withNextEpoch();
    Commit.Builder change =
        Commit.builder(store.begun(AuditChain.beginning(auditKeys)))
            .expecting(version)
            .header(header());
    Map<UUID, PersonId> people = new HashMap<>();
    store.people().forEach(row -> people.put(row.key(), row.id()));
    List<SealedRow> templates = store.sealed(SealedRow.TEMPLATE, Optional.empty());
    putAnew(change, templates, people);
    putAnew(change, store.sealed(SealedRow.NOTE, Optional.empty()), people);
    for (UUID person : people.keySet()) { // all pictures would be in memory twice
      putAnew(change, store.sealed(SealedRow.PICTURE, Optional.of(person)), people);
    }
    long number = version.templates() + (templates.isEmpty() ? 0 : 1);
    store.documents("").forEach(one -> change.put(anew(one, auditKeys, version, number)));
    change.audit(rotated());
    return store.unchecked().commit(change.build()).applied()
        ? Optional.of(new VaultAccess(next, AuditChain.of(auditKeys), Optional.of(before.keys())))
        : Optional.empty();
  }

  private StoreHeader header() {
    StoreHeader header = store.header();
    if (next.fit(header)) {
      throw new StoreException("expected another key, got the present one: nothing was changed");
    }
    return next.withLog(header);
  }

  private void putAnew(Commit.Builder change, List<SealedRow> records, Map<UUID, PersonId> people) {
    for (SealedRow record : records) {
      change.put(anew(record, Optional.ofNullable(people.get(record.person()))));
    }
  }

  private SealedRow anew(SealedRow record, Optional<PersonId> person) {
    byte[] plain = vault.open(record, person);
    try {
      done++;
      return next.seal(
          record.id(),
          record.person(),
          person,
          record.kind(),
          record.label(),
          record.createdAt(),
          plain);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private DocumentRow anew(
      DocumentRow document, AuditKeys auditKeys, StoreVersion version, long people) {
    byte[] plain = plain(document, auditKeys, version, people);
    try {
      done++;
      return next.seal(document.name(), plain);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** As it is, but for the audit keys, and the head, which shall still fit the people. */
  private byte[] plain(
      DocumentRow document, AuditKeys auditKeys, StoreVersion version, long people) {
    if (document.name().equals(AuditKeys.DOCUMENT)) {
      return auditKeys.content();
    }
    byte[] plain = vault.open(document);
    return document.name().equals(HeadStore.DOCUMENT)
        ? HeadDocument.renumbered(plain, version.templates(), people)
        : plain;
  }

  private AuditEntry rotated() {
    return vault.audit("key_rotated", Optional.empty(), Map.of("encrypted", done));
  }
}
