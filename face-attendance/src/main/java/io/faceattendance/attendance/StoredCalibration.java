package io.faceattendance.attendance;

import io.faceattendance.match.FmrTable;
import io.faceattendance.match.MatchPolicy;
import java.time.Instant;

/**
 * Thresholds that were measured on the user's own pictures and are kept in the data directory.
 *
 * @param table what was measured
 * @param targetFpir how many searches for strangers may bring a false identity, above 0, below 1
 * @param at when they were stored
 */
public record StoredCalibration(FmrTable table, double targetFpir, Instant at) {

  /**
   * Checks the components.
   *
   * @param table as above
   * @param targetFpir as above
   * @param at as above
   */
  public StoredCalibration {
    if (!(targetFpir > 0 && targetFpir < 1)) {
      throw new IllegalArgumentException(
          "expected a target FPIR above 0 and below 1, got " + targetFpir);
    }
  }

  /**
   * How many people the pictures were of.
   *
   * @return the people whose faces were compared
   */
  public int subjects() {
    return table.evidence().people();
  }

  MatchPolicy policy() {
    return MatchPolicy.defaults(table).withTargetFpir(targetFpir);
  }
}
