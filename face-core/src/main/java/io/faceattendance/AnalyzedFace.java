package io.faceattendance;

import io.faceattendance.quality.FaceQuality;
import io.faceattendance.quality.Finding;
import java.util.List;
import java.util.Optional;

/**
 * A face that {@link FaceEngine} found, with its embedding or the reasons why it has none. Exactly
 * one of the two is present.
 *
 * @param face the detected face
 * @param embedding its embedding
 * @param quality what was measured on it; empty if the engine's gate looks at nothing
 * @param findings why it was not embedded: the limits that it violates
 */
public record AnalyzedFace(
    Face face,
    Optional<Embedding> embedding,
    Optional<FaceQuality> quality,
    List<Finding> findings) {

  /**
   * Checks the components.
   *
   * @param face as above
   * @param embedding as above
   * @param quality as above
   * @param findings as above
   */
  public AnalyzedFace {
    findings = List.copyOf(findings);
    if (embedding.isPresent() != findings.isEmpty()) {
      throw new IllegalArgumentException(
          "expected either an embedding or the reasons for none, got "
              + (embedding.isPresent() ? findings : "neither"));
    }
  }
}
