package io.faceattendance.attendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.attendance.AuditLog.Verification;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.store.Bytes;
import io.faceattendance.attendance.store.StoreLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditLogTest {
  @TempDir Path folder;
  private Vault vault;

  /** Which storage: always the same of this test. */
  StoreLocation location() {
    return StoreFixture.sqlite(folder);
  }

  /** Changes it as one who has no key, in SQL of SQLite. */
  void sql(List<String> statements) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "DROP TRIGGER IF EXISTS audit_is_never_changed",
                "DROP TRIGGER IF EXISTS audit_is_never_deleted"));
    all.addAll(statements);
    StoreFixture.sql(folder, all.toArray(String[]::new));
  }

  @BeforeEach
  void open() {
    vault = StoreFixture.open(location(), StoreFixture.key(1));
  }

  @AfterEach
  void close() {
    vault.close();
  }

  private void append(int rows) {
    for (int i = 0; i < rows; i++) {
      append(vault, i);
    }
  }

  private static void append(Vault vault, int number) {
    vault
        .rows()
        .commit(
            vault
                .change()
                .audit(
                    vault.audit("done", Optional.of(new UUID(0, number)), Map.of("number", number)))
                .build());
  }

  private Verification verify() {
    return AuditVerification.of(vault);
  }

  private void sql(String... statements) {
    sql(List.of(statements));
  }

  @Test
  void anEmptyLogIsIntact() {
    assertThat(verify()).isEqualTo(new Verification(true, 0, OptionalLong.empty(), ""));
  }

  private static final String[] EMPTIED = {
    "DELETE FROM audit", "UPDATE audit_head SET rows = 0, mac = x'', seal = x''"
  };

  @Test
  void aLogThatWasEmptiedWithItsHeadIsNotIntact() {
    append(3);
    sql(EMPTIED);
    assertThat(verify().firstBad()).hasValue(1);
    append(2);
    assertThat(verify().firstBad()).as("what is appended does not cover it up").hasValue(1);
    vault.close();
    vault = StoreFixture.open(location(), StoreFixture.key(1));
    assertThat(verify().firstBad()).hasValue(1);
  }

  @Test
  void makesNoNewKeysForALogWhoseKeysWereDeleted() {
    append(1);
    vault.close();
    sql(EMPTIED);
    sql("DELETE FROM documents WHERE name = 'audit/keys'");
    assertThatThrownBy(() -> StoreFixture.open(location(), StoreFixture.key(1)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("expected the keys of the audit log");
  }

  @Test
  void peopleOfWhomNoRowTellsAreNotIntact() {
    vault
        .rows()
        .commit(
            vault.change().put(PersonJson.row(UUID.randomUUID(), Person.of("s-1", "Ada"))).build());
    assertThat(verify().firstBad()).hasValue(1);
  }

  @Test
  void whoHasTheKeysOfAnEarlierEpochCannotContinueTheLog() {
    append(2);
    AuditChain leaked = vault.chain();
    String mac = vault.rows().auditHead().mac().hex();
    String seal = vault.rows().auditHead().seal().hex();
    vault.commitInNewEpoch(
        change -> change.audit(vault.audit("exported", Optional.empty(), Map.of())));
    sql(
        "DELETE FROM audit WHERE sequence > 2",
        "UPDATE audit_head SET rows = 2, mac = x'%s', seal = x'%s'".formatted(mac, seal));
    assertThat(verify().firstBad()).hasValue(3);
    StoreFixture.tamper(
        location(),
        leaked,
        change -> change.audit(vault.audit("forged", Optional.empty(), Map.of())));
    assertThat(verify().firstBad()).hasValue(4);
  }

  @Test
  void aLogOfManyPagesIsIntact() {
    vault
        .rows()
        .commit(
            java.util.stream.IntStream.range(0, 2500)
                .boxed()
                .reduce(
                    vault.change(),
                    (change, i) ->
                        change.audit(vault.audit("done", Optional.empty(), Map.of("n", i))),
                    (first, second) -> first)
                .build());
    String head = vault.rows().auditHead().mac().hex();
    assertThat(verify()).isEqualTo(new Verification(true, 2500, OptionalLong.empty(), head));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE audit SET details = '{"number":9}' WHERE sequence = 4 | 4
          UPDATE audit SET action = 'gone' WHERE sequence = 1 | 1
          UPDATE audit SET recorded_at = recorded_at + 1 WHERE sequence = 10 | 10
          UPDATE audit SET person_key = NULL WHERE sequence = 5 | 5
          UPDATE audit SET epoch = 2 WHERE sequence = 6 | 6
          UPDATE audit SET mac = zeroblob(32) WHERE sequence = 7 | 7
          DELETE FROM audit WHERE sequence = 1 | 1
          DELETE FROM audit WHERE sequence = 6 | 6
          DELETE FROM audit WHERE sequence = 10 | 10
          DELETE FROM audit WHERE sequence > 3 | 4
          DELETE FROM audit | 1
          UPDATE audit SET sequence = 100 WHERE sequence = 2 | 2
          INSERT INTO audit SELECT 11, recorded_at, action, person_key, details, epoch, mac FROM audit WHERE sequence = 10 | 11
          UPDATE audit_head SET rows = 9 | 10
          UPDATE audit_head SET seal = zeroblob(36) | 11
          UPDATE audit_head SET mac = zeroblob(32) | 11
          """)
  void findsTheFirstRowThatIsNotAsItWas(String change, long firstBad) {
    append(10);
    assertThat(verify().intact()).isTrue();
    sql(change);
    assertThat(verify().intact()).isFalse();
    assertThat(verify().firstBad()).hasValue(firstBad);
  }

  @Test
  void findsRowsThatChangedPlaces() {
    append(10);
    sql(
        "UPDATE audit SET sequence = -1 WHERE sequence = 3",
        "UPDATE audit SET sequence = 3 WHERE sequence = 4",
        "UPDATE audit SET sequence = 4 WHERE sequence = -1");
    assertThat(verify().firstBad()).hasValue(3);
  }

  @Test
  void findsARowThatWasPutInBetween() {
    append(10);
    sql(
        "UPDATE audit SET sequence = -sequence WHERE sequence > 4",
        "UPDATE audit SET sequence = 1 - sequence WHERE sequence < 0",
        "INSERT INTO audit SELECT 5, recorded_at, action, person_key, details, epoch, mac"
            + " FROM audit WHERE sequence = 4",
        "UPDATE audit_head SET rows = 11");
    assertThat(verify().firstBad()).hasValue(5);
    assertThat(verify().rows()).isEqualTo(11);
  }

  @Test
  void findsAnEndThatWasCutOffWithItsHead() {
    append(10);
    sql(
        "DELETE FROM audit WHERE sequence > 7",
        "UPDATE audit_head SET rows = 7, mac = (SELECT mac FROM audit WHERE sequence = 7)");
    assertThat(verify().firstBad()).hasValue(8);
    append(3);
    assertThat(verify().firstBad()).as("what is appended does not cover it up").hasValue(8);
    assertThat(verify().rows()).isEqualTo(10);
  }

  @Test
  void anAppendedRowDoesNotCoverUpAHeadThatWasPutBack() {
    append(3);
    byte[] mac = vault.rows().auditHead().mac().toArray();
    byte[] seal = vault.rows().auditHead().seal().toArray();
    append(3);
    sql(
        "UPDATE audit_head SET rows = 3, mac = x'%s', seal = x'%s'"
            .formatted(Bytes.of(mac).hex(), Bytes.of(seal).hex()));
    assertThat(verify().firstBad()).hasValue(4);
  }

  @Test
  void eightThreadsOnTwoVaultsMakeOneChain() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Vault second = StoreFixture.open(location(), StoreFixture.key(1))) {
      List<Future<?>> appending = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        Vault one = thread % 2 == 0 ? vault : second;
        appending.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 25; i++) {
                    append(one, i);
                  }
                }));
      }
      while (appending.stream().anyMatch(work -> !work.isDone())) {
        assertThat(verify().intact()).as("while others append").isTrue();
      }
      for (Future<?> work : appending) {
        work.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(verify().intact()).isTrue();
    assertThat(verify().rows()).isEqualTo(200);
  }

  @Test
  void staysVerifiableWhenTheKeyIsRotated() {
    append(3);
    vault.rotate(StoreFixture.key(2));
    append(2);
    assertThat(vault.rows().audit(3, 1).get(0).entry().action()).isEqualTo("key_rotated");
    assertThat(vault.rows().audit(0, 9))
        .extracting(row -> row.epoch())
        .containsExactly(1, 1, 1, 2, 2, 2);
    vault.close();
    vault = StoreFixture.open(location(), StoreFixture.key(2));
    assertThat(verify().intact()).isTrue();
    assertThat(verify().rows()).isEqualTo(6);
  }

  /** Who got hold of the old key can sign with it, but not after the rotation. */
  @Test
  void refusesWhatIsContinuedWithAnOldEpochAfterARotation() {
    append(2);
    String mac = vault.rows().auditHead().mac().hex();
    String seal = vault.rows().auditHead().seal().hex();
    vault.rotate(StoreFixture.key(2));
    sql(
        "DELETE FROM audit WHERE sequence > 2",
        "UPDATE audit_head SET rows = 2, mac = x'%s', seal = x'%s'".formatted(mac, seal));
    assertThat(verify().firstBad()).hasValue(3);
    append(1);
    assertThat(verify().firstBad()).hasValue(3);
  }

  @Test
  void doesNotLetAVaultOfBeforeARotationContinueTheLog() {
    append(1);
    try (Vault old = StoreFixture.open(location(), StoreFixture.key(1))) {
      vault.rotate(StoreFixture.key(2));
      assertThatThrownBy(() -> append(old, 1))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("rotated");
    }
    assertThat(verify().intact()).isTrue();
    assertThat(verify().rows()).isEqualTo(2);
  }
}
