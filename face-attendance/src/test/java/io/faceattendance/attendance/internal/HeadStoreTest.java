package io.faceattendance.attendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.TrainedHead;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.TemplateScoring;
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

  private static final TemplateScoring BEST = TemplateScoring.BEST;

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
    assertThat(put(row)).isTrue();
    assertThat(store.galleryVersion()).as("others shall reload").isEqualTo(before + 1);
    store.close();
    store = StoreFixture.open(folder);
    Optional<String> read =
        store
            .heads()
            .openInUse(
                BEST,
                (found, bytes) -> {
                  assertThat(found).isEqualTo(row);
                  return new String(bytes, StandardCharsets.UTF_8);
                });
    assertThat(read).contains("weights of Ada and Bob");
    assertThat(status())
        .contains(
            new TrainedHead(
                HeadKind.SVM, 2, 4, 7, BEST, row.trial(), true, true, true, StoreFixture.NOON));
  }

  @Test
  void hasNoSayOncePeopleChangeButStillWhenThresholdsDo() {
    put(StoreFixture.head(store));
    store.calibrations().put(CalibrationStoreTest.table(), 0.01);
    assertThat(store.heads().openInUse(BEST, (row, bytes) -> row)).isPresent();
    StoreFixture.enrol(store, Person.of("s-3", "Cyd"), 1);
    assertThat(store.heads().openInUse(BEST, (row, bytes) -> row)).isEmpty();
    assertThat(status().orElseThrow().upToDate()).isFalse();
    assertThat(status().orElseThrow().inUse()).isTrue();
  }

  @Test
  void hasNoSayIfItsTrialWasNotGood() {
    HeadRow good = StoreFixture.head(store);
    HeadTrial bad = new HeadTrial(0.9, 0.9, -0.01, 100, 200);
    HeadRow row =
        new HeadRow(HeadKind.SVM, good.space(), good.peopleVersion(), 2, 4, 7, BEST, bad, false);
    put(row);
    assertThat(store.heads().openInUse(BEST, (found, bytes) -> found)).isEmpty();
    assertThat(status().orElseThrow().inUse()).isFalse();
  }

  /** It may know somebody who was removed while it was trained. */
  @Test
  void refusesAHeadOfPeopleWhoHaveChangedMeanwhile() {
    HeadBasis basis = store.heads().basis();
    HeadRow row = StoreFixture.head(store);
    store.remove(PersonId.of("s-2"));
    assertThat(store.heads().put(row, BYTES, basis)).isFalse();
    assertThat(store.heads().putAgain(row, BYTES, basis)).isFalse();
    assertThat(status()).isEmpty();
  }

  @Test
  void isDeletedForGood() throws IOException {
    put(StoreFixture.head(store));
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
    put(StoreFixture.head(store));
    byte[] first = ciphertext();
    put(StoreFixture.head(store));
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
        "seed = 8",
        "scoring = 'MEAN'",
        "record_version = 2"
      })
  void refusesARowThatWasChanged(String change) {
    put(StoreFixture.head(store));
    store.database().write(handle -> handle.execute("UPDATE head SET " + change));
    TemplateScoring scoring = change.contains("MEAN") ? TemplateScoring.MEAN : BEST;
    assertThatThrownBy(() -> store.heads().openInUse(scoring, (row, bytes) -> row))
        .isInstanceOf(StoreException.class)
        .hasMessageContainingAll("head off", "train it again");
    assertThatThrownBy(() -> status()).isInstanceOf(StoreException.class);
    assertThat(store.heads().delete()).as("the way out").isTrue();
  }

  @Test
  void refusesAHeadOfAnotherStore() {
    put(StoreFixture.head(store));
    byte[] nonce =
        store
            .database()
            .read(h -> h.createQuery("SELECT nonce FROM head").mapTo(byte[].class).one());
    byte[] ciphertext = ciphertext();
    try (AttendanceStore other = StoreFixture.open(folder.resolve("other"))) {
      StoreFixture.enrol(other, Person.of("s-1", "Ada"), 2);
      StoreFixture.enrol(other, Person.of("s-2", "Bob"), 2);
      other.heads().put(StoreFixture.head(other), BYTES, other.heads().basis());
      other
          .database()
          .write(
              h ->
                  h.createUpdate("UPDATE head SET nonce = :nonce, ciphertext = :ciphertext")
                      .bind("nonce", nonce)
                      .bind("ciphertext", ciphertext)
                      .execute());
      assertThatThrownBy(() -> other.heads().openInUse(BEST, (row, bytes) -> row))
          .isInstanceOf(StoreException.class);
    }
  }

  /** What another program decided meanwhile must not be undone. */
  @Test
  void refusesAHeadThatWasBegunBeforeTheLastDecision() {
    HeadBasis first = store.heads().basis();
    assertThat(store.heads().delete()).as("off, with nothing there").isFalse();
    assertThat(store.heads().put(StoreFixture.head(store), BYTES, first)).isFalse();
    HeadBasis second = store.heads().basis();
    assertThat(put(StoreFixture.head(store))).isTrue();
    assertThat(store.heads().putAgain(StoreFixture.head(store), BYTES, second)).isFalse();
    HeadBasis third = store.heads().basis();
    assertThat(store.heads().putAgain(StoreFixture.head(store), BYTES, third)).isTrue();
    assertThat(store.heads().basis()).as("no decision of the user").isEqualTo(third);
    store.heads().delete();
    assertThat(store.heads().putAgain(StoreFixture.head(store), BYTES, third)).isFalse();
    assertThat(status()).isEmpty();
  }

  @Test
  void theWishOutlivesThePeopleAndNothingElseDoes() {
    put(StoreFixture.head(store));
    HeadWish wish = new HeadWish(HeadKind.SVM, 7, BEST);
    assertThat(store.heads().wish()).contains(wish);
    assertThat(store.heads().isUpToDate()).isTrue();
    store.remove(PersonId.of("s-2"));
    assertThat(status()).isEmpty();
    assertThat(store.heads().wish()).contains(wish);
    assertThat(store.heads().isUpToDate()).isFalse();
    long before = store.galleryVersion();
    assertThat(store.heads().delete()).as("no head is left").isFalse();
    assertThat(store.heads().wish()).isEmpty();
    assertThat(store.galleryVersion()).isEqualTo(before + 1);
  }

  @Test
  void aHeadThatIsNotUsedIsNotWishedFor() {
    HeadRow good = StoreFixture.head(store);
    put(good);
    HeadTrial bad = new HeadTrial(0.9, 0.9, -0.01, 100, 200);
    HeadRow row =
        new HeadRow(HeadKind.SVM, good.space(), good.peopleVersion(), 2, 4, 7, BEST, bad, false);
    assertThat(store.heads().putAgain(row, BYTES, store.heads().basis())).isTrue();
    assertThat(store.heads().wish()).as("a lost retraining is no decision").isPresent();
    put(row);
    assertThat(store.heads().wish()).isEmpty();
  }

  @Test
  void aWishThatWasChangedIsNone() {
    put(StoreFixture.head(store));
    store.database().write(handle -> handle.execute("UPDATE head_wish SET kind = 'MAGIC'"));
    assertThat(store.heads().wish()).isEmpty();
  }

  @Test
  void isNotOpenedInAGalleryThatComparesOtherwise() {
    put(StoreFixture.head(store));
    assertThat(store.heads().openInUse(TemplateScoring.MEAN, (row, bytes) -> row)).isEmpty();
    TrainedHead head = store.heads().status(TemplateScoring.MEAN).orElseThrow();
    assertThat(head.fitsScoring()).isFalse();
    assertThat(head.reason()).contains("tried under template scoring BEST");
  }

  private boolean put(HeadRow row) {
    return store.heads().put(row, BYTES, store.heads().basis());
  }

  private Optional<TrainedHead> status() {
    return store.heads().status(BEST);
  }

  private byte[] ciphertext() {
    return store
        .database()
        .read(h -> h.createQuery("SELECT ciphertext FROM head").mapTo(byte[].class).one());
  }
}
