package io.faceattendance;

import java.util.Optional;

/**
 * A face that {@link FaceEngine} found, with its embedding or the reason why it has none. Exactly
 * one of the two is present.
 *
 * @param face the detected face
 * @param embedding its embedding
 * @param skipped why it was not embedded
 */
public record AnalyzedFace(Face face, Optional<Embedding> embedding, Optional<SkipReason> skipped) {

  /**
   * Checks the components.
   *
   * @param face as above
   * @param embedding as above
   * @param skipped as above
   */
  public AnalyzedFace {
    if (embedding.isPresent() == skipped.isPresent()) {
      throw new IllegalArgumentException("expected either an embedding or a reason for none");
    }
  }

  /** Why a face was found but not embedded. */
  public enum SkipReason {
    /** The face is smaller than the engine's minimum. */
    TOO_SMALL,
    /** The detector gave no landmarks to align the face by. */
    NO_LANDMARKS,
    /** The landmarks are not finite, far outside the face, or coincide: no alignment exists. */
    DEGENERATE_LANDMARKS
  }
}
