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
import io.faceattendance.attendance.store.DocumentRow;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.StoreHeader;
import io.faceattendance.attendance.store.StoreRows;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract cannot see of an SQLite store: durability, files, refusals. */
class SqliteSettingsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  private SqlStore open() {
    return open(PATIENCE);
  }

  private SqlStore open(Duration patience) {
    SqliteLocation location = new SqliteLocation(data(), patience);
    return (SqlStore)
        location.exclusively(() -> location.open(location.peek().orElseGet(StoreRows::header)));
  }

  @Test
  void theConnectionInUseIsDurableAndOverwritesWhatItDeletes() {
    try (SqlStore store = open()) {
      assertThat(pragma(store, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(store, "synchronous")).as("2 is FULL").isEqualTo("2");
      assertThat(pragma(store, "secure_delete")).as("1 is ON").isEqualTo("1");
      assertThat(pragma(store, "foreign_keys")).isEqualTo("1");
      assertThat(pragma(store, "recursive_triggers")).isEqualTo("1");
      assertThat(pragma(store, "busy_timeout")).isEqualTo("10000");
      assertThat(pragma(store, "temp_store")).as("2 is MEMORY").isEqualTo("2");
      assertThat(pragma(store, "encoding")).as("ids are ordered by it").isEqualTo("UTF-8");
    }
  }

  private static String pragma(SqlStore store, String name) {
    return store
        .database()
        .read(handle -> handle.createQuery("PRAGMA " + name).mapTo(String.class).one());
  }

  @Test
  void peekingMakesNothing() {
    assertThat(new SqliteLocation(data(), PATIENCE).peek()).isEmpty();
    assertThat(data()).doesNotExist();
  }

  @Test
  void theConnectionThatPeeksCannotWrite() {
    open().close();
    Path file = data().resolve(SqliteLocation.FILE);
    Database database = SqliteDatabase.open(SqliteDatabase.readOnlySource(file, PATIENCE));
    assertThatThrownBy(() -> database.write(handle -> handle.execute("DELETE FROM sessions")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("readonly");
    database.close();
  }

  @Test
  void onlyTheOwnerCanReadTheDirectoryAndItsFiles() throws IOException {
    try (SqlStore store = open()) {
      store.commit(change().put(person("s-1")).build());
      assertThat(Files.getPosixFilePermissions(data()))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
      assertThat(files())
          .as("the file, its log, the log's index and the lock")
          .hasSize(4)
          .allSatisfy(
              file ->
                  assertThat(Files.getPosixFilePermissions(file))
                      .isEqualTo(PosixFilePermissions.fromString("rw-------")));
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(data())) {
      return files.toList();
    }
  }

  @Test
  void erasedNamesStandInNoFile() throws IOException {
    PersonRow ada = new PersonRow(UUID.randomUUID(), PersonId.of("s-1"), "Ada Lovelace", "{}");
    try (SqlStore store = open()) {
      store.commit(change().put(ada).build());
      assertThat(stands("Lovelace")).isTrue();
      store.commit(change().removePerson(ada.key()).build());
      assertThat(store.erase()).isTrue();
      assertThat(stands("Lovelace")).isFalse();
    }
  }

  private boolean stands(String text) throws IOException {
    for (Path file : files()) {
      if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void whatCouldNotBeErasedIsErasedWhenItIsOpenedNext() throws IOException, SQLException {
    PersonRow ada = new PersonRow(UUID.randomUUID(), PersonId.of("s-1"), "Ada Lovelace", "{}");
    try (SqlStore store = open()) {
      store.commit(change().put(ada).build());
      store.commit(change().removePerson(ada.key()).build());
      leaveTraces(store);
      assertThat(erasures(store)).isEqualTo("1 of 2");
      assertThat(stands("Lovelace")).isTrue();
      String url = "jdbc:sqlite:" + data().resolve(SqliteLocation.FILE);
      try (Connection reader = DriverManager.getConnection(url)) {
        reader.setAutoCommit(false);
        reader.createStatement().executeQuery("SELECT id FROM people").next();
        open(Duration.ofMillis(50)).close(); // opens all the same
      }
      assertThat(erasures(store)).isEqualTo("1 of 2");
    }
    try (SqlStore store = open()) {
      assertThat(stands("Lovelace")).isFalse();
      assertThat(erasures(store)).isEqualTo("2 of 2");
      assertThat(pragma(store, "busy_timeout")).isEqualTo("10000");
    }
  }

  /** As SQLite leaves them in pages that it rearranges. */
  private static void leaveTraces(SqlStore store) {
    assertThat(store.erase()).isTrue();
    store
        .database()
        .read(
            handle -> handle.createQuery("PRAGMA secure_delete = OFF").mapTo(Integer.class).one());
    PersonRow ada = new PersonRow(UUID.randomUUID(), PersonId.of("s-1"), "Ada Lovelace", "{}");
    store.commit(change().put(ada).build());
    store.commit(change().removePerson(ada.key()).build());
  }

  private static String erasures(SqlStore store) {
    return store
        .database()
        .read(
            handle ->
                handle
                    .createQuery("SELECT erased || ' of ' || deletions FROM erasure")
                    .mapTo(String.class)
                    .one());
  }

  @Test
  void whatIsOnlyAddedIsNotToBeErased() {
    try (SqlStore store = open()) {
      store.commit(change().put(person("s-1")).put(new DocumentRow("a", bytes("1"))).build());
      store.commit(change().add(session("maths")).audit(entry("enrolled")).build());
      assertThat(erasures(store)).isEqualTo("0 of 0");
      store.commit(change().put(new DocumentRow("a", bytes("2"))).build());
      assertThat(erasures(store)).isEqualTo("0 of 1");
    }
  }

  @Test
  void anIdThatIsNoneIsAStoreThatWasChanged() {
    try (SqlStore store = open()) {
      PersonRow ada = person("s-1");
      store.commit(change().put(ada).put(sealed(ada.key(), SealedRow.NOTE, "x")).build());
      store.database().write(handle -> handle.execute("UPDATE sealed SET id = 'one'"));
      assertThatThrownBy(() -> store.sealed(SealedRow.NOTE, Optional.empty()))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("'one'");
    }
  }

  @Test
  void erasingWaitsNoLongerThanItsPatienceForSomebodyWhoReads() {
    try (SqlStore store = open(Duration.ofMillis(50));
        SqlStore other = open()) {
      store.commit(change().put(person("s-1")).build());
      boolean erased =
          other
              .database()
              .write(
                  handle -> {
                    assertThat(store.erase()).isFalse();
                    return true;
                  });
      assertThat(erased).isTrue();
      assertThat(store.erase()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM events",
        "UPDATE events SET kind = 'x'",
        "DELETE FROM audit",
        "UPDATE audit SET action = 'x'",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit",
        "INSERT OR REPLACE INTO events SELECT * FROM events"
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
      assertThatThrownBy(() -> store.database().write(handle -> handle.execute(statement)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("append-only");
      store.commit(change().deleteEventsBefore(NOON).build());
      assertThatThrownBy(() -> store.database().write(handle -> handle.execute(statement)))
          .as("retention leaves no door open")
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("append-only");
    }
  }

  @Test
  void refusesADirectoryWrittenByANewerVersion() {
    try (SqlStore store = open()) {
      store
          .database()
          .write(
              handle ->
                  handle.execute(
                      "INSERT INTO %1$s SELECT max(installed_rank) + 1, '999', 'later', type, 'V999__later.sql', 1, installed_by, installed_on, execution_time, 1 FROM %1$s"
                          .formatted(Migrations.HISTORY)));
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("newer version");
  }

  @Test
  void refusesToOpenAnotherStoreInThePlaceOfTheOneThatWasSeen() {
    open().close();
    SqliteLocation location = new SqliteLocation(data(), PATIENCE);
    StoreHeader other = StoreRows.header();
    assertThatThrownBy(() -> location.open(other))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(other.id().toString());
  }

  @Test
  void tellsWhatFailsFromWhatCannotBeUsed() throws IOException {
    Path file = data().resolve(SqliteLocation.FILE);
    try (SqlStore store = open();
        SqlStore other = open(Duration.ofMillis(50))) {
      store
          .database()
          .write(
              holding -> {
                assertThatThrownBy(() -> other.commit(change().put(person("s-1")).build()))
                    .isInstanceOf(StoreFailedException.class)
                    .hasMessageContaining("locked");
                return 0;
              });
    }
    Files.writeString(file, "no database at all, only a text that is long enough".repeat(100));
    assertThatThrownBy(this::open).isExactlyInstanceOf(StoreException.class);
    Path text = Files.createFile(folder.resolve("text"));
    SqliteLocation inAFile = new SqliteLocation(text, PATIENCE);
    assertThatThrownBy(() -> inAFile.exclusively(() -> 0))
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining(text.toString());
  }

  @Test
  void aHeldOpeningLockIsAFailureAndNotARefusal() throws IOException {
    open().close();
    Path lock = data().resolve(SqliteLocation.LOCK);
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      assertThatThrownBy(() -> open(Duration.ofMillis(50)))
          .isInstanceOf(StoreFailedException.class)
          .hasMessageContaining("try again");
    }
  }

  @Test
  void doesNotQuoteNamesInItsErrors() {
    try (SqlStore store = open()) {
      store.database().write(handle -> handle.execute("ALTER TABLE people RENAME TO persons"));
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
