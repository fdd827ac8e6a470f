package io.faceattendance.attendance.internal.sql;

import static io.faceattendance.attendance.store.StoreRows.NOON;
import static io.faceattendance.attendance.store.StoreRows.bytes;
import static io.faceattendance.attendance.store.StoreRows.change;
import static io.faceattendance.attendance.store.StoreRows.entry;
import static io.faceattendance.attendance.store.StoreRows.person;
import static io.faceattendance.attendance.store.StoreRows.sealed;
import static io.faceattendance.attendance.store.StoreRows.seen;
import static io.faceattendance.attendance.store.StoreRows.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.StoreFailedException;
import io.faceattendance.attendance.Stores;
import io.faceattendance.attendance.store.DocumentRow;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.PostgresServer;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.StoreLocation;
import io.faceattendance.attendance.store.StoreRows;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract cannot see of a PostgreSQL store: durability, refusals, locks. */
class PostgresSettingsTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  private final PostgresServer server = PostgresServer.shared();
  private final String database = server.newDatabase();

  private SqlStore open() {
    return open(server.location(database));
  }

  private SqlStore openImpatiently() {
    return open(at(server.url(database), SHORT));
  }

  private static StoreLocation at(String url, Duration patience) {
    return Stores.postgresql(url, PostgresServer.USER, PostgresServer.PASSWORD, patience);
  }

  private static SqlStore open(StoreLocation location) {
    return (SqlStore)
        location.exclusively(() -> location.open(location.peek().orElseGet(StoreRows::header)));
  }

  private static String show(SqlStore store, String query) {
    return store.database().read(handle -> handle.createQuery(query).mapTo(String.class).one());
  }

  private static int count(SqlStore store, String table) {
    return Integer.parseInt(show(store, "SELECT count(*) FROM " + table));
  }

  @Test
  void theConnectionsInUseAreDurableWhateverTheDatabaseIsSetTo() {
    server.execute(database, "ALTER DATABASE %s SET synchronous_commit = off".formatted(database));
    try (SqlStore store = open()) {
      assertThat(show(store, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(show(store, "SHOW fsync")).isEqualTo("on");
      assertThat(show(store, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(show(store, "SHOW transaction_isolation")).isEqualTo("read committed");
      assertThat(show(store, "SHOW lock_timeout")).isEqualTo("30s");
    }
    server.execute(
        database, "ALTER DATABASE %s SET synchronous_commit = remote_apply".formatted(database));
    try (SqlStore store = open()) {
      assertThat(show(store, "SHOW synchronous_commit")).as("more").isEqualTo("remote_apply");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "full_page_writes"})
  void refusesAServerThatMayForget(String setting) {
    PostgresServer forgetful = PostgresServer.with(setting + "=off");
    StoreLocation location = forgetful.location(forgetful.newDatabase());
    assertThatThrownBy(() -> open(location))
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining(setting + " = on");
    assertThat(location.peek()).as("and makes nothing").isEmpty();
  }

  @Test
  void refusesADatabaseOfAnotherEncoding() {
    String latin = server.newDatabase();
    server.execute("postgres", "DROP DATABASE " + latin);
    server.execute(
        "postgres",
        "CREATE DATABASE %s ENCODING LATIN1 LOCALE 'C' TEMPLATE template0".formatted(latin));
    assertThatThrownBy(() -> open(server.location(latin)))
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining("server_encoding = UTF8");
  }

  @Test
  void peekingMakesNothing() throws SQLException {
    String tables = "SELECT count(*) FROM pg_class";
    String before = value(tables);
    assertThat(server.location(database).peek()).isEmpty();
    assertThat(value(tables)).isEqualTo(before);
  }

  private String value(String query) throws SQLException {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void livesBesideOtherTablesInTheFirstSchemaOfTheSearchPath() {
    server.execute(database, "CREATE TABLE people (of_somebody_else int)");
    server.execute(database, "CREATE SCHEMA att");
    server.execute(database, "CREATE TABLE att.orders (id int)");
    String url = server.url(database) + "?currentSchema=att,public";
    try (SqlStore store = open(at(url, Duration.ofSeconds(30)))) {
      store.commit(change().put(person("s-1")).build());
      assertThat(count(store, "att.people")).isEqualTo(1);
      assertThat(count(store, "public.people")).isZero();
    }
    assertThat(server.location(database).peek()).as("not in public").isEmpty();
    assertThatThrownBy(this::open)
        .as("the tables of somebody else")
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining("people");
  }

  @Test
  void refusesASchemaThatIsNotThere() {
    assertThatThrownBy(
            () -> open(at(server.url(database) + "?currentSchema=nowhere", Duration.ofSeconds(30))))
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining("schema");
  }

  @Test
  void refusesTablesWrittenByANewerVersion() {
    open().close();
    server.execute(
        database,
        "INSERT INTO %1$s SELECT max(installed_rank) + 1, '999', 'later', 'SQL', 'V999__later.sql', 1, 'x', now(), 1, true FROM %1$s"
            .formatted(Migrations.HISTORY));
    assertThatThrownBy(this::open)
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining("newer version");
  }

  @Test
  void tellsWhatFailsFromWhatIsRefused() {
    open().close();
    String role = "reader_" + database;
    server.execute(database, "CREATE ROLE %s LOGIN PASSWORD 'x'".formatted(role));
    Duration patience = Duration.ofSeconds(5);
    String url = server.url(database);
    assertThatThrownBy(() -> Stores.postgresql(url, role, "x", patience).peek())
        .as("no right to look")
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> open(Stores.postgresql(url, role, "s3cret", patience)))
        .as("wrong password")
        .isExactlyInstanceOf(StoreException.class)
        .message()
        .doesNotContain("s3cret");
    assertThatThrownBy(() -> open(at(url + "x", patience)))
        .as("no such database")
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> open(at("jdbc:postgresql://127.0.0.1:1/db", patience)))
        .as("no server")
        .isInstanceOf(StoreFailedException.class)
        .hasMessageContaining("127.0.0.1");
    String empty = server.newDatabase();
    assertThatThrownBy(() -> open(Stores.postgresql(server.url(empty), role, "x", patience)))
        .as("no right to make tables")
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining("permission denied");
  }

  @Test
  void aServerThatEndsConnectionsIsAFailureAndTheNextCallConnectsAgain() {
    try (SqlStore store = open()) {
      assertThatThrownBy(
              () ->
                  store
                      .database()
                      .read(
                          handle ->
                              handle.execute("SELECT pg_terminate_backend(pg_backend_pid())")))
          .isInstanceOf(StoreFailedException.class);
      assertThat(store.people()).isEmpty();
    }
  }

  @Test
  void whoHoldsTheOpeningLockKeepsOthersWaiting() {
    StoreLocation impatient = at(server.url(database), SHORT);
    server
        .location(database)
        .exclusively(
            () -> {
              assertThatThrownBy(() -> impatient.exclusively(() -> 0))
                  .isInstanceOf(StoreFailedException.class);
              return 0;
            });
    assertThat(impatient.exclusively(() -> 1)).isEqualTo(1);
  }

  @Test
  void aRowThatSomebodyHoldsIsAFailureAfterThePatience() throws SQLException {
    try (SqlStore store = openImpatiently();
        Connection other = server.connect(database)) {
      other.setAutoCommit(false);
      other.createStatement().execute("SELECT * FROM gallery_state FOR UPDATE");
      assertThatThrownBy(() -> store.commit(change().put(person("s-1")).build()))
          .isInstanceOf(StoreFailedException.class)
          .hasMessageContaining("lock timeout");
      assertThat(store.commit(change().add(session("maths")).build()).applied())
          .as("recording does not wait for it")
          .isTrue();
    }
  }

  @Test
  void erasedNamesStandInNoTable() throws IOException {
    PersonRow ada = new PersonRow(UUID.randomUUID(), PersonId.of("s-1"), "Ada Lovelace", "{}");
    try (SqlStore store = open()) {
      store.commit(change().put(person("s-0")).build()); // else its page would go as a whole
      store.commit(change().put(ada).build());
      assertThat(server.standsInTables(database, "Lovelace")).isTrue();
      store.commit(change().removePerson(ada.key()).build());
      assertThat(store.erase()).isTrue();
      assertThat(server.standsInTables(database, "Lovelace")).isFalse();
    }
  }

  @Test
  void samplesOfNamesStandInNoStatistics() throws IOException {
    PersonRow ada = new PersonRow(UUID.randomUUID(), PersonId.of("s-1"), "Ada Lovelace", "{}");
    try (SqlStore store = open()) {
      store.commit(
          change()
              .put(ada)
              .put(person("s-0"))
              .put(sealed(ada.key(), SealedRow.NOTE, "Lovelace was ill"))
              .put(new DocumentRow("head", bytes("Lovelace")))
              .build());
      server.execute(database, "ANALYZE");
      String sampled =
          "SELECT count(*) FROM pg_stats WHERE tablename = 'people' AND attname = 'person_key'";
      assertThat(show(store, sampled)).isEqualTo("1");
      store.commit(change().removePerson(ada.key()).removeDocument("head").build());
      assertThat(store.erase()).isTrue();
      assertThat(server.standsInTables(database, "Lovelace")).isFalse();
    }
  }

  @Test
  void erasedEventsStandInNoTable() throws IOException {
    try (SqlStore store = open()) {
      PersonRow ada = person("s-1");
      store.commit(change().put(ada).add(session("maths-4711")).build());
      store.commit(change().record(seen("maths-4711", ada.key(), NOON)).build());
      store.commit(change().record(seen("maths-4711", ada.key(), NOON.plusSeconds(9))).build());
      store.commit(change().add(session("art")).build());
      assertThat(server.standsInTables(database, "maths-4711")).isTrue();
      store.commit(change().deleteEventsBefore(NOON.plusSeconds(10)).build());
      assertThat(store.erase()).isTrue();
      assertThat(server.standsInTables(database, "maths-4711")).isFalse();
    }
  }

  /**
   * As VACUUM keeps what a transaction with an older number may still see, even if it looked at
   * nothing.
   */
  @Test
  void erasingIsNotDoneWhileSomebodyWhoHasWrittenIsIdle() throws SQLException, IOException {
    PersonRow ada = new PersonRow(UUID.randomUUID(), PersonId.of("s-1"), "Ada Lovelace", "{}");
    try (SqlStore store = openImpatiently();
        Connection other = server.connect(database)) {
      store.commit(change().put(person("s-0")).build());
      store.commit(change().put(ada).build());
      other.setAutoCommit(false);
      other.createStatement().execute("CREATE TABLE of_somebody_else (id int)");
      store.commit(change().removePerson(ada.key()).build());
      assertThat(store.erase()).isFalse();
      other.rollback();
      assertThat(store.erase()).isTrue();
      assertThat(server.standsInTables(database, "Lovelace")).isFalse();
    }
  }

  @Test
  void whatCouldNotBeErasedIsErasedWhenItIsOpenedNext() throws SQLException, IOException {
    PersonRow ada = new PersonRow(UUID.randomUUID(), PersonId.of("s-1"), "Ada Lovelace", "{}");
    try (SqlStore store = open()) {
      store.commit(change().put(person("s-0")).build());
      store.commit(change().put(ada).build());
      store.commit(change().removePerson(ada.key()).build());
    }
    try (Connection other = server.connect(database)) {
      other.setAutoCommit(false);
      other.createStatement().execute("SELECT * FROM people");
      open().close(); // opens without waiting for it
      assertThat(server.standsInTables(database, "Lovelace")).isTrue();
      other.rollback();
    }
    try (SqlStore store = open()) {
      assertThat(server.standsInTables(database, "Lovelace")).isFalse();
      assertThat(show(store, "SHOW lock_timeout")).isEqualTo("30s");
      assertThat(show(store, "SELECT CAST(erased = deletions AS text) FROM erasure"))
          .isEqualTo("true");
    }
  }

  @Test
  void erasingWaitsNoLongerThanItsPatience() throws SQLException {
    try (SqlStore store = openImpatiently();
        Connection other = server.connect(database)) {
      other.setAutoCommit(false);
      other.createStatement().execute("SELECT * FROM people");
      assertThat(store.erase()).isFalse();
      other.rollback();
      assertThat(store.erase()).isTrue();
    }
  }

  /** It would keep the rows that this transaction may still see. */
  @Test
  void erasingIsNotDoneWhileAnOldTransactionRuns() throws SQLException {
    try (SqlStore store = openImpatiently();
        Connection other = server.connect(database)) {
      other.setAutoCommit(false);
      other.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      other.createStatement().execute("SELECT 1");
      assertThat(store.erase()).isFalse();
      other.rollback();
      assertThat(store.erase()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM events",
        "UPDATE events SET kind = 'x'",
        "TRUNCATE events",
        "DELETE FROM audit",
        "UPDATE audit SET action = 'x'",
        "TRUNCATE audit"
      })
  void eventsAndTheLogAreOnlyAppendedTo(String statement) {
    try (SqlStore store = open()) {
      PersonRow ada = person("s-1");
      store.commit(
          change()
              .put(ada)
              .add(session("maths"))
              .record(seen("maths", ada.key(), NOON))
              .audit(entry("enrolled"))
              .build());
      store.commit(change().deleteEventsBefore(NOON).build());
      assertThatThrownBy(() -> store.database().write(handle -> handle.execute(statement)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("append-only");
      assertThat(count(store, "events")).isEqualTo(1);
      assertThat(count(store, "audit")).isEqualTo(1);
    }
  }

  @Test
  void doesNotQuoteNamesInItsErrors() {
    try (SqlStore store = open()) {
      store
          .database()
          .write(handle -> handle.execute("ALTER TABLE people ADD CHECK (id <> 's-1')"));
      PersonRow ada = new PersonRow(UUID.randomUUID(), PersonId.of("s-1"), "Ada Lovelace", "{}");
      assertThatThrownBy(() -> store.commit(change().put(ada).build()))
          .isInstanceOf(StoreException.class)
          .satisfies(
              thrown -> {
                for (Throwable t = thrown; t != null; t = t.getCause()) {
                  assertThat(t.toString()).doesNotContain("Lovelace");
                }
              });
    }
  }
}
