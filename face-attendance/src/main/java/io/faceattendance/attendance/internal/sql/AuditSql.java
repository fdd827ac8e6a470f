package io.faceattendance.attendance.internal.sql;

import io.faceattendance.attendance.internal.Micros;
import io.faceattendance.attendance.store.AuditEntry;
import io.faceattendance.attendance.store.AuditHead;
import io.faceattendance.attendance.store.AuditRow;
import io.faceattendance.attendance.store.AuditSeal;
import io.faceattendance.attendance.store.Bytes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Statements about the audit log. */
final class AuditSql {
  private AuditSql() {}

  static AuditHead head(Handle handle) {
    return handle
        .createQuery("SELECT rows, mac, seal FROM audit_head")
        .map(
            (row, context) ->
                new AuditHead(
                    row.getLong("rows"),
                    Bytes.of(row.getBytes("mac")),
                    Bytes.of(row.getBytes("seal"))))
        .findOne()
        .orElse(AuditHead.EMPTY); // deleted: a log with rows is not intact without it
  }

  static List<AuditRow> find(Handle handle, long after, int most) {
    return handle
        .createQuery(
            """
            SELECT sequence, recorded_at, action, person_key, details, epoch, mac FROM audit
            WHERE sequence > :after ORDER BY sequence LIMIT :most
            """)
        .bind("after", after)
        .bind("most", most)
        .map(
            (row, context) ->
                new AuditRow(row.getLong("sequence"), entry(row), epoch(row), mac(row)))
        .list();
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        Micros.toInstant(row.getLong("recorded_at")),
        row.getString("action"),
        Optional.ofNullable(row.getString("person_key")).map(Ids::parse),
        row.getString("details"));
  }

  private static int epoch(ResultSet row) throws SQLException {
    return row.getInt("epoch");
  }

  private static Bytes mac(ResultSet row) throws SQLException {
    return Bytes.of(row.getBytes("mac"));
  }

  /** In a transaction that has its turn. */
  static void append(Handle handle, List<AuditEntry> entries, AuditSeal seal) {
    if (entries.isEmpty()) {
      return;
    }
    AuditHead head = head(handle);
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO audit (sequence, recorded_at, action, person_key, details, epoch, mac)
            VALUES (:sequence, :at, :action, :person, :details, :epoch, :mac)
            """);
    for (AuditEntry entry : entries) {
      AuditSeal.Sealed next = seal.seal(head, entry);
      add(batch, next.row());
      head = next.head();
    }
    batch.execute();
    replaceHead(handle, head);
  }

  private static void add(PreparedBatch batch, AuditRow row) {
    batch
        .bind("sequence", row.sequence())
        .bind("at", Micros.of(row.entry().at()))
        .bind("action", row.entry().action())
        .bind("person", row.entry().person().map(UUID::toString).orElse(null))
        .bind("details", row.entry().details())
        .bind("epoch", row.epoch())
        .bind("mac", row.mac().toArray())
        .add();
  }

  private static void replaceHead(Handle handle, AuditHead head) {
    handle
        .createUpdate("UPDATE audit_head SET rows = :rows, mac = :mac, seal = :seal")
        .bind("rows", head.rows())
        .bind("mac", head.mac().toArray())
        .bind("seal", head.seal().toArray())
        .execute();
  }
}
