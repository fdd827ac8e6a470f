package io.faceattendance.embed;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceAligner;
import io.faceattendance.model.Preprocessing;

/**
 * One row of the table of embedders: everything that makes a file of weights an embedder.
 *
 * @param space the space of its embeddings; the alignment is that of {@code aligner}
 * @param preprocessing size, colour order and normalisation of the input
 * @param aligner cuts faces out of pictures in the input's size
 */
public record EmbedderSpec(EmbeddingSpace space, Preprocessing preprocessing, FaceAligner aligner) {

  /** MobileFaceNet, 128 values: RGB, 112 x 112 aligned, normalised as ImageNet. */
  public static final EmbedderSpec MOBILEFACENET =
      of("mobilefacenet-foamliu", "imagenet-rgb", Preprocessing.imageNet(112, 112), 128);

  /**
   * Checks that space and aligner agree.
   *
   * @throws IllegalArgumentException if the space names another alignment than the aligner's
   */
  public EmbedderSpec {
    if (!space.alignment().equals(aligner.id())) {
      throw new IllegalArgumentException(
          "expected alignment %s, got %s".formatted(space.alignment(), aligner.id()));
    }
  }

  private static EmbedderSpec of(
      String weights, String preprocessingId, Preprocessing preprocessing, int dimension) {
    FaceAligner aligner = new ArcFaceAligner();
    EmbeddingSpace space =
        new EmbeddingSpace(weights, preprocessingId, aligner.id(), "none", dimension);
    return new EmbedderSpec(space, preprocessing, aligner);
  }
}
