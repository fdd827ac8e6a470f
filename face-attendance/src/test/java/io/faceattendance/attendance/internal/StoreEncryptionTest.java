package io.faceattendance.attendance.internal;

import static io.faceattendance.attendance.internal.StoreFixture.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.attendance.KeyProvider;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.internal.sql.SqliteLocation;
import io.faceattendance.attendance.store.Bytes;
import io.faceattendance.attendance.store.SealedRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreEncryptionTest {
  private static final Person ADA = Person.of("s-1", "Ada");
  private static final Person BOB = Person.of("s-2", "Bob");

  @TempDir Path folder;

  @BeforeEach
  void enrolAda() {
    try (Vault vault = open(folder)) {
      StoreFixture.enrol(vault, ADA, 1);
    }
  }

  @Test
  void givesBackTheTemplatesWithTheRightKey() {
    try (Vault vault = open(folder)) {
      assertThat(new PeopleStore(vault).templates()).hasSize(1);
      Template template = new PeopleStore(vault).templates().get(0);
      assertThat(template.person()).isEqualTo(ADA.id());
      assertThat(template.embedding().cosine(StoreFixture.embedding(0))).isCloseTo(1, within(1e-7));
    }
  }

  @Test
  void keepsNoVectorInTheClear() throws IOException {
    float[] vector = StoreFixture.embedding(0).vector();
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      ByteBuffer plain =
          ByteBuffer.allocate(8).order(order).putFloat(vector[3]).putFloat(vector[4]);
      for (Path file : StoreFixture.filesOf(StoreFixture.data(folder))) {
        assertThat(Search.contains(Files.readAllBytes(file), plain.array()))
            .as("%s", file)
            .isFalse();
      }
    }
  }

  @Test
  void usesANewNonceForEachTemplate() {
    try (Vault vault = open(folder)) {
      StoreFixture.enrol(vault, BOB, 50);
      Set<String> nonces = new HashSet<>();
      vault
          .rows()
          .sealed(SealedRow.TEMPLATE, Optional.empty())
          .forEach(row -> nonces.add(row.nonce().hex()));
      assertThat(nonces).hasSize(51).allMatch(nonce -> nonce.length() == 24);
    }
  }

  @Test
  void refusesTheWrongKeyAndChangesNoByte() throws IOException {
    Map<Path, byte[]> before = contents();
    byte[] wrong = new byte[KeyProvider.KEY_BYTES];
    assertThatThrownBy(() -> open(folder, KeyProvider.of(wrong)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("got another one");
    // Looking leaves an empty log and its index beside the file; what was there is as it was.
    for (Map.Entry<Path, byte[]> file : before.entrySet()) {
      assertThat(Files.readAllBytes(file.getKey())).isEqualTo(file.getValue());
    }
    Path log = StoreFixture.data(folder).resolve(SqliteLocation.FILE + "-wal");
    assertThat(Files.exists(log) ? Files.size(log) : 0).isZero();
  }

  @Test
  void refusesTheWrongKeyWithoutTouchingWhatACrashLeftInTheLog() throws IOException {
    Path crashed = folder.resolve("crashed");
    try (Vault vault = open(folder)) {
      StoreFixture.enrol(vault, BOB, 1);
      copy(StoreFixture.data(folder), crashed.resolve("data"));
    }
    Path log = crashed.resolve("data").resolve(SqliteLocation.FILE + "-wal");
    byte[] before = Files.readAllBytes(log);
    assertThat(before).isNotEmpty();
    byte[] wrong = new byte[KeyProvider.KEY_BYTES];
    assertThatThrownBy(() -> open(crashed, KeyProvider.of(wrong)))
        .hasMessageContaining("got another one");
    assertThat(Files.readAllBytes(log)).isEqualTo(before);
    try (Vault vault = open(crashed, StoreFixture.keys(folder))) {
      assertThat(new PeopleStore(vault).people()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE sealed SET person_key = (SELECT person_key FROM people WHERE id = 's-2')",
        "UPDATE sealed SET id = '00000000-0000-4000-8000-000000000000'",
        "UPDATE sealed SET label = 'other-weights/test-pixels/test-cut/none/16'",
        "UPDATE sealed SET label = 'nonsense'",
        "UPDATE sealed SET record_version = 1",
        "UPDATE sealed SET record_version = 3",
        "UPDATE sealed SET nonce = zeroblob(12)",
        "UPDATE sealed SET nonce = zeroblob(0)",
        "UPDATE sealed SET ciphertext = substr(ciphertext, 2)",
        "UPDATE sealed SET ciphertext = zeroblob(0)",
        "UPDATE sealed SET ciphertext = CAST(ciphertext || x'00' AS BLOB)"
      })
  void refusesAChangedRecord(String change) {
    try (Vault vault = open(folder)) {
      StoreFixture.enrol(vault, BOB, 0);
      StoreFixture.sql(folder, change);
      assertThatThrownBy(() -> new PeopleStore(vault).templates())
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("cannot be read");
    }
  }

  @Test
  void refusesTemplatesOfPeopleWhoseIdsWereExchanged() {
    try (Vault vault = open(folder)) {
      StoreFixture.enrol(vault, BOB, 1);
      StoreFixture.sql(
          folder,
          "UPDATE people SET id = 'x' WHERE id = '%s'".formatted(BOB.id().value()),
          "UPDATE people SET id = '%s' WHERE id NOT IN ('x')".formatted(BOB.id().value()),
          "UPDATE people SET id = 's-1' WHERE id = 'x'");
      assertThatThrownBy(() -> new PeopleStore(vault).templates())
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("cannot be read");
    }
  }

  @Test
  void refusesOneChangedBitAtEveryByteOfNonceAndCiphertext() {
    try (Vault vault = open(folder)) {
      SealedRow sealed = vault.rows().sealed(SealedRow.TEMPLATE, Optional.empty()).get(0);
      assertThat(vault.open(sealed)).isEqualTo(TemplateCodec.encode(StoreFixture.embedding(0)));
      for (int i = 0; i < sealed.nonce().length(); i++) {
        assertRefused(vault, with(sealed, flipped(sealed.nonce(), i), sealed.ciphertext()));
      }
      for (int i = 0; i < sealed.ciphertext().length(); i++) {
        assertRefused(vault, with(sealed, sealed.nonce(), flipped(sealed.ciphertext(), i)));
      }
    }
  }

  private static void assertRefused(Vault vault, SealedRow changed) {
    assertThatThrownBy(() -> vault.open(changed)).isInstanceOf(StoreException.class);
  }

  private static SealedRow with(SealedRow row, Bytes nonce, Bytes ciphertext) {
    return new SealedRow(
        row.id(),
        row.person(),
        row.kind(),
        row.label(),
        row.recordVersion(),
        nonce,
        ciphertext,
        row.createdAt());
  }

  @Test
  void oneKeyForTwoStoresEncryptsThemDifferently() {
    byte[] key = new byte[KeyProvider.KEY_BYTES];
    key[0] = 1;
    StoreKey first = new StoreKey(key, new UUID(1, 1));
    StoreKey second = new StoreKey(key, new UUID(1, 2));
    assertThat(first.templates().getEncoded()).isNotEqualTo(second.templates().getEncoded());
    assertThat(first.check()).isNotEqualTo(second.check());
    assertThat(first.check()).isNotEqualTo(first.templates().getEncoded());
    byte[] check = first.check();
    first.close();
    assertThat(first.check()).as("of a key that was overwritten").isNotEqualTo(check);
  }

  private static Bytes flipped(Bytes bytes, int index) {
    byte[] changed = bytes.toArray();
    changed[index] ^= 1;
    return Bytes.of(changed);
  }

  private Map<Path, byte[]> contents() throws IOException {
    Map<Path, byte[]> contents = new LinkedHashMap<>();
    for (Path file : StoreFixture.filesOf(StoreFixture.data(folder))) {
      contents.put(file, Files.readAllBytes(file));
    }
    return contents;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (Path file : StoreFixture.filesOf(from)) {
      Files.copy(file, to.resolve(file.getFileName()));
    }
  }
}
