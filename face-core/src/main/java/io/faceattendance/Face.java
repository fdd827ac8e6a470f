package io.faceattendance;

import java.util.Optional;

/**
 * A detected face.
 *
 * @param box where it is, in pixels of the source image
 * @param score the detector's confidence, 0 to 1
 * @param landmarks the five points, if the detector finds any
 */
public record Face(BoundingBox box, double score, Optional<Landmarks> landmarks) {

  /**
   * Checks the components.
   *
   * @param box as above
   * @param score as above
   * @param landmarks as above
   */
  public Face {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("expected a score from 0 to 1, got " + score);
    }
  }
}
