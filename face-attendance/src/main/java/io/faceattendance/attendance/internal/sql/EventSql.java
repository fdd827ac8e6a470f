package io.faceattendance.attendance.internal.sql;

import io.faceattendance.BoundingBox;
import io.faceattendance.attendance.Evidence;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.internal.Micros;
import io.faceattendance.attendance.store.EventQuery;
import io.faceattendance.attendance.store.EventRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Statements about events. */
final class EventSql {
  private static final String COLUMNS =
      """
      sequence, id, session_id, person_key, kind, occurrence, attends, occurred_at, recorded_at,
      source, similarity, threshold, photo, box_x, box_y, box_width, box_height, refers_to, details
      """;

  private static final String INSERT =
      "INSERT INTO events ("
          + COLUMNS
          + """
          )
          VALUES (:sequence, :id, :session, :person, :kind, :occurrence, :attends, :at, :recorded,
            :source, :similarity, :threshold, :photo, :x, :y, :width, :height, :refers, :details)
          ON CONFLICT (session_id, person_key, kind, occurrence) DO NOTHING
          """;

  // By their numbers: a hundred thousand rows are read at once, and SQLite looks names up each
  // time.
  private static final RowMapper<Placed> TO_EVENT =
      (row, context) ->
          new Placed(
              row.getLong(1),
              new EventRow(
                  Ids.parse(row.getString(2)),
                  SessionId.of(row.getString(3)),
                  Ids.parse(row.getString(4)),
                  row.getString(5),
                  row.getLong(6),
                  row.getInt(7) == 1,
                  Micros.toInstant(row.getLong(8)),
                  Micros.toInstant(row.getLong(9)),
                  row.getString(10),
                  evidence(row),
                  Optional.ofNullable(row.getString(18)).map(Ids::parse),
                  row.getString(19)));

  /** How many pairs of a session and a person are looked up one by one. */
  private static final long MOST_PROBES = 100_000;

  /** An event and its place in the order of all. */
  record Placed(long place, EventRow event) {}

  private EventSql() {}

  static List<EventRow> find(Handle handle, EventQuery query) {
    List<Optional<List<String>>> sessions = InLists.ofOptional(query.sessions());
    List<Optional<List<String>>> people = InLists.ofOptional(query.people());
    List<Placed> found = new ArrayList<>();
    for (Optional<List<String>> someSessions : sessions) {
      for (Optional<List<String>> somePeople : people) {
        found.addAll(find(handle, query.id(), someSessions, somePeople));
      }
    }
    found.sort(Comparator.comparingLong(Placed::place)); // faster than by the database
    return found.stream().map(Placed::event).toList();
  }

  // An index has sessions and people, and is asked for every pair. If they are too many, the longer
  // list is written as an expression, which no index has, so that it only filters.
  private static List<Placed> find(
      Handle handle,
      Optional<UUID> id,
      Optional<List<String>> sessions,
      Optional<List<String>> people) {
    int manySessions = sessions.map(List::size).orElse(0);
    int manyPeople = people.map(List::size).orElse(0);
    boolean tooMany = (long) manySessions * manyPeople > MOST_PROBES;
    String session = tooMany && manySessions > manyPeople ? "session_id || ''" : "session_id";
    String person = tooMany && manySessions <= manyPeople ? "person_key || ''" : "person_key";
    List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    id.ifPresent(one -> conditions.add("id = :id"));
    sessions.ifPresent(some -> conditions.add(session + " IN (<sessions>)"));
    people.ifPresent(some -> conditions.add(person + " IN (<people>)"));
    String where = String.join(" AND ", conditions);
    Query query = handle.createQuery("SELECT " + COLUMNS + "FROM events WHERE " + where);
    id.ifPresent(one -> query.bind("id", one.toString()));
    sessions.ifPresent(some -> query.bindList("sessions", some));
    people.ifPresent(some -> query.bindList("people", some));
    return query.map(TO_EVENT).list();
  }

  /** In this order; whether each is new. */
  static boolean[] insert(Handle handle, List<Placed> events) {
    PreparedBatch batch = handle.prepareBatch(INSERT);
    events.forEach(event -> add(batch, event));
    return ones(batch);
  }

  /** The people of these events as attendees of their sessions; whether each is new. */
  static boolean[] insertAttendees(Handle handle, List<EventRow> events) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO attendees (session_id, person_key) VALUES (:session, :person)
            ON CONFLICT (session_id, person_key) DO NOTHING
            """);
    for (EventRow event : events) {
      batch
          .bind("session", event.session().value())
          .bind("person", event.person().toString())
          .add();
    }
    return ones(batch);
  }

  private static boolean[] ones(PreparedBatch batch) {
    int[] counts = batch.size() == 0 ? new int[0] : batch.execute();
    boolean[] ones = new boolean[counts.length];
    for (int i = 0; i < counts.length; i++) {
      ones[i] = counts[i] == 1;
    }
    return ones;
  }

  private static void add(PreparedBatch batch, Placed placed) {
    EventRow event = placed.event();
    batch
        .bind("sequence", placed.place())
        .bind("id", event.id().toString())
        .bind("session", event.session().value())
        .bind("person", event.person().toString())
        .bind("kind", event.kind())
        .bind("occurrence", event.occurrence())
        .bind("attends", event.attends() ? 1 : 0)
        .bind("at", Micros.of(event.at()))
        .bind("recorded", Micros.of(event.recordedAt()))
        .bind("source", event.source())
        .bind("refers", event.refersTo().map(UUID::toString).orElse(null))
        .bind("details", event.details());
    bind(batch, event.evidence().orElse(null));
    batch.add();
  }

  private static void bind(PreparedBatch batch, @Nullable Evidence evidence) {
    BoundingBox box = evidence == null ? null : evidence.box();
    batch
        .bind("similarity", evidence == null ? null : (Double) evidence.similarity())
        .bind("threshold", evidence == null ? null : (Double) evidence.threshold())
        .bind("photo", evidence == null ? null : (Integer) evidence.photo())
        .bind("x", box == null ? null : (Double) box.x())
        .bind("y", box == null ? null : (Double) box.y())
        .bind("width", box == null ? null : (Double) box.width())
        .bind("height", box == null ? null : (Double) box.height());
  }

  private static Optional<Evidence> evidence(ResultSet row) throws SQLException {
    int photo = row.getInt(13);
    if (row.wasNull()) {
      return Optional.empty();
    }
    BoundingBox box =
        new BoundingBox(row.getDouble(14), row.getDouble(15), row.getDouble(16), row.getDouble(17));
    return Optional.of(new Evidence(row.getDouble(11), row.getDouble(12), photo, box));
  }
}
