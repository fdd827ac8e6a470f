package io.faceattendance.detect.evaluation;

import io.faceattendance.Face;
import java.util.List;

/**
 * A picture with what is on it and what a detector found.
 *
 * @param labelled every labelled box, in any order; may be empty
 * @param found every find down to a low score, in any order
 */
public record ExaminedPicture(List<LabelledFace> labelled, List<Face> found) {

  /**
   * Copies the lists.
   *
   * @param labelled as above
   * @param found as above
   */
  public ExaminedPicture {
    labelled = List.copyOf(labelled);
    found = List.copyOf(found);
  }
}
