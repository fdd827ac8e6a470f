package io.faceattendance.attendance.internal.sql;

import io.faceattendance.attendance.store.Bytes;
import io.faceattendance.attendance.store.DocumentRow;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Statements about documents of the whole store. */
final class DocumentSql {
  private DocumentSql() {}

  /** Not by LIKE, to which some characters of a name mean something. */
  static List<DocumentRow> find(Handle handle, String prefix) {
    return handle
        .createQuery(
            """
            SELECT name, content FROM documents
            WHERE substr(name, 1, length(CAST(:prefix AS text))) = CAST(:prefix AS text)
            ORDER BY name
            """)
        .bind("prefix", prefix)
        .map(
            (row, context) ->
                new DocumentRow(row.getString("name"), Bytes.of(row.getBytes("content"))))
        .list();
  }

  static void put(Handle handle, String name, Bytes content) {
    handle
        .createUpdate(
            """
            INSERT INTO documents (name, content) VALUES (:name, :content)
            ON CONFLICT (name) DO UPDATE SET content = excluded.content
            """)
        .bind("name", name)
        .bind("content", content.toArray())
        .execute();
  }

  static void remove(Handle handle, String name) {
    handle.createUpdate("DELETE FROM documents WHERE name = :name").bind("name", name).execute();
  }
}
