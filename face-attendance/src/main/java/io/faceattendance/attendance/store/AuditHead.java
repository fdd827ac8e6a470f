package io.faceattendance.attendance.store;

/**
 * The end of the audit log.
 *
 * @param rows how many rows there are
 * @param mac that of the last row; {@link Bytes#NONE} without one
 * @param seal over both, so that rows cannot be cut off
 */
public record AuditHead(long rows, Bytes mac, Bytes seal) {
  /** The head of an empty log. */
  public static final AuditHead EMPTY = new AuditHead(0, Bytes.NONE, Bytes.NONE);
}
