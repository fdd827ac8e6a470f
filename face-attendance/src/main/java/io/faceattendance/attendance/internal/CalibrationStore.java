package io.faceattendance.attendance.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceException;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.StoredCalibration;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.DocumentRow;
import io.faceattendance.attendance.store.StoreVersion;
import io.faceattendance.match.FmrTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thresholds measured on the user's own pictures, in the store: a document for each embedding
 * space, a JSON object with fmr_table, target_fpir and created_at (microseconds). Thread-safe.
 */
public final class CalibrationStore {
  private static final String PREFIX = "calibration/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Vault vault;

  /**
   * Over an open store.
   *
   * @param vault the store; left open
   */
  public CalibrationStore(Vault vault) {
    this.vault = vault;
  }

  /**
   * Keeps a calibration, in place of an earlier one for its space.
   *
   * @param table what was measured
   * @param targetFpir what it shall be used for
   */
  public void put(FmrTable table, double targetFpir) {
    String space = table.source().space().id();
    put(space, table.text(), targetFpir, Micros.of(vault.now()));
  }

  void put(String space, String table, double targetFpir, long createdAt) {
    String content =
        JSON.createObjectNode()
            .put("fmr_table", table)
            .put("target_fpir", targetFpir)
            .put("created_at", createdAt)
            .toString();
    Commit.Builder change = vault.change();
    change.put(vault.seal(PREFIX + space, content.getBytes(StandardCharsets.UTF_8)));
    vault.rows().commit(change.build());
  }

  boolean has(String space) {
    return vault.find(PREFIX + space).isPresent();
  }

  /**
   * The calibration for a space.
   *
   * @param space of the embeddings that are to be compared
   * @return empty if there is none
   * @throws StoreException if it was changed
   */
  public Optional<StoredCalibration> find(EmbeddingSpace space) {
    return vault.find(PREFIX + space.id()).map(document -> read(document, space));
  }

  private StoredCalibration read(DocumentRow document, EmbeddingSpace space) {
    StoredCalibration found;
    try {
      JsonNode content = JSON.readTree(vault.tryOpen(document));
      found =
          new StoredCalibration(
              FmrTable.parse(content.path("fmr_table").asText()),
              content.path("target_fpir").asDouble(),
              Micros.toInstant(content.path("created_at").asLong()));
    } catch (GeneralSecurityException e) {
      throw refused("it was changed, or belongs to another store", e);
    } catch (IOException | FaceException | IllegalArgumentException e) {
      throw refused(e.getMessage(), e);
    }
    EmbeddingSpace measured = found.table().source().space();
    if (!measured.equals(space)) {
      throw refused("it is for %s instead of %s".formatted(measured, space), null);
    }
    return found;
  }

  private static StoreException refused(@Nullable String why, @Nullable Throwable cause) {
    String message =
        "the calibration in the store cannot be used (%s): calibrate again, or forget it (calibrate --off)"
            .formatted(why);
    return cause == null ? new StoreException(message) : new StoreException(message, cause);
  }

  /**
   * Forgets the calibrations of all spaces.
   *
   * @return whether there was one
   */
  public boolean clear() {
    while (true) {
      StoreVersion version = vault.rows().version();
      List<DocumentRow> found = vault.rows().documents(PREFIX);
      if (found.isEmpty()) {
        return false;
      }
      Commit.Builder change = vault.change().expecting(version);
      found.forEach(document -> change.removeDocument(document.name()));
      if (vault.rows().commit(change.build()).applied()) {
        return true;
      }
    }
  }
}
