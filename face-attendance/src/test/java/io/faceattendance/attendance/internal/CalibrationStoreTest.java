package io.faceattendance.attendance.internal;

import static io.faceattendance.attendance.internal.StoreFixture.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.StoredCalibration;
import io.faceattendance.match.FmrTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationStoreTest {
  @TempDir Path folder;

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
    try (AttendanceStore store = open(folder)) {
      store.calibrations().put(table(), 0.02);
      assertThat(store.galleryVersion()).as("others shall reload").isOne();
      assertThat(store.heads().basis().people()).as("no change of people").isZero();
    }
    try (AttendanceStore store = open(folder)) {
      StoredCalibration found = store.calibrations().find(StoreFixture.SPACE).orElseThrow();
      assertThat(found.table().text()).isEqualTo(table().text());
      assertThat(found.targetFpir()).isEqualTo(0.02);
      assertThat(found.subjects()).isEqualTo(300);
      assertThat(found.at()).isEqualTo(StoreFixture.NOON);
    }
  }

  @Test
  void keepsTheLastOneOfASpace() {
    try (AttendanceStore store = open(folder)) {
      store.calibrations().put(table(1), 0.02);
      store.calibrations().put(table(2), 0.03);
      StoredCalibration found = store.calibrations().find(StoreFixture.SPACE).orElseThrow();
      assertThat(found.table().text()).isEqualTo(table(2).text());
      assertThat(found.targetFpir()).isEqualTo(0.03);
    }
  }

  @Test
  void hasNoneForAnotherSpace() {
    EmbeddingSpace other = new EmbeddingSpace("newer", "none", "middle", "none", 64);
    try (AttendanceStore store = open(folder)) {
      store.calibrations().put(table(), 0.02);
      assertThat(store.calibrations().find(other)).isEmpty();
    }
  }

  @Test
  void forgets() {
    try (AttendanceStore store = open(folder)) {
      assertThat(store.calibrations().clear()).isFalse();
      assertThat(store.galleryVersion()).isZero();
      store.calibrations().put(table(), 0.02);
      assertThat(store.calibrations().clear()).isTrue();
      assertThat(store.galleryVersion()).isEqualTo(2);
      assertThat(store.calibrations().find(StoreFixture.SPACE)).isEmpty();
    }
  }

  /** A table for which the row's space and a text that parses are no excuse. */
  @Test
  void refusesARowThatWasChanged() {
    try (AttendanceStore store = open(folder)) {
      String loose = table(2).text();
      for (String change :
          List.of(
              "fmr_table = 'no table'",
              "fmr_table = '" + loose + "'",
              "target_fpir = 2.0",
              "target_fpir = 0.9",
              "created_at = 0",
              "mac = x''",
              "mac = zeroblob(32)")) {
        store.calibrations().put(table(), 0.02);
        store.database().write(handle -> handle.execute("UPDATE calibration SET " + change));
        assertThatThrownBy(() -> store.calibrations().find(StoreFixture.SPACE))
            .as(change)
            .isInstanceOf(StoreException.class)
            .hasMessageContainingAll("calibrate again", "calibrate --off");
        assertThat(store.calibrations().clear()).as("the way out").isTrue();
      }
    }
  }

  @Test
  void refusesTheCalibrationOfAnotherSpaceAndStore() {
    EmbeddingSpace other = new EmbeddingSpace("newer", "none", "middle", "none", 64);
    try (AttendanceStore store = open(folder);
        AttendanceStore second = open(folder.resolve("second"))) {
      store.calibrations().put(table(), 0.02);
      byte[] mac = mac(store);
      second.calibrations().put(table(), 0.02);
      second
          .database()
          .write(
              h -> h.createUpdate("UPDATE calibration SET mac = :mac").bind("mac", mac).execute());
      assertThatThrownBy(() -> second.calibrations().find(StoreFixture.SPACE))
          .isInstanceOf(StoreException.class);
      store
          .database()
          .write(h -> h.execute("UPDATE calibration SET space_id = '" + other.id() + "'"));
      assertThatThrownBy(() -> store.calibrations().find(other)).isInstanceOf(StoreException.class);
    }
  }

  private static byte[] mac(AttendanceStore store) {
    return store
        .database()
        .read(h -> h.createQuery("SELECT mac FROM calibration").mapTo(byte[].class).one());
  }
}
