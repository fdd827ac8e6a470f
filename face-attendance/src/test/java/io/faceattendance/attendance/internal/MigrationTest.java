package io.faceattendance.attendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.attendance.EnrolledPerson;
import io.faceattendance.attendance.KeyProvider;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.StoredCalibration;
import io.faceattendance.attendance.internal.sql.SqliteLocation;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.match.FmrTable;
import io.faceattendance.match.TemplateScoring;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data directory that an earlier version made is brought up to date when it is opened. */
class MigrationTest {
  private static final Person ADA = Person.of("s-1", "Ada");
  private static final Template TEMPLATE = StoreFixture.template(ADA.id(), 1);
  private static final UUID STORE = UUID.randomUUID();

  @TempDir Path folder;

  @BeforeEach
  void makeFirstSchema() throws IOException, SQLException {
    OwnerOnly.createFolders(StoreFixture.data(folder));
    String url = migrate("1");
    byte[] key = new byte[KeyProvider.KEY_BYTES];
    Arrays.fill(key, (byte) 1);
    StoreKey storeKey = new StoreKey(key, STORE);
    AesGcm cipher = new AesGcm(storeKey.templates());
    byte[] nonce = cipher.newNonce();
    byte[] about =
        new Parts()
            .add(1)
            .add(TEMPLATE.id().toString())
            .add(ADA.id().value())
            .add(StoreFixture.SPACE.id())
            .bytes();
    byte[] sealed = cipher.seal(nonce, about, TemplateCodec.encode(TEMPLATE.embedding()));
    String person = UUID.randomUUID().toString();
    try (Connection connection = DriverManager.getConnection(url)) {
      run(
          connection,
          "INSERT INTO store_identity VALUES (1, ?, ?, 0)",
          STORE.toString(),
          storeKey.check());
      run(connection, "INSERT INTO people VALUES (?, 's-1', 'Ada', 0)", person);
      run(
          connection,
          "INSERT INTO templates VALUES (?, ?, ?, 1, ?, ?, 0)",
          TEMPLATE.id().toString(),
          person,
          StoreFixture.SPACE.id(),
          nonce,
          sealed);
    }
  }

  private String migrate(String target) {
    String url = "jdbc:sqlite:" + file();
    Flyway.configure()
        .dataSource(url, "", "")
        .locations("classpath:io/faceattendance/attendance/schema/sqlite")
        .table("face_attendance_schema")
        .target(target)
        .load()
        .migrate();
    return url;
  }

  private Path file() {
    return StoreFixture.data(folder).resolve(SqliteLocation.FILE);
  }

  private static void run(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  @Test
  void keepsThePeopleOfTheFirstSchema() {
    try (Vault vault = StoreFixture.open(folder, StoreFixture.key(1))) {
      PeopleStore people = new PeopleStore(vault);
      HeadStore heads = new HeadStore(vault);
      assertThat(vault.id()).isEqualTo(STORE);
      assertThat(people.people()).containsExactly(new EnrolledPerson(ADA, 1));
      assertThat(people.templates()).containsExactly(TEMPLATE);
      assertThat(heads.status(TemplateScoring.BEST)).isEmpty();
      assertThat(new CalibrationStore(vault).find(StoreFixture.SPACE)).isEmpty();
      StoreFixture.enrol(vault, Person.of("s-2", "Bob"), 1);
      assertThat(heads.put(StoreFixture.head(vault), new byte[10], heads.basis())).isTrue();
      assertThat(people.remove(ADA.id()).orElseThrow().receipt().headDeleted()).isTrue();
    }
  }

  @Test
  void keepsTheCalibrationOfTheSecondSchema() throws IOException, SQLException {
    FmrTable table = CalibrationStoreTest.table();
    putCalibration(table.text(), table.text());
    try (Vault vault = StoreFixture.open(folder, StoreFixture.key(1))) {
      StoredCalibration found = new CalibrationStore(vault).find(StoreFixture.SPACE).orElseThrow();
      assertThat(found.table().text()).isEqualTo(table.text());
      assertThat(found.targetFpir()).isEqualTo(0.02);
      assertThat(found.at()).isEqualTo(Micros.toInstant(7));
      assertThat(new CalibrationStore(vault).clear()).isTrue();
    }
    try (Vault vault = StoreFixture.open(folder, StoreFixture.key(1))) {
      assertThat(new CalibrationStore(vault).find(StoreFixture.SPACE))
          .as("what was forgotten does not come back")
          .isEmpty();
    }
  }

  @Test
  void leavesOutACalibrationThatWasChanged() throws IOException, SQLException {
    FmrTable table = CalibrationStoreTest.table();
    putCalibration(table.text(), table.text() + " ");
    try (Vault vault = StoreFixture.open(folder, StoreFixture.key(1))) {
      assertThat(new CalibrationStore(vault).find(StoreFixture.SPACE)).isEmpty();
    }
  }

  private void putCalibration(String authenticated, String text) throws IOException, SQLException {
    byte[] key = new byte[KeyProvider.KEY_BYTES];
    Arrays.fill(key, (byte) 1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(STORE.toString());
    out.writeUTF(StoreFixture.SPACE.id());
    byte[] table = authenticated.getBytes(StandardCharsets.UTF_8);
    out.writeInt(table.length);
    out.write(table);
    out.writeDouble(0.02);
    out.writeLong(7);
    byte[] mac = StoreKey.mac(new StoreKey(key, STORE).earlierCalibrations(), bytes.toByteArray());
    try (Connection connection = DriverManager.getConnection(migrate("2"))) {
      run(
          connection,
          "INSERT INTO calibration VALUES (?, ?, 0.02, 7, ?)",
          StoreFixture.SPACE.id(),
          text,
          mac);
    }
  }

  @Test
  void theLogOfAStoreOfAnEarlierVersionBeginsWithARow() {
    try (Vault vault = StoreFixture.open(folder, StoreFixture.key(1))) {
      assertThat(vault.rows().audit(0, 9))
          .extracting(row -> row.entry().action())
          .containsExactly("log_begun");
      assertThat(AuditVerification.of(vault).intact()).isTrue();
    }
    StoreFixture.sql(
        folder,
        "DROP TRIGGER audit_is_never_deleted",
        "DELETE FROM audit",
        "UPDATE audit_head SET rows = 0, mac = x'', seal = x''",
        "DELETE FROM documents");
    assertThatThrownBy(() -> StoreFixture.open(folder, StoreFixture.key(1)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("expected the keys of the audit log");
  }

  @Test
  void aRotationBringsTemplatesToThePresentFormat() {
    try (Vault vault = StoreFixture.open(folder, StoreFixture.key(1))) {
      vault.rotate(StoreFixture.key(2));
      assertThat(vault.rows().sealed(SealedRow.TEMPLATE, java.util.Optional.empty()))
          .extracting(SealedRow::recordVersion)
          .containsExactly(2);
      assertThat(new PeopleStore(vault).templates()).containsExactly(TEMPLATE);
    }
  }

  @Test
  void aWrongKeyMigratesNothing() throws IOException {
    byte[] before = Files.readAllBytes(file());
    assertThatThrownBy(() -> StoreFixture.open(folder, StoreFixture.key(2)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("got another one");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }
}
