package io.faceattendance.attendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.StoredCalibration;
import io.faceattendance.attendance.store.Bytes;
import io.faceattendance.attendance.store.DocumentRow;
import io.faceattendance.attendance.store.InMemoryStore;
import io.faceattendance.attendance.store.StoreVersion;
import io.faceattendance.match.FmrTable;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationStoreTest {
  private final InMemoryStore location = new InMemoryStore();

  private Vault open() {
    return StoreFixture.open(location, StoreFixture.key(1));
  }

  static FmrTable table() {
    return table(1);
  }

  private static FmrTable table(long seed) {
    Random random = new Random(seed);
    double[] scores = random.doubles(20_000).map(x -> random.nextGaussian() / 8).toArray();
    return FmrTable.of(
        scores,
        300,
        new FmrTable.Source(
            StoreFixture.SPACE, List.of("0".repeat(64)), "random directions", "this test"));
  }

  @Test
  void givesBackWhatItWasGivenAfterReopening() {
    try (Vault vault = open()) {
      StoreVersion before = vault.rows().version();
      new CalibrationStore(vault).put(table(), 0.02);
      StoreVersion after = vault.rows().version();
      assertThat(after.gallery()).as("others shall reload").isEqualTo(before.gallery() + 1);
      assertThat(after.templates()).as("no change of people").isEqualTo(before.templates());
    }
    try (Vault vault = open()) {
      StoredCalibration found = new CalibrationStore(vault).find(StoreFixture.SPACE).orElseThrow();
      assertThat(found.table().text()).isEqualTo(table().text());
      assertThat(found.targetFpir()).isEqualTo(0.02);
      assertThat(found.subjects()).isEqualTo(300);
      assertThat(found.at()).isEqualTo(StoreFixture.NOON);
    }
  }

  @Test
  void keepsTheLastOneOfASpace() {
    try (Vault vault = open()) {
      CalibrationStore calibrations = new CalibrationStore(vault);
      calibrations.put(table(1), 0.02);
      calibrations.put(table(2), 0.03);
      StoredCalibration found = calibrations.find(StoreFixture.SPACE).orElseThrow();
      assertThat(found.table().text()).isEqualTo(table(2).text());
      assertThat(found.targetFpir()).isEqualTo(0.03);
    }
  }

  @Test
  void hasNoneForAnotherSpace() {
    EmbeddingSpace other = new EmbeddingSpace("newer", "none", "middle", "none", 64);
    try (Vault vault = open()) {
      CalibrationStore calibrations = new CalibrationStore(vault);
      calibrations.put(table(), 0.02);
      assertThat(calibrations.find(other)).isEmpty();
    }
  }

  @Test
  void forgets() {
    try (Vault vault = open()) {
      CalibrationStore calibrations = new CalibrationStore(vault);
      long before = StoreFixture.version(vault);
      assertThat(calibrations.clear()).isFalse();
      assertThat(StoreFixture.version(vault)).isEqualTo(before);
      calibrations.put(table(), 0.02);
      assertThat(calibrations.clear()).isTrue();
      assertThat(StoreFixture.version(vault)).isEqualTo(before + 2);
      assertThat(calibrations.find(StoreFixture.SPACE)).isEmpty();
    }
  }

  @Test
  void refusesWhatWasChanged() {
    try (Vault vault = open()) {
      CalibrationStore calibrations = new CalibrationStore(vault);
      for (int changed : new int[] {0, 1, 20, 500}) {
        calibrations.put(table(), 0.02);
        DocumentRow document = vault.rows().documents("calibration/").get(0);
        byte[] content = document.content().toArray();
        content[changed] ^= 1;
        put(new DocumentRow(document.name(), Bytes.of(content)));
        assertRefused(calibrations, StoreFixture.SPACE);
        assertThat(calibrations.clear()).as("the way out").isTrue();
      }
    }
  }

  @Test
  void refusesTheCalibrationOfAnotherSpaceAndStore() {
    EmbeddingSpace other = new EmbeddingSpace("newer", "none", "middle", "none", 64);
    InMemoryStore elsewhere = new InMemoryStore();
    try (Vault vault = open();
        Vault second = StoreFixture.open(elsewhere, StoreFixture.key(1))) {
      CalibrationStore calibrations = new CalibrationStore(vault);
      new CalibrationStore(second).put(table(), 0.02);
      put(second.rows().documents("calibration/").get(0));
      assertRefused(calibrations, StoreFixture.SPACE);
      calibrations.put(table(), 0.02);
      Bytes content = vault.rows().documents("calibration/").get(0).content();
      put(new DocumentRow("calibration/" + other.id(), content));
      assertRefused(calibrations, other);
    }
  }

  private void put(DocumentRow document) {
    StoreFixture.tamper(location, change -> change.put(document));
  }

  private static void assertRefused(CalibrationStore calibrations, EmbeddingSpace space) {
    assertThatThrownBy(() -> calibrations.find(space))
        .isInstanceOf(StoreException.class)
        .hasMessageContainingAll("calibrate again", "calibrate --off");
  }
}
