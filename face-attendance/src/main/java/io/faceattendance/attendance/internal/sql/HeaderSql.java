package io.faceattendance.attendance.internal.sql;

import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.internal.Micros;
import io.faceattendance.attendance.store.Bytes;
import io.faceattendance.attendance.store.StoreHeader;
import io.faceattendance.attendance.store.StoreVersion;
import java.util.Optional;
import java.util.UUID;
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
                    uuid(row.getString("store_id")),
                    Bytes.of(row.getBytes("key_check")),
                    Micros.toInstant(row.getLong("created_at"))))
        .findOne();
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new StoreException("expected a UUID as the store's id, got '%s'".formatted(text), e);
    }
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
        .createQuery("SELECT version, templates FROM gallery_state")
        .map((row, context) -> new StoreVersion(row.getLong("version"), row.getLong("templates")))
        .one();
  }

  static void setVersion(Handle handle, StoreVersion version) {
    handle
        .createUpdate("UPDATE gallery_state SET version = :gallery, templates = :templates")
        .bind("gallery", version.gallery())
        .bind("templates", version.templates())
        .execute();
  }
}
