package io.faceattendance.attendance.internal;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceException;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.StoredCalibration;
import io.faceattendance.match.FmrTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/** Thresholds measured on the user's own pictures, in the store. Thread-safe. */
public final class CalibrationStore {
  private final Database database;
  private final Clock clock;

  CalibrationStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Keeps a calibration, in place of an earlier one for its space.
   *
   * @param table what was measured
   * @param targetFpir what it shall be used for
   */
  public void put(FmrTable table, double targetFpir) {
    long now = Micros.of(clock.instant());
    database.write(
        handle -> {
          int rows =
              handle
                  .createUpdate(
                      """
                      INSERT INTO calibration (space_id, fmr_table, target_fpir, created_at)
                      VALUES (:space, :table, :target, :now)
                      ON CONFLICT (space_id) DO UPDATE SET fmr_table = excluded.fmr_table,
                        target_fpir = excluded.target_fpir, created_at = excluded.created_at
                      """)
                  .bind("space", table.source().space().id())
                  .bind("table", table.text())
                  .bind("target", targetFpir)
                  .bind("now", now)
                  .execute();
          GallerySql.nextVersion(handle);
          return rows;
        });
  }

  /**
   * The calibration for a space.
   *
   * @param space of the embeddings that are to be compared
   * @return empty if there is none
   * @throws StoreException if its row was changed
   */
  public Optional<StoredCalibration> find(EmbeddingSpace space) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT fmr_table, target_fpir, created_at FROM calibration"
                        + " WHERE space_id = :space")
                .bind("space", space.id())
                .map((row, context) -> read(row))
                .findOne());
  }

  private static StoredCalibration read(ResultSet row) throws SQLException {
    try {
      return new StoredCalibration(
          FmrTable.parse(row.getString("fmr_table")),
          row.getDouble("target_fpir"),
          Micros.toInstant(row.getLong("created_at")));
    } catch (FaceException | IllegalArgumentException e) {
      throw new StoreException(
          "the calibration in the store cannot be read (%s): calibrate again"
              .formatted(e.getMessage()),
          e);
    }
  }

  /**
   * Forgets the calibrations of all spaces.
   *
   * @return whether there was one
   */
  public boolean clear() {
    return database.write(
        handle -> {
          boolean some = handle.execute("DELETE FROM calibration") > 0;
          if (some) {
            GallerySql.nextVersion(handle);
          }
          return some;
        });
  }
}
