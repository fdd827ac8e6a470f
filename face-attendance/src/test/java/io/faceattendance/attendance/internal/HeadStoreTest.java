package io.faceattendance.attendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.TrainedHead;
import io.faceattendance.attendance.store.Bytes;
import io.faceattendance.attendance.store.DocumentRow;
import io.faceattendance.attendance.store.InMemoryStore;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.TemplateScoring;
import io.faceattendance.match.head.HeadTrial;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadStoreTest {
  private static final byte[] BYTES = "weights of Ada and Bob".getBytes(StandardCharsets.UTF_8);

  private static final TemplateScoring BEST = TemplateScoring.BEST;

  private final InMemoryStore location = new InMemoryStore();
  private Vault vault;
  private HeadStore heads;

  @BeforeEach
  void enrol() {
    open();
    StoreFixture.enrol(vault, Person.of("s-1", "Ada"), 2);
    StoreFixture.enrol(vault, Person.of("s-2", "Bob"), 2);
  }

  private void open() {
    vault = StoreFixture.open(location, StoreFixture.key(1));
    heads = new HeadStore(vault);
  }

  @AfterEach
  void close() {
    vault.close();
  }

  @Test
  void givesBackWhatItWasGivenAfterReopening() {
    HeadRow row = StoreFixture.head(vault);
    long before = StoreFixture.version(vault);
    assertThat(put(row)).isTrue();
    assertThat(StoreFixture.version(vault)).as("others shall reload").isEqualTo(before + 1);
    vault.close();
    open();
    Optional<String> read =
        heads.openInUse(
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
    put(StoreFixture.head(vault));
    new CalibrationStore(vault).put(CalibrationStoreTest.table(), 0.01);
    assertThat(heads.openInUse(BEST, (row, bytes) -> row)).isPresent();
    StoreFixture.enrol(vault, Person.of("s-3", "Cyd"), 1);
    assertThat(heads.openInUse(BEST, (row, bytes) -> row)).isEmpty();
    assertThat(status().orElseThrow().upToDate()).isFalse();
    assertThat(status().orElseThrow().inUse()).isTrue();
  }

  @Test
  void hasNoSayIfItsTrialWasNotGood() {
    HeadRow good = StoreFixture.head(vault);
    HeadTrial bad = new HeadTrial(0.9, 0.9, -0.01, 100, 200);
    HeadRow row =
        new HeadRow(HeadKind.SVM, good.space(), good.peopleVersion(), 2, 4, 7, BEST, bad, false);
    put(row);
    assertThat(heads.openInUse(BEST, (found, bytes) -> found)).isEmpty();
    assertThat(status().orElseThrow().inUse()).isFalse();
  }

  /** It may know somebody who was removed while it was trained. */
  @Test
  void refusesAHeadOfPeopleWhoHaveChangedMeanwhile() {
    HeadBasis basis = heads.basis();
    HeadRow row = StoreFixture.head(vault);
    new PeopleStore(vault).remove(PersonId.of("s-2"));
    assertThat(heads.put(row, BYTES, basis)).isFalse();
    assertThat(heads.putAgain(row, BYTES, basis)).isFalse();
    assertThat(status()).isEmpty();
  }

  @Test
  void isDeleted() {
    put(StoreFixture.head(vault));
    long before = StoreFixture.version(vault);
    assertThat(heads.delete()).isTrue();
    assertThat(vault.find(HeadStore.DOCUMENT)).isEmpty();
    assertThat(StoreFixture.version(vault)).isEqualTo(before + 1);
    assertThat(heads.delete()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 13, 60, -1})
  void refusesADocumentThatWasChanged(int index) {
    put(StoreFixture.head(vault));
    byte[] content = document().content().toArray();
    content[index < 0 ? content.length + index : index] ^= 1;
    tamper(new DocumentRow(document().name(), Bytes.of(content)));
    assertRefused();
  }

  @Test
  void refusesAHeadOfAnotherStore() {
    InMemoryStore elsewhere = new InMemoryStore();
    put(StoreFixture.head(vault));
    try (Vault other = StoreFixture.open(elsewhere, StoreFixture.key(1))) {
      StoreFixture.enrol(other, Person.of("s-1", "Ada"), 2);
      StoreFixture.enrol(other, Person.of("s-2", "Bob"), 2);
      HeadStore others = new HeadStore(other);
      assertThat(others.put(StoreFixture.head(other), BYTES, others.basis())).isTrue();
      tamper(other.find("head/model").orElseThrow());
    }
    assertRefused();
  }

  @Test
  void refusesAHeadOfANewerVersion() {
    byte[] newer = {0, 0, 0, 2, 1, 2, 3};
    vault.rows().commit(vault.change().put(vault.seal("head/model", newer)).build());
    assertRefused();
  }

  private void assertRefused() {
    assertThatThrownBy(() -> heads.openInUse(BEST, (row, bytes) -> row))
        .isInstanceOf(StoreException.class)
        .hasMessageContainingAll("head off", "train it again");
    assertThatThrownBy(() -> status()).isInstanceOf(StoreException.class);
    assertThat(heads.delete()).as("the way out").isTrue();
  }

  private DocumentRow document() {
    return vault.find("head/model").orElseThrow();
  }

  private void tamper(DocumentRow document) {
    StoreFixture.tamper(location, change -> change.put(document));
  }

  /** What another program decided meanwhile must not be undone. */
  @Test
  void refusesAHeadThatWasBegunBeforeTheLastDecision() {
    HeadBasis first = heads.basis();
    assertThat(heads.delete()).as("off, with nothing there").isFalse();
    assertThat(heads.put(StoreFixture.head(vault), BYTES, first)).isFalse();
    HeadBasis second = heads.basis();
    assertThat(put(StoreFixture.head(vault))).isTrue();
    assertThat(heads.putAgain(StoreFixture.head(vault), BYTES, second)).isFalse();
    HeadBasis third = heads.basis();
    assertThat(heads.putAgain(StoreFixture.head(vault), BYTES, third)).isTrue();
    assertThat(heads.basis()).as("no decision of the user").isEqualTo(third);
    heads.delete();
    assertThat(heads.putAgain(StoreFixture.head(vault), BYTES, third)).isFalse();
    assertThat(status()).isEmpty();
  }

  @Test
  void theWishOutlivesThePeopleAndNothingElseDoes() {
    put(StoreFixture.head(vault));
    HeadWish wish = new HeadWish(HeadKind.SVM, 7, BEST);
    assertThat(heads.wish()).contains(wish);
    assertThat(heads.isUpToDate()).isTrue();
    new PeopleStore(vault).remove(PersonId.of("s-2"));
    assertThat(status()).isEmpty();
    assertThat(heads.wish()).contains(wish);
    assertThat(heads.isUpToDate()).isFalse();
    long before = StoreFixture.version(vault);
    assertThat(heads.delete()).as("no head is left").isFalse();
    assertThat(heads.wish()).isEmpty();
    assertThat(StoreFixture.version(vault)).isEqualTo(before + 1);
  }

  @Test
  void aHeadThatIsNotUsedIsNotWishedFor() {
    HeadRow good = StoreFixture.head(vault);
    put(good);
    HeadTrial bad = new HeadTrial(0.9, 0.9, -0.01, 100, 200);
    HeadRow row =
        new HeadRow(HeadKind.SVM, good.space(), good.peopleVersion(), 2, 4, 7, BEST, bad, false);
    assertThat(heads.putAgain(row, BYTES, heads.basis())).isTrue();
    assertThat(heads.wish()).as("a lost retraining is no decision").isPresent();
    put(row);
    assertThat(heads.wish()).isEmpty();
  }

  @Test
  void aWishThatWasChangedIsNone() {
    put(StoreFixture.head(vault));
    tamper(new DocumentRow("head/wish", Bytes.of(new byte[50])));
    assertThat(heads.wish()).isEmpty();
    assertThat(heads.delete()).as("the way out").isTrue();
    assertThat(put(StoreFixture.head(vault))).isTrue();
    assertThat(heads.wish()).isPresent();
  }

  @Test
  void isNotOpenedInAGalleryThatComparesOtherwise() {
    put(StoreFixture.head(vault));
    assertThat(heads.openInUse(TemplateScoring.MEAN, (row, bytes) -> row)).isEmpty();
    TrainedHead head = heads.status(TemplateScoring.MEAN).orElseThrow();
    assertThat(head.fitsScoring()).isFalse();
    assertThat(head.reason()).contains("tried under template scoring BEST");
  }

  private boolean put(HeadRow row) {
    return heads.put(row, BYTES, heads.basis());
  }

  private Optional<TrainedHead> status() {
    return heads.status(BEST);
  }
}
