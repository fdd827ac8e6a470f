package io.faceattendance.attendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.TrainedHead;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.head.HeadTrial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadStoreTest {
  private static final byte[] BYTES = "weights of Ada and Bob".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private AttendanceStore store;

  @BeforeEach
  void open() {
    store = StoreFixture.open(folder);
    StoreFixture.enrol(store, Person.of("s-1", "Ada"), 2);
    StoreFixture.enrol(store, Person.of("s-2", "Bob"), 2);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void givesBackWhatItWasGivenAfterReopening() {
    HeadRow row = StoreFixture.head(store);
    long before = store.galleryVersion();
    assertThat(store.heads().put(row, BYTES)).isTrue();
    assertThat(store.galleryVersion()).as("others shall reload").isEqualTo(before + 1);
    store.close();
    store = StoreFixture.open(folder);
    Optional<String> read =
        store
            .heads()
            .openInUse(
                (found, bytes) -> {
                  assertThat(found).isEqualTo(row);
                  return new String(bytes, StandardCharsets.UTF_8);
                });
    assertThat(read).contains("weights of Ada and Bob");
    assertThat(store.heads().status())
        .contains(new TrainedHead(HeadKind.SVM, 2, 4, row.trial(), true, true, StoreFixture.NOON));
  }

  @Test
  void hasNoSayOncePeopleChangeButStillWhenThresholdsDo() {
    store.heads().put(StoreFixture.head(store), BYTES);
    store.calibrations().put(CalibrationStoreTest.table(), 0.01);
    assertThat(store.heads().openInUse((row, bytes) -> row)).isPresent();
    StoreFixture.enrol(store, Person.of("s-3", "Cyd"), 1);
    assertThat(store.heads().openInUse((row, bytes) -> row)).isEmpty();
    assertThat(store.heads().status().orElseThrow().upToDate()).isFalse();
    assertThat(store.heads().status().orElseThrow().inUse()).isTrue();
  }

  @Test
  void hasNoSayIfItsTrialWasNotGood() {
    HeadRow good = StoreFixture.head(store);
    HeadTrial bad = new HeadTrial(0.9, 0.9, -0.01, 100, 200);
    HeadRow row = new HeadRow(HeadKind.SVM, good.space(), good.peopleVersion(), 2, 4, bad, false);
    store.heads().put(row, BYTES);
    assertThat(store.heads().openInUse((found, bytes) -> found)).isEmpty();
    assertThat(store.heads().status().orElseThrow().inUse()).isFalse();
  }

  /** It may know somebody who was removed while it was trained. */
  @Test
  void refusesAHeadOfPeopleWhoHaveChangedMeanwhile() {
    HeadRow row = StoreFixture.head(store);
    store.remove(PersonId.of("s-2"));
    assertThat(store.heads().put(row, BYTES)).isFalse();
    assertThat(store.heads().status()).isEmpty();
  }

  @Test
  void isDeletedForGood() throws IOException {
    store.heads().put(StoreFixture.head(store), BYTES);
    byte[] ciphertext = ciphertext();
    assertThat(StoreFixture.isInAFile(folder, ciphertext)).isTrue();
    long before = store.galleryVersion();
    assertThat(store.heads().delete()).isTrue();
    assertThat(StoreFixture.isInAFile(folder, ciphertext)).isFalse();
    assertThat(store.galleryVersion()).isEqualTo(before + 1);
    assertThat(store.heads().delete()).isFalse();
  }

  @Test
  void leavesNothingOfTheHeadThatItReplaces() throws IOException {
    store.heads().put(StoreFixture.head(store), BYTES);
    byte[] first = ciphertext();
    store.heads().put(StoreFixture.head(store), BYTES);
    assertThat(ciphertext()).as("another nonce").isNotEqualTo(first);
    assertThat(StoreFixture.isInAFile(folder, first)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ciphertext = zeroblob(40)",
        "ciphertext = zeroblob(3)",
        "nonce = zeroblob(12)",
        "kind = 'SOFTMAX'",
        "kind = 'MAGIC'",
        "difference_lower95 = 0.5",
        "persons = 7",
        "space_id = 'test-weights/test-pixels/other/none/16'",
        "record_version = 2"
      })
  void refusesARowThatWasChanged(String change) {
    store.heads().put(StoreFixture.head(store), BYTES);
    store.database().write(handle -> handle.execute("UPDATE head SET " + change));
    assertThatThrownBy(() -> store.heads().openInUse((row, bytes) -> row))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("train it again");
    assertThat(store.heads().delete()).as("the way out").isTrue();
  }

  @Test
  void refusesAHeadOfAnotherStore() {
    store.heads().put(StoreFixture.head(store), BYTES);
    byte[] nonce =
        store
            .database()
            .read(h -> h.createQuery("SELECT nonce FROM head").mapTo(byte[].class).one());
    byte[] ciphertext = ciphertext();
    try (AttendanceStore other = StoreFixture.open(folder.resolve("other"))) {
      StoreFixture.enrol(other, Person.of("s-1", "Ada"), 2);
      StoreFixture.enrol(other, Person.of("s-2", "Bob"), 2);
      other.heads().put(StoreFixture.head(other), BYTES);
      other
          .database()
          .write(
              h ->
                  h.createUpdate("UPDATE head SET nonce = :nonce, ciphertext = :ciphertext")
                      .bind("nonce", nonce)
                      .bind("ciphertext", ciphertext)
                      .execute());
      assertThatThrownBy(() -> other.heads().openInUse((row, bytes) -> row))
          .isInstanceOf(StoreException.class);
    }
  }

  private byte[] ciphertext() {
    return store
        .database()
        .read(h -> h.createQuery("SELECT ciphertext FROM head").mapTo(byte[].class).one());
  }
}
