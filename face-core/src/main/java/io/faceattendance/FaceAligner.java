package io.faceattendance;

/** Cuts a face out of a picture the way an embedder was trained to see it. Thread-safe. */
public interface FaceAligner {

  /**
   * The name of this way to cut, a part of the {@link EmbeddingSpace}.
   *
   * @return a word as {@link EmbeddingSpace} defines it
   */
  String id();

  /**
   * Whether it can only cut out faces with landmarks.
   *
   * @return false if the box is enough
   */
  boolean needsLandmarks();

  /**
   * Cuts one face out.
   *
   * @param image the picture
   * @param face a face found in that picture
   * @return the cut-out, of this aligner's fixed size
   * @throws IllegalArgumentException if the face lacks what this aligner needs
   */
  Image align(Image image, Face face);
}
