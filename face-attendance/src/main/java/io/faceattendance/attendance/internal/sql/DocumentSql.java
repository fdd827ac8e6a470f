package io.faceattendance.attendance.internal.sql;

import io.faceattendance.attendance.store.Bytes;
import io.faceattendance.attendance.store.DocumentRow;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Statements about documents of the whole store. */
final class DocumentSql {
  private DocumentSql() {}

  /**
   * By a range of the primary key, and not by LIKE, to which some characters of a name mean
   * something.
   */
  static List<DocumentRow> find(Handle handle, String prefix) {
    Optional<String> end = end(prefix);
    Query query =
        handle
            .createQuery(
                "SELECT name, content FROM documents WHERE name >= :prefix"
                    + (end.isPresent() ? " AND name < :end" : "")
                    + " ORDER BY name")
            .bind("prefix", prefix);
    end.ifPresent(name -> query.bind("end", name));
    return query
        .map(
            (row, context) ->
                new DocumentRow(row.getString("name"), Bytes.of(row.getBytes("content"))))
        .filter(row -> row.name().startsWith(prefix))
        .list();
  }

  /** The first text after those with a prefix; empty if none is sure to be. */
  private static Optional<String> end(String prefix) {
    if (prefix.isEmpty()) {
      return Optional.empty();
    }
    int last = prefix.codePointBefore(prefix.length());
    if (last == Character.MAX_CODE_POINT || Character.isSurrogate((char) (last + 1))) {
      return Optional.empty();
    }
    int kept = prefix.length() - Character.charCount(last);
    return Optional.of(prefix.substring(0, kept) + Character.toString(last + 1));
  }

  static boolean anyExists(Handle handle, List<String> names) {
    return InLists.of(names).stream()
        .anyMatch(
            part ->
                handle
                        .createQuery("SELECT count(*) FROM documents WHERE name IN (<names>)")
                        .bindList("names", part)
                        .mapTo(Long.class)
                        .one()
                    > 0);
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
