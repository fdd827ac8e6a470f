package io.faceattendance.attendance.internal.sql;

import io.faceattendance.attendance.internal.Micros;
import io.faceattendance.attendance.store.Bytes;
import io.faceattendance.attendance.store.StoreHeader;
import io.faceattendance.attendance.store.StoreVersion;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Statements about which store it is and how often it was changed. */
final class HeaderSql {
  static final String TABLE = "store_identity";

  private HeaderSql() {}

  static Optional<StoreHeader> find(Handle handle) {
    return handle
        .createQuery("SELECT store_id, key_check, created_at FROM store_identity")
        .map(
            (row, context) ->
                new StoreHeader(
                    Ids.parse(row.getString("store_id")),
                    Bytes.of(row.getBytes("key_check")),
                    Micros.toInstant(row.getLong("created_at"))))
        .findOne();
  }

  /** Unless there is one. */
  static void insert(Handle handle, StoreHeader header) {
    handle
        .createUpdate(
            """
            INSERT INTO store_identity (id, store_id, key_check, created_at)
            VALUES (1, :store, :check, :created) ON CONFLICT (id) DO NOTHING
            """)
        .bind("store", header.id().toString())
        .bind("check", header.keyCheck().toArray())
        .bind("created", Micros.of(header.createdAt()))
        .execute();
  }

  /** All but the id. */
  static void replace(Handle handle, StoreHeader header) {
    handle
        .createUpdate("UPDATE store_identity SET key_check = :check, created_at = :created")
        .bind("check", header.keyCheck().toArray())
        .bind("created", Micros.of(header.createdAt()))
        .execute();
  }

  static StoreVersion version(Handle handle) {
    return handle
        .createQuery("SELECT version, templates, search FROM gallery_state")
        .map(
            (row, context) ->
                new StoreVersion(
                    row.getLong("version"), row.getLong("templates"), row.getLong("search")))
        .one();
  }

  static void setVersion(Handle handle, StoreVersion version) {
    handle
        .createUpdate(
            """
            UPDATE gallery_state
            SET version = :gallery, templates = :templates, search = :search
            """)
        .bind("gallery", version.gallery())
        .bind("templates", version.templates())
        .bind("search", version.search())
        .execute();
  }
}
