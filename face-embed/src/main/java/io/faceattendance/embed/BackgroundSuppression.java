package io.faceattendance.embed;

import io.faceattendance.Image;
import io.faceattendance.Landmarks;

/**
 * Removes from an aligned face what is not the face, such as hair and whatever is behind it, before
 * it is embedded. Thread-safe.
 *
 * <p>Another way to see a face is another embedding space: the id becomes a part of it, so that
 * templates made with and without cannot be compared by accident.
 */
public interface BackgroundSuppression {

  /**
   * Its name in the alignment of an {@link io.faceattendance.EmbeddingSpace}, behind that of the
   * aligner.
   *
   * @return a word as the space defines it; another one for every other way or setting
   */
  String id();

  /**
   * Removes it.
   *
   * @param aligned the face, as the aligner cut it out
   * @param landmarks where the landmarks are in it
   * @return a picture of the same size
   */
  Image suppress(Image aligned, Landmarks landmarks);
}
