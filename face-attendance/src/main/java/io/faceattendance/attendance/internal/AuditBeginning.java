package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.store.AttendanceStore;
import io.faceattendance.attendance.store.AuditEntry;
import io.faceattendance.attendance.store.AuditHead;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.SealedRow;
import java.time.Clock;
import java.util.Optional;

/**
 * Makes the keys of the audit log when a store is opened for the first time, while nobody else
 * opens it. The log of one that an earlier version made begins with a row; that of a new one with
 * the first decision. From the first row on the header's key check is another one, which nobody
 * without the key can put back: an empty log is believed before that only.
 */
final class AuditBeginning {
  private static final String BEGUN = "log_begun";

  private AuditBeginning() {}

  static AuditKeys keys(AttendanceStore rows, VaultKeys keys, Clock clock) {
    if (AuditKeys.areIn(rows)) {
      return AuditKeys.read(rows, keys);
    }
    if (!neverHadKeys(rows, keys)) {
      throw AuditKeys.missing();
    }
    AuditKeys made = AuditKeys.first();
    Commit.Builder change = Commit.builder(AuditChain.of(made).withoutRows());
    change.put(keys.seal(AuditKeys.DOCUMENT, made.content()));
    if (!rows.people().isEmpty()) {
      change.header(keys.withLog(rows.header()));
      change.audit(new AuditEntry(Micros.stored(clock.instant()), BEGUN, Optional.empty(), "{}"));
    }
    rows.commit(change.build());
    return made;
  }

  /** Whoever has the keys writes documents, records of format 2, or rows. */
  private static boolean neverHadKeys(AttendanceStore rows, VaultKeys keys) {
    return !keys.hasLog(rows.header())
        && rows.auditHead().equals(AuditHead.EMPTY)
        && rows.audit(0, 1).isEmpty()
        && rows.documents("").isEmpty()
        && SealedRow.KINDS.stream()
            .flatMap(kind -> rows.sealed(kind, Optional.empty()).stream())
            .allMatch(record -> record.recordVersion() == VaultKeys.FIRST_RECORD_VERSION);
  }
}
