package io.faceattendance.attendance;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.ModelException;
import io.faceattendance.attendance.internal.CalibrationStore;
import io.faceattendance.match.FmrTable;
import io.faceattendance.match.MatchPolicy;
import java.util.Optional;
import java.util.function.Function;

/**
 * The policy that decides, and where it comes from. One that the program gave goes before the
 * calibration of the data directory, and that before the table that comes with this library.
 *
 * @param policy what errors are acceptable
 * @param origin where it comes from
 */
public record PolicyInForce(MatchPolicy policy, Origin origin) {

  /** Where a policy comes from. */
  public enum Origin {
    /** The program gave it: {@link AttendanceOptions#withPolicy(MatchPolicy)}. */
    GIVEN,
    /** Calibrated on the user's own pictures, and kept in the data directory. */
    CALIBRATED,
    /** The table that comes with this library. */
    BUNDLED
  }

  /**
   * Where the policy comes from, in words.
   *
   * @return one line
   */
  public String words() {
    FmrTable table = policy.table();
    return switch (origin) {
      case GIVEN -> "own table, " + table.source().dataset();
      case CALIBRATED -> "calibrated on %d people".formatted(table.evidence().people());
      case BUNDLED -> "bundled, " + table.source().dataset();
    };
  }

  /**
   * The policy of a data directory for a space.
   *
   * @param given what the program gave
   * @throws ModelException if nothing was given, nothing is calibrated, and no table comes with
   *     this library
   */
  static PolicyInForce of(
      Optional<Function<EmbeddingSpace, MatchPolicy>> given,
      CalibrationStore calibrations,
      EmbeddingSpace space) {
    if (given.isPresent()) {
      return new PolicyInForce(given.get().apply(space), Origin.GIVEN);
    }
    return calibrations
        .find(space)
        .map(own -> new PolicyInForce(own.policy(), Origin.CALIBRATED))
        .orElseGet(() -> bundled(space));
  }

  /**
   * The policy where there is no data directory.
   *
   * @param space the embeddings' space
   * @return that of the table that comes with this library
   * @throws ModelException if there is none for the space
   */
  public static PolicyInForce bundled(EmbeddingSpace space) {
    return new PolicyInForce(MatchPolicy.defaults(space), Origin.BUNDLED);
  }
}
