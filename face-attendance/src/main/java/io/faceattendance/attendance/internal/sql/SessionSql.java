package io.faceattendance.attendance.internal.sql;

import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.internal.Micros;
import io.faceattendance.attendance.store.SessionQuery;
import io.faceattendance.attendance.store.SessionRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Statements about sessions. */
final class SessionSql {
  private static final String INSERT =
      """
      INSERT INTO sessions (id, starts_at, ends_at, created_at, details)
      VALUES (:id, :starts, :ends, :created, :details)
      """;

  private static final String OR_LEAVE = INSERT + "ON CONFLICT (id) DO NOTHING";

  private static final String OR_REPLACE =
      INSERT
          + """
          ON CONFLICT (id) DO UPDATE
          SET starts_at = excluded.starts_at, ends_at = excluded.ends_at,
            created_at = excluded.created_at, details = excluded.details
          """;

  private static final RowMapper<SessionRow> TO_SESSION =
      (row, context) ->
          new SessionRow(
              SessionId.of(row.getString("id")),
              instant(row, "starts_at"),
              instant(row, "ends_at"),
              Micros.toInstant(row.getLong("created_at")),
              row.getString("details"));

  private SessionSql() {}

  static List<SessionRow> find(Handle handle, SessionQuery query) {
    List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    query.id().ifPresent(id -> conditions.add("id = :id"));
    query.from().ifPresent(from -> conditions.add("COALESCE(starts_at, created_at) >= :from"));
    query.before().ifPresent(end -> conditions.add("COALESCE(starts_at, created_at) < :before"));
    Query select =
        handle.createQuery(
            "SELECT id, starts_at, ends_at, created_at, details FROM sessions WHERE "
                + String.join(" AND ", conditions)
                + " ORDER BY COALESCE(starts_at, created_at), id");
    query.id().ifPresent(id -> select.bind("id", id.value()));
    query.from().ifPresent(from -> select.bind("from", Micros.of(from)));
    query.before().ifPresent(end -> select.bind("before", Micros.of(end)));
    return select.map(TO_SESSION).list();
  }

  /** Those of the ids that a session has. */
  static Set<SessionId> existing(Handle handle, Collection<SessionId> ids) {
    Set<SessionId> existing = new HashSet<>();
    for (List<String> part : InLists.of(ids)) {
      handle
          .createQuery("SELECT id FROM sessions WHERE id IN (<ids>)")
          .bindList("ids", part)
          .map((row, context) -> SessionId.of(row.getString("id")))
          .forEach(existing::add);
    }
    return existing;
  }

  static void add(Handle handle, List<SessionRow> sessions) {
    put(handle, OR_LEAVE, sessions);
  }

  static void replace(Handle handle, List<SessionRow> sessions) {
    put(handle, OR_REPLACE, sessions);
  }

  /** By id, stably: two programs that add the same sessions do not wait for each other. */
  private static void put(Handle handle, String statement, List<SessionRow> sessions) {
    if (sessions.isEmpty()) {
      return;
    }
    PreparedBatch batch = handle.prepareBatch(statement);
    sessions.stream()
        .sorted(Comparator.comparing(SessionRow::id))
        .forEach(
            session ->
                batch
                    .bind("id", session.id().value())
                    .bind("starts", micros(session.start()))
                    .bind("ends", micros(session.end()))
                    .bind("created", Micros.of(session.createdAt()))
                    .bind("details", session.details())
                    .add());
    batch.execute();
  }

  /** Those without events. */
  static void remove(Handle handle, List<SessionId> ids) {
    for (List<String> part : InLists.of(ids)) {
      handle
          .createUpdate(
              """
              DELETE FROM sessions WHERE id IN (<ids>)
              AND NOT EXISTS (SELECT 1 FROM events WHERE events.session_id = sessions.id)
              """)
          .bindList("ids", part)
          .execute();
    }
  }

  private static @Nullable Long micros(Optional<Instant> instant) {
    return instant.map(Micros::of).orElse(null);
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Micros.toInstant(micros));
  }
}
