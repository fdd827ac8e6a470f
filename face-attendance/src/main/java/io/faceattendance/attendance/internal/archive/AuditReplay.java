package io.faceattendance.attendance.internal.archive;

import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.store.AuditEntry;
import io.faceattendance.attendance.store.AuditHead;
import io.faceattendance.attendance.store.AuditRow;
import io.faceattendance.attendance.store.AuditSeal;
import io.faceattendance.attendance.store.Bytes;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Puts rows of an audit log where they stood, with the macs that they had. It has no state, as a
 * storage may repeat a transaction.
 */
final class AuditReplay implements AuditSeal {
  private final NavigableMap<Long, AuditRow> rows = new TreeMap<>();
  private final AuditHead last;

  /**
   * A replay.
   *
   * @param rows a part of the log
   * @param last the end of the whole log, whether or not it is in this part
   */
  AuditReplay(List<AuditRow> rows, AuditHead last) {
    rows.forEach(row -> this.rows.put(row.sequence(), row));
    this.last = last;
  }

  @Override
  public Sealed seal(AuditHead head, AuditEntry entry) {
    Map.Entry<Long, AuditRow> next = rows.higherEntry(head.rows());
    if (next == null || !next.getValue().entry().equals(entry)) {
      throw foreign(head);
    }
    AuditRow row = next.getValue();
    boolean isLast = row.mac().equals(last.mac());
    return new Sealed(row, isLast ? last : new AuditHead(row.sequence(), row.mac(), Bytes.NONE));
  }

  private static StoreException foreign(AuditHead head) {
    return new StoreException(
        "expected an audit log to which nobody else adds while it is imported, it ends with row %d"
            .formatted(head.rows()));
  }
}
