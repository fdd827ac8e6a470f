package io.faceattendance.attendance.internal;

import io.faceattendance.BoundingBox;
import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.Evidence;
import io.faceattendance.attendance.KeyProvider;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.Stores;
import io.faceattendance.attendance.internal.sql.SqliteLocation;
import io.faceattendance.attendance.store.AttendanceStore;
import io.faceattendance.attendance.store.AuditSeal;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.EventOutcome;
import io.faceattendance.attendance.store.EventRow;
import io.faceattendance.attendance.store.SessionRow;
import io.faceattendance.attendance.store.StoreLocation;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.TemplateScoring;
import io.faceattendance.match.head.HeadTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A store below a temporary folder, its key beside the data directory. */
final class StoreFixture {
  static final EmbeddingSpace SPACE =
      new EmbeddingSpace("test-weights", "test-pixels", "test-cut", "none", 16);
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

  private StoreFixture() {}

  static Path data(Path folder) {
    return folder.resolve("data");
  }

  static KeyProvider keys(Path folder) {
    return KeyProvider.inFolder(folder.resolve("keys"));
  }

  static StoreLocation sqlite(Path folder) {
    return Stores.sqlite(data(folder), Duration.ofSeconds(10));
  }

  static Vault open(Path folder) {
    return open(folder, keys(folder));
  }

  static Vault open(Path folder, KeyProvider keys) {
    return open(sqlite(folder), keys);
  }

  static Vault open(StoreLocation location, KeyProvider keys) {
    return Vault.open(location, keys, Clock.fixed(NOON, ZoneOffset.UTC), true);
  }

  /** Changes the storage as one who has no key. */
  static void tamper(StoreLocation location, Consumer<Commit.Builder> change) {
    AuditSeal none =
        (head, entry) -> {
          throw new AssertionError("no key, no entry");
        };
    tamper(location, none, change);
  }

  static void tamper(StoreLocation location, AuditSeal seal, Consumer<Commit.Builder> change) {
    Commit.Builder commit = Commit.builder(seal);
    change.accept(commit);
    try (AttendanceStore raw = location.open(location.peek().orElseThrow())) {
      raw.commit(commit.build());
    }
  }

  /** A key of equal bytes. */
  static KeyProvider key(int value) {
    byte[] key = new byte[KeyProvider.KEY_BYTES];
    Arrays.fill(key, (byte) value);
    return KeyProvider.of(key);
  }

  static long version(Vault vault) {
    return vault.rows().version().gallery();
  }

  static Embedding embedding(long seed) {
    Random random = new Random(seed);
    float[] vector = new float[SPACE.dimension()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return Embedding.of(SPACE, vector);
  }

  static Template template(PersonId person, long seed) {
    return new Template(UUID.randomUUID(), person, embedding(seed));
  }

  static StoredPerson enrol(Vault vault, Person person, int templates) {
    List<Template> made =
        IntStream.range(0, templates).mapToObj(i -> template(person.id(), i)).toList();
    return new PeopleStore(vault)
        .enrol(version(vault), person, made, List.of(), 100, List.of())
        .orElseThrow(() -> new AssertionError("nobody else should enrol in this test"))
        .person();
  }

  /** What is known of a head for the people who are here now. */
  static HeadRow head(Vault vault) {
    HeadTrial trial = new HeadTrial(0.9, 0.95, 0.01, 100, 200);
    long people = new HeadStore(vault).basis().people();
    return new HeadRow(HeadKind.SVM, SPACE, people, 2, 4, 7, TemplateScoring.BEST, trial, true);
  }

  static Evidence evidence() {
    return new Evidence(0.75, 0.5, 1, new BoundingBox(1.5, 2, 30, 40));
  }

  /** Records that a person was seen, and a mismatch. */
  static List<EventOutcome> recordBoth(Vault vault, SessionId session, UUID person) {
    Commit.Builder change = vault.change();
    change.add(new SessionRow(session, Optional.empty(), Optional.empty(), vault.now(), "{}"));
    change.record(event(session, person, "seen")).record(event(session, person, "mismatch"));
    return vault.rows().commit(change.build()).events();
  }

  private static EventRow event(SessionId session, UUID person, String kind) {
    return new EventRow(
        UUID.randomUUID(),
        session,
        person,
        kind,
        Micros.of(NOON),
        kind.equals("seen"),
        NOON,
        NOON,
        "face",
        Optional.of(evidence()),
        Optional.empty(),
        "{}");
  }

  static List<Path> filesOf(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Whether these bytes stand anywhere in the data directory. */
  static boolean isInAFile(Path folder, byte[] trace) {
    try {
      for (Path file : filesOf(data(folder))) {
        if (Search.contains(Files.readAllBytes(file), trace)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Changes an SQLite file as one who has no key. */
  static void sql(Path folder, String... statements) {
    String url = "jdbc:sqlite:" + data(folder).resolve(SqliteLocation.FILE);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
