package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.AuditLog.Verification;
import io.faceattendance.attendance.store.AttendanceStore;
import io.faceattendance.attendance.store.AuditHead;
import io.faceattendance.attendance.store.AuditRow;
import io.faceattendance.attendance.store.Bytes;
import java.util.List;
import java.util.OptionalLong;

/** Computes the chain of the audit log again, page by page. Used once, by one thread. */
public final class AuditVerification {
  private static final int PAGE = 1000;

  private final Vault vault;
  private final AttendanceStore rows;
  private long found;
  private long lastSequence;
  private Bytes lastMac = Bytes.NONE;
  private int lastEpoch = 1;
  private OptionalLong firstBad = OptionalLong.empty();

  private AuditVerification(Vault vault) {
    this.vault = vault;
    this.rows = vault.rows();
  }

  /**
   * Verifies a log, to which others may append meanwhile.
   *
   * @param vault the store
   * @return the outcome
   */
  public static Verification of(Vault vault) {
    vault.readAuditKeys(); // which refuses if the store's key was rotated
    Verification first = new AuditVerification(vault).verify();
    boolean begunMeanwhile =
        !first.intact() && first.rows() == 0 && vault.rows().auditHead().rows() > 0;
    return begunMeanwhile ? new AuditVerification(vault).verify() : first;
  }

  private Verification verify() {
    readAll();
    AuditHead head = rows.auditHead();
    while (head.rows() > lastSequence && readAll()) { // somebody appended
      head = rows.auditHead();
    }
    if (firstBad.isEmpty()) {
      firstBad = badEnd(head);
    }
    return new Verification(firstBad.isEmpty(), found, firstBad, lastMac.hex());
  }

  /** Whether there was one more row at least. */
  private boolean readAll() {
    long before = found;
    List<AuditRow> page = rows.audit(lastSequence, PAGE);
    while (!page.isEmpty()) {
      page.forEach(this::next);
      page = rows.audit(lastSequence, PAGE);
    }
    return found > before;
  }

  private void next(AuditRow row) {
    if (firstBad.isEmpty()) {
      if (row.epoch() > vault.chain().keys().newestEpoch()) {
        vault.readAuditKeys(); // somebody began an epoch
      }
      if (row.sequence() != found + 1) {
        firstBad = OptionalLong.of(found + 1); // it is missing
      } else if (row.epoch() < lastEpoch || !vault.chain().follows(lastMac, row)) {
        firstBad = OptionalLong.of(row.sequence());
      }
    }
    found++;
    lastSequence = row.sequence();
    lastMac = row.mac();
    lastEpoch = row.epoch();
  }

  /** A log without rows is as it was only if nothing has happened yet. */
  private boolean isUnused(AuditHead head) {
    return found == 0 && head.equals(AuditHead.EMPTY) && !vault.hasLog() && rows.people().isEmpty();
  }

  /** After rows that are all as they were written. */
  private OptionalLong badEnd(AuditHead head) {
    if (isUnused(head)) {
      return OptionalLong.empty();
    }
    AuditChain chain = vault.chain();
    if (head.rows() < found) {
      return OptionalLong.of(head.rows() + 1); // rows were added, or the head is an older one
    }
    boolean whole =
        head.rows() == found
            && head.mac().equals(lastMac)
            && AuditChain.epochOf(head) == chain.keys().newestEpoch()
            && chain.isSealed(head);
    return whole ? OptionalLong.empty() : OptionalLong.of(found + 1);
  }
}
