package io.faceattendance.attendance.internal.sql;

import static io.faceattendance.attendance.store.StoreRows.change;
import static io.faceattendance.attendance.store.StoreRows.seen;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.faceattendance.BoundingBox;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.Evidence;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.internal.Micros;
import io.faceattendance.attendance.store.AuditHead;
import io.faceattendance.attendance.store.Bytes;
import io.faceattendance.attendance.store.EventOutcome;
import io.faceattendance.attendance.store.EventQuery;
import io.faceattendance.attendance.store.EventRow;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.SessionQuery;
import io.faceattendance.attendance.store.SessionRow;
import io.faceattendance.attendance.store.StoreHeader;
import io.faceattendance.attendance.store.StoreVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteDataSource;

/** A data directory of the second schema is brought up to date when it is opened. */
class SqliteMigrationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final UUID STORE = UUID.randomUUID();
  private static final UUID ADA = UUID.randomUUID();
  private static final UUID BOB = UUID.randomUUID();
  private static final UUID TEMPLATE = UUID.randomUUID();
  private static final UUID OLDER = UUID.randomUUID();
  private static final UUID PRESENT = UUID.randomUUID();
  private static final UUID MISMATCH = UUID.randomUUID();
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.000007Z");
  private static final Optional<Evidence> EVIDENCE =
      Optional.of(new Evidence(0.75, 0.5, 1, new BoundingBox(1.5, 2, 30, 40)));

  @TempDir Path folder;
  private SqliteLocation location;

  @BeforeEach
  void makeSecondSchema() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    location = new SqliteLocation(data, PATIENCE);
    SQLiteDataSource source = SqliteDatabase.source(data.resolve(SqliteLocation.FILE), PATIENCE);
    Migrations.run(Migrations.sqlite(source).target("2"), "test");
    Database database = SqliteDatabase.open(source);
    database.write(
        handle -> {
          fill(handle);
          return 0;
        });
    database.close();
  }

  private static void fill(Handle handle) {
    long noon = Micros.of(NOON);
    handle.execute("INSERT INTO store_identity VALUES (1, ?, x'01', ?)", STORE.toString(), noon);
    handle.execute("UPDATE gallery_state SET version = 7, people_version = 5, head_decisions = 2");
    for (UUID key : List.of(ADA, BOB)) {
      String id = key.equals(ADA) ? "s-1" : "s-2";
      handle.execute("INSERT INTO people VALUES (?, ?, 'N', ?)", key.toString(), id, noon);
    }
    insertTemplate(handle, TEMPLATE, noon);
    insertTemplate(handle, OLDER, noon - 1);
    handle.execute("INSERT INTO sessions VALUES ('maths', ?)", noon);
    insertEvent(handle, PRESENT, ADA, "present", 0);
    insertEvent(handle, MISMATCH, BOB, "mismatch", noon);
    handle.execute(
        "INSERT INTO audit (recorded_at, action, person_key) VALUES (?, 'removed', 'k')", noon);
    handle.execute("INSERT INTO calibration VALUES ('space', '{}', 0.01, ?, x'02')", noon);
    handle.execute("INSERT INTO head_wish VALUES (1, 'svm', 7, 'best')");
    handle.execute(
        "INSERT INTO head VALUES (1, 1, 'svm', 's', 5, 2, 4, 7, 'best', 0.9, 0.9, 0, 9, 9, 1, x'00', x'00', ?)",
        noon);
  }

  private static void insertTemplate(Handle handle, UUID id, long created) {
    handle.execute(
        "INSERT INTO templates VALUES (?, ?, 'space', 1, x'03', x'04', ?)",
        id.toString(),
        ADA.toString(),
        created);
  }

  private static void insertEvent(
      Handle handle, UUID id, UUID person, String kind, long occurrence) {
    handle.execute(
        "INSERT INTO events VALUES (NULL, ?, 'maths', ?, ?, ?, ?, ?, 0.75, 0.5, 1, 1.5, 2, 30, 40)",
        id.toString(),
        person.toString(),
        kind,
        occurrence,
        Micros.of(NOON),
        Micros.of(NOON) + 1);
  }

  private SqlStore open() {
    return (SqlStore) location.exclusively(() -> location.open(location.peek().orElseThrow()));
  }

  @Test
  void thePeekBeforeChangesNothing() {
    StoreHeader header = new StoreHeader(STORE, Bytes.of(new byte[] {1}), NOON);
    assertThat(location.peek()).contains(header);
    try (SqlStore store = open()) {
      assertThat(store.header()).isEqualTo(header);
    }
  }

  @Test
  void keepsPeopleAndTheirTemplatesInTheOrderOfEnrolment() {
    try (SqlStore store = open()) {
      assertThat(store.version()).isEqualTo(new StoreVersion(7, 5, 0));
      assertThat(store.people())
          .containsExactly(
              new PersonRow(ADA, PersonId.of("s-1"), "N", "{}"),
              new PersonRow(BOB, PersonId.of("s-2"), "N", "{}"));
      assertThat(store.sealed(SealedRow.TEMPLATE, Optional.empty()))
          .containsExactly(template(OLDER, NOON.minusNanos(1000)), template(TEMPLATE, NOON));
      store.commit(change().removePerson(ADA).build());
      assertThat(store.sealed(SealedRow.TEMPLATE, Optional.empty())).isEmpty();
    }
  }

  private static SealedRow template(UUID id, Instant created) {
    Bytes nonce = Bytes.of(new byte[] {3});
    Bytes ciphertext = Bytes.of(new byte[] {4});
    return new SealedRow(id, ADA, SealedRow.TEMPLATE, "space", 1, nonce, ciphertext, created);
  }

  @Test
  void keepsSessionsAndEventsAndWhoAttended() {
    SessionId maths = SessionId.of("maths");
    try (SqlStore store = open()) {
      assertThat(store.sessions(SessionQuery.all()))
          .containsExactly(new SessionRow(maths, Optional.empty(), Optional.empty(), NOON, "{}"));
      assertThat(store.events(EventQuery.all()))
          .containsExactly(
              event(PRESENT, ADA, "seen", true, "face"),
              event(MISMATCH, BOB, "mismatch", false, "claim"));
      assertThat(
              store
                  .commit(
                      change()
                          .record(seen("maths", ADA, NOON))
                          .record(seen("maths", ADA, NOON.plusSeconds(1)))
                          .record(seen("maths", BOB, NOON))
                          .build())
                  .events())
          .containsExactly(EventOutcome.KNOWN, EventOutcome.AGAIN, EventOutcome.FIRST);
    }
  }

  private static EventRow event(UUID id, UUID person, String kind, boolean attends, String source) {
    return new EventRow(
        id,
        SessionId.of("maths"),
        person,
        kind,
        Micros.of(NOON),
        attends,
        NOON,
        NOON.plusNanos(1000),
        source,
        EVIDENCE,
        Optional.empty(),
        "{}");
  }

  @Test
  void keepsWhatSqlCannotEncryptUnderAnotherName() {
    try (SqlStore store = open()) {
      assertThat(count(store, "calibration_v2")).isEqualTo(1);
      assertThat(count(store, "head_wish_v2")).isEqualTo(1);
      assertThat(count(store, "audit_before_chain")).isEqualTo(1);
      assertThat(count(store, "sqlite_master WHERE name = 'head'")).isZero();
      assertThat(store.auditHead()).isEqualTo(AuditHead.EMPTY);
      assertThat(count(store, "pragma_foreign_key_check")).isZero();
    }
  }

  @Test
  void saysOnceThatItsHeadIsUsedNoMore() {
    Logger logger = (Logger) LoggerFactory.getLogger(SqliteLocation.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    logger.addAppender(log);
    log.start();
    try {
      open().close();
      open().close();
    } finally {
      logger.detachAppender(log);
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .asString()
        .contains("head train");
  }

  private static int count(SqlStore store, String table) {
    return store
        .database()
        .read(
            handle ->
                handle.createQuery("SELECT count(*) FROM " + table).mapTo(Integer.class).one());
  }
}
