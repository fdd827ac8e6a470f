package io.faceattendance.attendance.internal;

import static io.faceattendance.attendance.internal.StoreFixture.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.StoreFailedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreSettingsTest {
  @TempDir Path folder;

  @Test
  void theConnectionInUseIsDurableAndOverwritesWhatItDeletes() {
    try (AttendanceStore store = open(folder)) {
      assertThat(pragma(store, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(store, "synchronous")).as("2 is FULL").isEqualTo("2");
      assertThat(pragma(store, "secure_delete")).as("1 is ON").isEqualTo("1");
      assertThat(pragma(store, "foreign_keys")).isEqualTo("1");
      assertThat(pragma(store, "recursive_triggers")).isEqualTo("1");
      assertThat(pragma(store, "busy_timeout")).isEqualTo("10000");
      assertThat(pragma(store, "temp_store")).as("2 is MEMORY").isEqualTo("2");
    }
  }

  @Test
  void theReadOnlyConnectionThatLooksBeforeTheKeyIsKnownCannotWrite() {
    open(folder).close();
    Path file = StoreFixture.data(folder).resolve(AttendanceStore.FILE);
    try (Database database = Database.open(Database.readOnlySource(file, Duration.ofSeconds(1)))) {
      assertThatThrownBy(() -> database.write(handle -> handle.execute("DELETE FROM sessions")))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("readonly");
    }
  }

  @Test
  void onlyTheOwnerCanLookIntoTheDataDirectory() throws IOException {
    open(folder).close();
    String permissions =
        PosixFilePermissions.toString(Files.getPosixFilePermissions(StoreFixture.data(folder)));
    assertThat(permissions).isEqualTo("rwx------");
  }

  @Test
  void onlyTheOwnerCanReadTheFilesInADirectoryThatWasThereBefore() throws IOException {
    Path data = StoreFixture.data(folder);
    Files.createDirectory(data, mode("rwxr-xr-x"));
    try (AttendanceStore store = open(folder)) {
      StoreFixture.enrol(store, Person.of("s-1", "Ada"), 1);
      assertThat(StoreFixture.filesOf(data))
          .as("the file, its log, the log's index and the lock")
          .hasSize(4)
          .allSatisfy(
              file ->
                  assertThat(Files.getPosixFilePermissions(file))
                      .as("%s", file)
                      .isEqualTo(PosixFilePermissions.fromString("rw-------")));
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  @Test
  void keepsItsOwnMigrationHistory() {
    try (AttendanceStore store = open(folder)) {
      List<String> versions =
          store
              .database()
              .read(
                  handle ->
                      handle
                          .createQuery("SELECT version FROM " + Schema.HISTORY)
                          .mapTo(String.class)
                          .list());
      assertThat(versions).containsExactly("1", "2");
    }
  }

  @Test
  void refusesADirectoryWrittenByANewerVersion() {
    try (AttendanceStore store = open(folder)) {
      store
          .database()
          .write(
              handle ->
                  handle.execute(
                      "INSERT INTO "
                          + Schema.HISTORY
                          + " SELECT max(installed_rank) + 1, '999', 'later', type, 'V999__later.sql', 1, installed_by,"
                          + " installed_on, execution_time, 1 FROM "
                          + Schema.HISTORY));
    }
    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("newer version");
  }

  @Test
  void tellsWhatFailsFromWhatCannotBeUsed() throws IOException {
    Path file = StoreFixture.data(folder).resolve(AttendanceStore.FILE);
    Duration impatient = Duration.ofMillis(50);
    try (AttendanceStore store = open(folder);
        Database other = Database.open(Database.source(file, impatient))) {
      store
          .database()
          .write(
              holding -> {
                assertThatThrownBy(
                        () -> other.write(handle -> handle.execute("DELETE FROM people")))
                    .isInstanceOf(StoreFailedException.class)
                    .hasMessageContaining("locked");
                return 0;
              });
    }
    Files.writeString(file, "no database at all, only a text that is long enough".repeat(100));
    assertThatThrownBy(() -> open(folder)).isExactlyInstanceOf(StoreException.class);
    Path text = Files.createFile(folder.resolve("text"));
    assertThatThrownBy(() -> openAt(text))
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining(text.toString());
  }

  @Test
  void aHeldOpeningLockIsAFailureAndNotARefusal() throws IOException {
    open(folder).close();
    Path lock = StoreFixture.data(folder).resolve(AttendanceStore.LOCK);
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      assertThatThrownBy(() -> openAt(StoreFixture.data(folder)))
          .isInstanceOf(StoreFailedException.class)
          .hasMessageContaining("try again");
    }
  }

  private AttendanceStore openAt(Path directory) {
    return AttendanceStore.open(
        directory, StoreFixture.keys(folder), Clock.systemUTC(), Duration.ofMillis(50));
  }

  @Test
  void doesNotQuoteNamesInItsErrors() {
    try (AttendanceStore store = open(folder)) {
      store.database().write(handle -> handle.execute("DROP TABLE templates"));
      store.database().write(handle -> handle.execute("ALTER TABLE people RENAME TO persons"));
      Person person = Person.of("s-1", "Ada Lovelace");
      assertThatThrownBy(() -> store.enrol(0, person, List.of(), 9, List.of()))
          .isInstanceOf(StoreException.class)
          .satisfies(
              thrown -> {
                for (Throwable t = thrown; t != null; t = t.getCause()) {
                  assertThat(t.toString()).doesNotContain("Lovelace");
                }
              });
    }
  }

  private static String pragma(AttendanceStore store, String name) {
    return store
        .database()
        .read(handle -> handle.createQuery("PRAGMA " + name).mapTo(String.class).one());
  }
}
