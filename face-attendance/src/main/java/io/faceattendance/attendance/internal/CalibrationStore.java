package io.faceattendance.attendance.internal;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceException;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.StoredCalibration;
import io.faceattendance.match.FmrTable;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Thresholds measured on the user's own pictures, in the store. Thread-safe. */
public final class CalibrationStore {
  private final Database database;
  private final UUID store;
  private final SecretKey key;
  private final Clock clock;

  CalibrationStore(Database database, UUID store, SecretKey key, Clock clock) {
    this.database = database;
    this.store = store;
    this.key = key;
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
    String space = table.source().space().id();
    String text = table.text();
    byte[] mac = mac(space, text, targetFpir, now);
    database.write(
        handle -> {
          int rows =
              handle
                  .createUpdate(
                      """
                      INSERT INTO calibration
                        (space_id, fmr_table, target_fpir, created_at, mac)
                      VALUES (:space, :table, :target, :now, :mac)
                      ON CONFLICT (space_id) DO UPDATE SET fmr_table = excluded.fmr_table,
                        target_fpir = excluded.target_fpir, created_at = excluded.created_at,
                        mac = excluded.mac
                      """)
                  .bind("space", space)
                  .bind("table", text)
                  .bind("target", targetFpir)
                  .bind("now", now)
                  .bind("mac", mac)
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
                    "SELECT fmr_table, target_fpir, created_at, mac FROM calibration"
                        + " WHERE space_id = :space")
                .bind("space", space.id())
                .map((row, context) -> read(row, space))
                .findOne());
  }

  private StoredCalibration read(ResultSet row, EmbeddingSpace space) throws SQLException {
    String text = row.getString("fmr_table");
    double target = row.getDouble("target_fpir");
    long at = row.getLong("created_at");
    if (!MessageDigest.isEqual(mac(space.id(), text, target, at), row.getBytes("mac"))) {
      throw refused("it was changed, or belongs to another store", null);
    }
    StoredCalibration found = parsed(text, target, at);
    EmbeddingSpace measured = found.table().source().space();
    if (!measured.equals(space)) {
      throw refused("it is for %s instead of %s".formatted(measured, space), null);
    }
    return found;
  }

  private static StoredCalibration parsed(String text, double target, long at) {
    try {
      return new StoredCalibration(FmrTable.parse(text), target, Micros.toInstant(at));
    } catch (FaceException | IllegalArgumentException e) {
      throw refused(e.getMessage(), e);
    }
  }

  private static StoreException refused(@Nullable String why, @Nullable Throwable cause) {
    String message =
        "the calibration in the store cannot be used (%s): calibrate again, or forget it (calibrate --off)"
            .formatted(why);
    return cause == null ? new StoreException(message) : new StoreException(message, cause);
  }

  /** Of everything in the row and the store; texts have their length before them. */
  private byte[] mac(String space, String table, double targetFpir, long at) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(store.toString());
      out.writeUTF(space);
      byte[] text = table.getBytes(StandardCharsets.UTF_8);
      out.writeInt(text.length);
      out.write(text);
      out.writeDouble(targetFpir);
      out.writeLong(at);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return StoreKey.mac(key, bytes.toByteArray());
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
