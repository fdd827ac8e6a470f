package io.faceattendance.attendance.internal;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.EnrolledPerson;
import io.faceattendance.attendance.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/** Statements about people, their templates, and the audit log. */
final class GallerySql {
  private static final String PEOPLE =
      """
      SELECT p.id, p.name, count(t.id) AS templates
      FROM people p LEFT JOIN templates t ON t.person_key = p.person_key
      """;

  private static final String TEMPLATES =
      """
      SELECT t.id, p.id AS person_id, space_id, record_version, nonce, ciphertext
      FROM templates t JOIN people p ON p.person_key = t.person_key
      """;

  // Those of one enrolment have one time.
  private static final String OLDEST_FIRST = "ORDER BY t.created_at, t.rowid";

  private static final RowMapper<EnrolledPerson> TO_PERSON =
      (row, context) ->
          new EnrolledPerson(
              Person.of(row.getString("id"), row.getString("name")), row.getInt("templates"));

  private GallerySql() {}

  static long version(Handle handle) {
    return handle.createQuery("SELECT version FROM gallery_state").mapTo(Long.class).one();
  }

  /** After a change of thresholds or of the head. */
  static void nextVersion(Handle handle) {
    handle.execute("UPDATE gallery_state SET version = version + 1");
  }

  /** After a change of people or templates. */
  static void nextPeople(Handle handle) {
    handle.execute(
        "UPDATE gallery_state SET version = version + 1, people_version = people_version + 1");
  }

  static List<EnrolledPerson> people(Handle handle) {
    return handle.createQuery(PEOPLE + "GROUP BY p.id ORDER BY p.id").map(TO_PERSON).list();
  }

  static Optional<EnrolledPerson> person(Handle handle, PersonId id) {
    return handle
        .createQuery(PEOPLE + "WHERE p.id = :id GROUP BY p.id")
        .bind("id", id.value())
        .map(TO_PERSON)
        .findOne();
  }

  static void insertPerson(Handle handle, Person person, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO people (person_key, id, name, created_at) VALUES (:key, :id, :name, :now)
            ON CONFLICT (id) DO NOTHING
            """)
        .bind("key", UUID.randomUUID().toString())
        .bind("id", person.id().value())
        .bind("name", person.name())
        .bind("now", Micros.of(now))
        .execute();
  }

  /** With the templates. */
  static void deletePerson(Handle handle, PersonId id) {
    handle.createUpdate("DELETE FROM people WHERE id = :id").bind("id", id.value()).execute();
  }

  static List<String> spaces(Handle handle) {
    return handle
        .createQuery("SELECT DISTINCT space_id FROM templates ORDER BY space_id")
        .mapTo(String.class)
        .list();
  }

  static void insertTemplate(Handle handle, SealedTemplate template, Instant now) {
    TemplateContext context = template.context();
    handle
        .createUpdate(
            """
            INSERT INTO templates
              (id, person_key, space_id, record_version, nonce, ciphertext, created_at)
            SELECT :id, person_key, :space, :version, :nonce, :ciphertext, :now
            FROM people WHERE id = :person
            """)
        .bind("id", context.template().toString())
        .bind("person", context.person().value())
        .bind("space", context.space().id())
        .bind("version", context.recordVersion())
        .bind("nonce", template.nonce())
        .bind("ciphertext", template.ciphertext())
        .bind("now", Micros.of(now))
        .execute();
  }

  static <T> List<T> templates(Handle handle, RowMapper<T> mapper) {
    return templates(handle.createQuery(TEMPLATES + OLDEST_FIRST), mapper);
  }

  static <T> List<T> templates(Handle handle, PersonId person, RowMapper<T> mapper) {
    Query query = handle.createQuery(TEMPLATES + "WHERE p.id = :id " + OLDEST_FIRST);
    return templates(query.bind("id", person.value()), mapper);
  }

  private static <T> List<T> templates(Query query, RowMapper<T> mapper) {
    try (Stream<T> rows = query.map(mapper).stream()) {
      return rows.toList();
    }
  }

  /** Deletes all but the newest templates of a person; their ids. */
  static List<UUID> deleteOldest(Handle handle, PersonId person, int most) {
    return handle
        .createQuery(
            """
            DELETE FROM templates WHERE id IN (
              SELECT t.id FROM templates t JOIN people p ON p.person_key = t.person_key
              WHERE p.id = :person
              ORDER BY t.created_at DESC, t.rowid DESC LIMIT -1 OFFSET :most)
            RETURNING id
            """)
        .bind("person", person.value())
        .bind("most", most)
        .map((row, context) -> UUID.fromString(row.getString("id")))
        .list();
  }

  /** The person is still there: afterwards nobody knows the key. */
  static void audit(Handle handle, Instant now, String action, PersonId person, int amount) {
    handle
        .createUpdate(
            """
            INSERT INTO audit (recorded_at, action, person_key, amount)
            SELECT :now, :action, person_key, :amount FROM people WHERE id = :person
            """)
        .bind("now", Micros.of(now))
        .bind("action", action)
        .bind("person", person.value())
        .bind("amount", amount)
        .execute();
  }

  static void auditResemblance(
      Handle handle, Instant now, PersonId person, Resemblance resemblance) {
    handle
        .createUpdate(
            """
            INSERT INTO audit (recorded_at, action, person_key, other_person_key, similarity)
            SELECT :now, :action, p.person_key, o.person_key, :similarity
            FROM people p JOIN people o ON o.id = :other WHERE p.id = :person
            """)
        .bind("now", Micros.of(now))
        .bind("action", resemblance.kind().stored())
        .bind("person", person.value())
        .bind("other", resemblance.other().value())
        .bind("similarity", resemblance.similarity())
        .execute();
  }
}
