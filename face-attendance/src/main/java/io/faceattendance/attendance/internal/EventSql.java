package io.faceattendance.attendance.internal;

import io.faceattendance.BoundingBox;
import io.faceattendance.attendance.Evidence;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.SessionReport;
import io.faceattendance.attendance.SessionReport.Mismatch;
import io.faceattendance.attendance.SessionReport.Presence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Statements about sessions and events. */
final class EventSql {
  private static final String INSERT =
      """
      INSERT INTO events (id, session_id, person_key, kind, occurrence, occurred_at, recorded_at,
        similarity, threshold, photo, box_x, box_y, box_width, box_height)
      SELECT :id, :session, person_key, :kind, :occurrence, :at, :now,
        :similarity, :threshold, :photo, :x, :y, :width, :height
      FROM people WHERE people.id = :person
      ON CONFLICT (session_id, person_key, kind, occurrence) DO NOTHING
      """;

  private static final String OF_SESSION =
      """
      SELECT e.*, p.id AS person_id, p.name
      FROM sessions s
      LEFT JOIN events e ON e.session_id = s.id
      LEFT JOIN people p ON p.person_key = e.person_key
      WHERE s.id = :session
      ORDER BY e.sequence
      """;

  private EventSql() {}

  static void insertSession(Handle handle, SessionId session, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO sessions (id, created_at) VALUES (:id, :now) ON CONFLICT (id) DO NOTHING
            """)
        .bind("id", session.value())
        .bind("now", Micros.of(now))
        .execute();
  }

  static List<SessionId> sessions(Handle handle) {
    return handle
        .createQuery("SELECT id FROM sessions ORDER BY created_at, id")
        .map((row, context) -> SessionId.of(row.getString("id")))
        .list();
  }

  static Fact.Outcome insert(Handle handle, SessionId session, Fact fact, Instant now) {
    Evidence evidence = fact.evidence();
    BoundingBox box = evidence.box();
    int inserted =
        handle
            .createUpdate(INSERT)
            .bind("id", UUID.randomUUID().toString())
            .bind("session", session.value())
            .bind("person", fact.person().value())
            .bind("kind", fact.kind().stored())
            .bind("occurrence", fact.occurrence())
            .bind("at", Micros.of(fact.at()))
            .bind("now", Micros.of(now))
            .bind("similarity", evidence.similarity())
            .bind("threshold", evidence.threshold())
            .bind("photo", evidence.photo())
            .bind("x", box.x())
            .bind("y", box.y())
            .bind("width", box.width())
            .bind("height", box.height())
            .execute();
    if (inserted == 1) {
      return Fact.Outcome.RECORDED;
    }
    boolean there = GallerySql.person(handle, fact.person()).isPresent();
    return there ? Fact.Outcome.KNOWN : Fact.Outcome.NO_SUCH_PERSON;
  }

  /** One query, so that the report is of one moment; a session without events gives one row. */
  static Optional<SessionReport> report(Handle handle, SessionId session) {
    List<Object> rows =
        handle
            .createQuery(OF_SESSION)
            .bind("session", session.value())
            .map((row, context) -> event(row))
            .list();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SessionReport(session, only(Presence.class, rows), only(Mismatch.class, rows)));
  }

  private static Object event(ResultSet row) throws SQLException {
    String kind = row.getString("kind");
    if (Fact.Kind.PRESENT.stored().equals(kind)) {
      return new Presence(person(row), at(row), evidence(row));
    }
    return Fact.Kind.MISMATCH.stored().equals(kind)
        ? new Mismatch(person(row), at(row), evidence(row))
        : Optional.empty();
  }

  private static <T> List<T> only(Class<T> type, List<Object> rows) {
    return rows.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static Optional<Person> person(ResultSet row) throws SQLException {
    String id = row.getString("person_id");
    return id == null ? Optional.empty() : Optional.of(Person.of(id, row.getString("name")));
  }

  private static Instant at(ResultSet row) throws SQLException {
    return Micros.toInstant(row.getLong("occurred_at"));
  }

  private static Evidence evidence(ResultSet row) throws SQLException {
    BoundingBox box =
        new BoundingBox(
            row.getDouble("box_x"),
            row.getDouble("box_y"),
            row.getDouble("box_width"),
            row.getDouble("box_height"));
    return new Evidence(
        row.getDouble("similarity"), row.getDouble("threshold"), row.getInt("photo"), box);
  }
}
