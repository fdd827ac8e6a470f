package io.faceattendance.detect.evaluation;

import io.faceattendance.BoundingBox;
import java.util.Set;

/**
 * A box that somebody drew around a face.
 *
 * @param box in pixels of the picture; without area it is no face (so WIDER FACE marks a picture
 *     that shows none)
 * @param invalid whether its labellers could not tell what it is
 * @param difficulties the levels that ask for this face, perhaps none
 */
public record LabelledFace(BoundingBox box, boolean invalid, Set<Difficulty> difficulties) {

  /**
   * Copies the set.
   *
   * @param box as above
   * @param invalid as above
   * @param difficulties as above
   */
  public LabelledFace {
    difficulties = Set.copyOf(difficulties);
  }

  /** Whether there is a face: a box that is not invalid and has an area. */
  boolean isFace() {
    return !invalid && box.area() > 0;
  }

  /** Whether a detector should find it; a find on any other box counts neither way. */
  boolean isWanted(Difficulty difficulty) {
    return isFace() && difficulties.contains(difficulty);
  }
}
