package io.faceattendance.attendance.internal.sql;

import io.faceattendance.attendance.internal.Micros;
import io.faceattendance.attendance.store.Bytes;
import io.faceattendance.attendance.store.SealedRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** Statements about encrypted data of people. */
final class SealedSql {
  private static final String SELECT =
      """
      SELECT id, person_key, kind, label, record_version, nonce, ciphertext, created_at
      FROM sealed WHERE kind = :kind
      """;

  private static final String PUT =
      """
      INSERT INTO sealed
        (id, person_key, kind, label, record_version, nonce, ciphertext, created_at)
      VALUES (:id, :person, :kind, :label, :version, :nonce, :ciphertext, :created)
      ON CONFLICT (id) DO UPDATE
      SET person_key = excluded.person_key, kind = excluded.kind, label = excluded.label,
        record_version = excluded.record_version, nonce = excluded.nonce,
        ciphertext = excluded.ciphertext, created_at = excluded.created_at
      """;

  private static final RowMapper<SealedRow> TO_SEALED =
      (row, context) ->
          new SealedRow(
              Ids.parse(row.getString("id")),
              Ids.parse(row.getString("person_key")),
              row.getString("kind"),
              row.getString("label"),
              row.getInt("record_version"),
              Bytes.of(row.getBytes("nonce")),
              Bytes.of(row.getBytes("ciphertext")),
              Micros.toInstant(row.getLong("created_at")));

  private SealedSql() {}

  static List<SealedRow> find(Handle handle, String kind, Optional<UUID> person) {
    String condition = person.isPresent() ? "AND person_key = :person " : "";
    Query query = handle.createQuery(SELECT + condition + "ORDER BY sequence").bind("kind", kind);
    person.ifPresent(key -> query.bind("person", key.toString()));
    return query.map(TO_SEALED).list();
  }

  static boolean hasTemplate(Handle handle, List<UUID> ids) {
    return InLists.of(ids).stream()
        .anyMatch(
            part ->
                handle
                        .createQuery(
                            "SELECT count(*) FROM sealed WHERE kind = :kind AND id IN (<ids>)")
                        .bind("kind", SealedRow.TEMPLATE)
                        .bindList("ids", part)
                        .mapTo(Long.class)
                        .one()
                    > 0);
  }

  static void remove(Handle handle, List<UUID> ids) {
    for (List<String> part : InLists.of(ids)) {
      handle.createUpdate("DELETE FROM sealed WHERE id IN (<ids>)").bindList("ids", part).execute();
    }
  }

  /** Those of people who are here. */
  static void put(Handle handle, List<SealedRow> records) {
    Set<UUID> people = PeopleSql.existing(handle, records.stream().map(SealedRow::person).toList());
    PreparedBatch batch = handle.prepareBatch(PUT);
    records.stream().filter(row -> people.contains(row.person())).forEach(row -> add(batch, row));
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  private static void add(PreparedBatch batch, SealedRow record) {
    batch
        .bind("id", record.id().toString())
        .bind("person", record.person().toString())
        .bind("kind", record.kind())
        .bind("label", record.label())
        .bind("version", record.recordVersion())
        .bind("nonce", record.nonce().toArray())
        .bind("ciphertext", record.ciphertext().toArray())
        .bind("created", Micros.of(record.createdAt()))
        .add();
  }
}
