package io.faceattendance.match.evaluation;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A comparison of two pictures whose truth is known.
 *
 * @param fold the part of the data set that it belongs to, empty if the data set names none
 * @param same whether both pictures show one person
 * @param score similarity, greater is more alike, finite; empty if a face was not found
 */
public record ScoredPair(OptionalInt fold, boolean same, OptionalDouble score) {

  /**
   * Checks the components.
   *
   * @param fold as above
   * @param same as above
   * @param score as above
   */
  public ScoredPair {
    if (score.isPresent() && !Double.isFinite(score.getAsDouble())) {
      throw new IllegalArgumentException("expected a finite score, got " + score.getAsDouble());
    }
  }
}
