package io.faceattendance.attendance;

import io.faceattendance.BoundingBox;

/**
 * On what ground a person was found present, or not to be who was claimed. The picture itself is no
 * part of it: it is kept only if {@link AttendanceOptions.Pictures} wants it, and then apart.
 *
 * @param similarity cosine to the person's most similar template, -1 to 1
 * @param threshold the similarity that was demanded at that time
 * @param photo which photo of the call, the first is 0
 * @param box the face, in pixels of that photo
 */
public record Evidence(double similarity, double threshold, int photo, BoundingBox box) {

  /**
   * Checks the components.
   *
   * @param similarity as above
   * @param threshold as above
   * @param photo as above
   * @param box as above
   */
  public Evidence {
    if (photo < 0) {
      throw new IllegalArgumentException("expected a photo number of at least 0, got " + photo);
    }
  }
}
