package io.faceattendance.attendance.store;

/** Continues the audit log; called by a storage inside the transaction that appends. */
@FunctionalInterface
public interface AuditSeal {
  /**
   * The next row.
   *
   * @param head the present end of the log
   * @param entry what is appended
   * @return the row and the head after it
   */
  Sealed seal(AuditHead head, AuditEntry entry);

  /**
   * A row and the head after it.
   *
   * @param row appended
   * @param head replaces the head before
   */
  record Sealed(AuditRow row, AuditHead head) {}
}
