package io.faceattendance.attendance.internal.sql;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.store.PersonRow;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Statements about people. */
final class PeopleSql {
  private static final String SELECT = "SELECT person_key, id, name, details FROM people ";
  private static final int MOST_IN_A_MESSAGE = 5;

  private static final RowMapper<PersonRow> TO_PERSON =
      (row, context) ->
          new PersonRow(
              Ids.parse(row.getString("person_key")),
              PersonId.of(row.getString("id")),
              row.getString("name"),
              row.getString("details"));

  private PeopleSql() {}

  static List<PersonRow> all(Handle handle) {
    return handle.createQuery(SELECT + "ORDER BY id").map(TO_PERSON).list();
  }

  static Optional<PersonRow> find(Handle handle, PersonId id) {
    return handle
        .createQuery(SELECT + "WHERE id = :id")
        .bind("id", id.value())
        .map(TO_PERSON)
        .findOne();
  }

  /** Those of the keys that somebody has. */
  static Set<UUID> existing(Handle handle, Collection<UUID> keys) {
    Set<UUID> existing = new HashSet<>();
    for (List<String> part : InLists.of(Set.copyOf(keys))) {
      handle
          .createQuery("SELECT person_key FROM people WHERE person_key IN (<keys>)")
          .bindList("keys", part)
          .map((row, context) -> Ids.parse(row.getString("person_key")))
          .forEach(existing::add);
    }
    return existing;
  }

  static void put(Handle handle, List<PersonRow> people) {
    if (people.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO people (person_key, id, name, details) VALUES (:key, :id, :name, :details)
            ON CONFLICT (person_key) DO UPDATE
            SET id = excluded.id, name = excluded.name, details = excluded.details
            """);
    for (PersonRow person : people) {
      batch
          .bind("key", person.key().toString())
          .bind("id", person.id().value())
          .bind("name", person.name())
          .bind("details", person.details())
          .add();
    }
    try {
      batch.execute();
    } catch (UnableToExecuteStatementException e) {
      throw SqlFailures.isDuplicate(e) ? taken(people) : e;
    }
  }

  private static StoreException taken(List<PersonRow> people) {
    String ids =
        people.stream()
            .limit(MOST_IN_A_MESSAGE)
            .map(person -> person.id().value())
            .collect(Collectors.joining(", "));
    return new StoreException(
        people.size() == 1
            ? "expected an id that nobody else has, %s is here already".formatted(ids)
            : "expected ids that nobody else has, one of %d is here already: %s%s"
                .formatted(people.size(), ids, people.size() > MOST_IN_A_MESSAGE ? ", ..." : ""));
  }

  /** With their sealed records. */
  static void remove(Handle handle, List<UUID> keys) {
    for (List<String> part : InLists.of(keys)) {
      handle
          .createUpdate("DELETE FROM people WHERE person_key IN (<keys>)")
          .bindList("keys", part)
          .execute();
    }
  }
}
