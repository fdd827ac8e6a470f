package io.faceattendance.attendance.internal;

import static io.faceattendance.attendance.internal.StoreFixture.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.attendance.KeyProvider;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    try (AttendanceStore store = open(folder)) {
      StoreFixture.enrol(store, ADA, 1);
    }
  }

  @Test
  void givesBackTheTemplatesWithTheRightKey() {
    try (AttendanceStore store = open(folder)) {
      assertThat(store.templates()).hasSize(1);
      Template template = store.templates().get(0);
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
        assertThat(Bytes.contains(Files.readAllBytes(file), plain.array()))
            .as("%s", file)
            .isFalse();
      }
    }
  }

  @Test
  void usesANewNonceForEachTemplate() {
    try (AttendanceStore store = open(folder)) {
      StoreFixture.enrol(store, BOB, 50);
      List<String> nonces =
          store
              .database()
              .read(
                  handle ->
                      handle
                          .createQuery("SELECT DISTINCT hex(nonce) FROM templates")
                          .mapTo(String.class)
                          .list());
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
    Path log = StoreFixture.data(folder).resolve(AttendanceStore.FILE + "-wal");
    assertThat(Files.exists(log) ? Files.size(log) : 0).isZero();
  }

  @Test
  void refusesTheWrongKeyWithoutTouchingWhatACrashLeftInTheLog() throws IOException {
    Path crashed = folder.resolve("crashed");
    try (AttendanceStore store = open(folder)) {
      StoreFixture.enrol(store, BOB, 1);
      copy(StoreFixture.data(folder), crashed.resolve("data"));
    }
    Path log = crashed.resolve("data").resolve(AttendanceStore.FILE + "-wal");
    byte[] before = Files.readAllBytes(log);
    assertThat(before).isNotEmpty();
    byte[] wrong = new byte[KeyProvider.KEY_BYTES];
    assertThatThrownBy(() -> open(crashed, KeyProvider.of(wrong)))
        .hasMessageContaining("got another one");
    assertThat(Files.readAllBytes(log)).isEqualTo(before);
    try (AttendanceStore store = open(crashed, StoreFixture.keys(folder))) {
      assertThat(store.people()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE templates SET person_key = (SELECT person_key FROM people WHERE id = 's-2')",
        "UPDATE people SET id = 's-3' WHERE id = 's-1'",
        "UPDATE templates SET id = '00000000-0000-4000-8000-000000000000'",
        "UPDATE templates SET id = 'not a uuid'",
        "UPDATE templates SET space_id = 'other-weights/test-pixels/test-cut/none/16'",
        "UPDATE templates SET space_id = 'nonsense'",
        "UPDATE templates SET record_version = 2",
        "UPDATE templates SET nonce = zeroblob(12)",
        "UPDATE templates SET nonce = zeroblob(0)",
        "UPDATE templates SET ciphertext = substr(ciphertext, 2)",
        "UPDATE templates SET ciphertext = zeroblob(0)",
        "UPDATE templates SET ciphertext = CAST(ciphertext || x'00' AS BLOB)"
      })
  void refusesAChangedRecord(String change) {
    try (AttendanceStore store = open(folder)) {
      StoreFixture.enrol(store, BOB, 0);
      store.database().write(handle -> handle.execute(change));
      assertThatThrownBy(store::templates)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("cannot be read");
    }
  }

  @Test
  void refusesOneChangedBitAtEveryByteOfNonceAndCiphertext() {
    TemplateCipher cipher =
        new TemplateCipher(new StoreKey(new byte[32], new UUID(1, 2)).templates());
    TemplateContext context = new TemplateContext(new UUID(3, 4), ADA.id(), StoreFixture.SPACE, 1);
    SealedTemplate sealed = cipher.seal(context, StoreFixture.embedding(7));
    assertThat(cipher.open(sealed).cosine(StoreFixture.embedding(7))).isCloseTo(1, within(1e-7));
    for (int i = 0; i < sealed.nonce().length; i++) {
      SealedTemplate changed =
          new SealedTemplate(context, flipped(sealed.nonce(), i), sealed.ciphertext());
      assertThatThrownBy(() -> cipher.open(changed)).isInstanceOf(StoreException.class);
    }
    for (int i = 0; i < sealed.ciphertext().length; i++) {
      SealedTemplate changed =
          new SealedTemplate(context, sealed.nonce(), flipped(sealed.ciphertext(), i));
      assertThatThrownBy(() -> cipher.open(changed)).isInstanceOf(StoreException.class);
    }
  }

  @Test
  void oneKeyForTwoStoresEncryptsThemDifferently() {
    byte[] key = new byte[KeyProvider.KEY_BYTES];
    StoreKey first = new StoreKey(key, new UUID(1, 1));
    StoreKey second = new StoreKey(key, new UUID(1, 2));
    assertThat(first.templates().getEncoded()).isNotEqualTo(second.templates().getEncoded());
    assertThat(first.matches(second.check())).isFalse();
    assertThat(first.check()).isNotEqualTo(first.templates().getEncoded());
  }

  private static byte[] flipped(byte[] bytes, int index) {
    byte[] changed = Arrays.copyOf(bytes, bytes.length);
    changed[index] ^= 1;
    return changed;
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
