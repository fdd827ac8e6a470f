package io.faceattendance.attendance.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.attendance.store.PostgresServer;
import io.faceattendance.attendance.store.StoreLocation;
import io.faceattendance.attendance.store.StoreRows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both databases have the same tables and columns, so that one SQL serves both. */
class SameTablesTest {
  /** What earlier versions of the SQLite store left. */
  private static final Set<String> OF_EARLIER_VERSIONS =
      Set.of("audit_before_chain", "calibration_v2", "head_wish_v2");

  private static final Map<String, String> TYPES =
      Map.of(
          "uuid", "TEXT",
          "text", "TEXT",
          "integer", "INTEGER",
          "bigint", "INTEGER",
          "double precision", "REAL",
          "bytea", "BLOB");

  private record Column(String table, String name, String type, boolean required)
      implements Comparable<Column> {
    @Override
    public int compareTo(Column other) {
      return toString().compareTo(other.toString());
    }
  }

  @TempDir Path folder;

  @Test
  void haveTheSameColumnsOfTheSameKind() {
    PostgresServer server = PostgresServer.shared();
    SortedSet<Column> sqlite =
        columns(
            new SqliteLocation(folder, Duration.ofSeconds(5)),
            """
            SELECT m.name AS tab, c.name AS col, c.type, c."notnull" OR c.pk > 0 AS required
            FROM sqlite_master m, pragma_table_info(m.name) c
            WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'
            """);
    SortedSet<Column> postgresql =
        columns(
            server.location(server.newDatabase()),
            """
            SELECT table_name AS tab, column_name AS col, data_type AS type,
              is_nullable = 'NO' AS required
            FROM information_schema.columns WHERE table_schema = current_schema()
            """);
    assertThat(sqlite).hasSizeGreaterThan(40).isEqualTo(postgresql);
  }

  private static SortedSet<Column> columns(StoreLocation location, String query) {
    try (SqlStore store = (SqlStore) location.open(StoreRows.header())) {
      List<Column> columns =
          store
              .database()
              .read(
                  handle ->
                      handle
                          .createQuery(query)
                          .map(
                              (row, context) ->
                                  new Column(
                                      row.getString("tab"),
                                      row.getString("col"),
                                      kind(row.getString("type")),
                                      row.getBoolean("required")))
                          .list());
      SortedSet<Column> own = new TreeSet<>(columns);
      own.removeIf(column -> column.table().equals(Migrations.HISTORY));
      own.removeIf(column -> OF_EARLIER_VERSIONS.contains(column.table()));
      return own;
    }
  }

  private static String kind(String type) {
    return TYPES.getOrDefault(type, type);
  }
}
