package io.faceattendance.attendance;

import static io.faceattendance.attendance.FakeFaces.picture;
import static io.faceattendance.attendance.FakeFaces.portrait;
import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.attendance.FakeFaces.Drawn;
import io.faceattendance.attendance.Register.Decision;
import io.faceattendance.attendance.internal.HeadStore;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.rules.AttendanceEvent.Correction;
import io.faceattendance.attendance.rules.Status;
import io.faceattendance.attendance.store.PostgresServer;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.StoreLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stood in a store of somebody is in none of its bytes any more. */
class ErasureTest {
  private static final Person ADA =
      Person.of("id-ada-5f1c", "Ada-Lovelace-9a3b").withConsent(Consent.of("form-4711-ada"));
  private static final Person BOB = Person.of("s-2", "Bob");
  private static final SessionId MATHS = SessionId.of("maths");
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final KeyProvider KEY = KeyProvider.of(new byte[KeyProvider.KEY_BYTES]);

  @TempDir Path folder;

  /** Where bytes may have been left. */
  private interface Storage {
    boolean contains(byte[] trace);
  }

  private FaceAttendance open(StoreLocation location) {
    return FaceAttendance.open(
        location, AttendanceFixture.options(folder).withKeys(KEY).keepingPictures(true, true));
  }

  private StoreLocation sqlite() {
    return Stores.sqlite(folder.resolve("data"), Duration.ofSeconds(10));
  }

  private boolean isInAFile(byte[] trace) {
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      return files.filter(Files::isRegularFile).anyMatch(file -> isIn(file, trace));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // A byte is a character of ISO 8859-1, so that a text can be searched.
  private static boolean isIn(Path file, byte[] trace) {
    try {
      String text = new String(trace, StandardCharsets.ISO_8859_1);
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill(FaceAttendance attendance) {
    attendance.enrol(BOB, portrait(150));
    attendance.enrol(ADA, portrait(50), picture(Drawn.of(50).differing(20)));
    attendance.mark(MATHS, picture(Drawn.of(50), Drawn.of(150)), NOON);
    attendance
        .register()
        .correct(
            MATHS,
            ADA.id(),
            new Correction(Status.EXCUSED, Optional.empty(), Optional.empty()),
            new Decision("teacher-1", "was ill: the letter of the parents"));
  }

  /** The ciphertexts of a person, and of the head that knew the person. */
  private List<byte[]> ciphertexts(StoreLocation location, List<String> kinds) {
    List<byte[]> traces = new ArrayList<>();
    try (Vault vault = Vault.open(location, KEY, Clock.systemUTC(), false)) {
      byte[] head = "a head that knew everybody".getBytes(StandardCharsets.UTF_8);
      vault.rows().commit(vault.change().put(vault.seal(HeadStore.DOCUMENT, head)).build());
      traces.add(vault.rows().documents(HeadStore.DOCUMENT).get(0).content().toArray());
      var key = vault.rows().person(ADA.id()).orElseThrow().key();
      for (String kind : kinds) {
        List<SealedRow> rows = vault.rows().sealed(kind, Optional.of(key));
        assertThat(rows).as(kind).isNotEmpty();
        rows.forEach(row -> traces.add(row.ciphertext().toArray()));
      }
    }
    return traces;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void requireAll(Storage storage, List<byte[]> traces, boolean there) {
    for (byte[] trace : traces) {
      assertThat(storage.contains(trace))
          .as(new String(trace, StandardCharsets.ISO_8859_1))
          .isEqualTo(there);
    }
  }

  @Test
  void nothingOfAPersonRemovedIsInAFile() {
    removedFrom(sqlite(), this::isInAFile, () -> {});
  }

  @Test
  void nothingOfWhatAWithdrawalDeletesIsInAFile() {
    withdrawnFrom(sqlite(), this::isInAFile, () -> {});
  }

  private void removedFrom(StoreLocation location, Storage storage, Runnable settle) {
    try (FaceAttendance attendance = open(location)) {
      fill(attendance);
    }
    List<byte[]> traces =
        ciphertexts(location, List.of(SealedRow.TEMPLATE, SealedRow.PICTURE, SealedRow.NOTE));
    traces.add(utf8(ADA.id().value()));
    traces.add(utf8(ADA.name()));
    traces.add(utf8("form-4711-ada"));
    settle.run();
    requireAll(storage, traces, true);
    try (FaceAttendance attendance = open(location)) {
      RemovalReceipt receipt = attendance.remove(ADA.id()).orElseThrow();
      assertThat(receipt).isEqualTo(new RemovalReceipt(ADA.id(), 2, true, true));
      settle.run();
      requireAll(storage, traces, false);
    }
    settle.run();
    requireAll(storage, traces, false);
  }

  private void withdrawnFrom(StoreLocation location, Storage storage, Runnable settle) {
    try (FaceAttendance attendance = open(location)) {
      fill(attendance);
    }
    List<byte[]> traces = ciphertexts(location, List.of(SealedRow.TEMPLATE, SealedRow.PICTURE));
    settle.run();
    requireAll(storage, traces, true);
    try (FaceAttendance attendance = open(location)) {
      RemovalReceipt receipt = attendance.privacy().withdrawConsent(ADA.id());
      assertThat(receipt).isEqualTo(new RemovalReceipt(ADA.id(), 2, true, true));
      settle.run();
      requireAll(storage, traces, false);
    }
    requireAll(storage, List.of(utf8(ADA.name()), utf8(ADA.id().value())), true);
  }

  /** The tables, and the files of those that hold something of people. */
  private record Postgres(PostgresServer server, String database) implements Storage {
    @Override
    public boolean contains(byte[] trace) {
      return isInATable(trace) || isInAFile(trace);
    }

    private boolean isInATable(byte[] trace) {
      String columns =
          "SELECT table_name, column_name, data_type FROM information_schema.columns"
              + " WHERE table_schema = 'public' AND data_type IN ('text', 'bytea', 'uuid')";
      try (Connection connection = server.connect(database);
          Statement statement = connection.createStatement();
          ResultSet found = statement.executeQuery(columns)) {
        while (found.next()) {
          if (isIn(connection, found.getString(1), found.getString(2), trace)) {
            return true;
          }
        }
        return false;
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }

    private static boolean isIn(Connection connection, String table, String column, byte[] trace)
        throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT " + column + " FROM " + table)) {
        while (rows.next()) {
          byte[] value = rows.getBytes(1);
          if (value != null && contains(value, trace)) {
            return true;
          }
        }
        return false;
      }
    }

    private static boolean contains(byte[] all, byte[] part) {
      String text = new String(part, StandardCharsets.ISO_8859_1);
      return new String(all, StandardCharsets.ISO_8859_1).contains(text);
    }

    // What is large stands in another file: that of the table's TOAST relation.
    private boolean isInAFile(byte[] trace) {
      String files =
          "SELECT pg_relation_filepath(r) FROM (SELECT oid AS r FROM pg_class WHERE relname IN"
              + " ('people', 'sealed', 'documents') UNION SELECT reltoastrelid FROM pg_class WHERE"
              + " relname IN ('people', 'sealed', 'documents')"
              + " UNION SELECT indexrelid FROM pg_index JOIN pg_class c ON c.oid = indrelid"
              + " WHERE c.relname IN ('people', 'sealed', 'documents')) relations";
      try (Connection connection = server.connect(database);
          Statement statement = connection.createStatement();
          ResultSet found = statement.executeQuery(files)) {
        while (found.next()) {
          if (ErasureTest.isIn(server.data().resolve(found.getString(1)), trace)) {
            return true;
          }
        }
        return false;
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void nothingOfAPersonRemovedIsInATableOfAServer() {
    PostgresServer server = PostgresServer.shared();
    String database = server.newDatabase();
    removedFrom(
        server.location(database),
        new Postgres(server, database),
        () -> server.execute(database, "CHECKPOINT"));
  }

  @Test
  void nothingOfWhatAWithdrawalDeletesIsInATableOfAServer() {
    PostgresServer server = PostgresServer.shared();
    String database = server.newDatabase();
    withdrawnFrom(
        server.location(database),
        new Postgres(server, database),
        () -> server.execute(database, "CHECKPOINT"));
  }
}
