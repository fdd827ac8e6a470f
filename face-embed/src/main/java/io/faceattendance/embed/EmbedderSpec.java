package io.faceattendance.embed;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceAligner;
import io.faceattendance.model.ModelCard;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.Preprocessing;
import java.util.List;

/**
 * One row of the table of embedders: everything that makes a file of weights an embedder.
 *
 * @param id the id of its card
 * @param space the space of its embeddings; the alignment is that of {@code aligner}
 * @param preprocessing size, colour order and normalisation of the input
 * @param aligner cuts faces out of pictures in the input's size
 */
public record EmbedderSpec(
    String id, EmbeddingSpace space, Preprocessing preprocessing, FaceAligner aligner) {

  /** MobileFaceNet, 128 values: RGB, 112 x 112 aligned, normalised as ImageNet. */
  public static final EmbedderSpec MOBILEFACENET =
      of(ModelCatalog.MOBILEFACENET, new ArcFaceAligner());

  static final List<EmbedderSpec> TABLE = List.of(MOBILEFACENET);

  /**
   * Checks the components.
   *
   * @param id as above
   * @param space as above
   * @param preprocessing as above
   * @param aligner as above
   */
  public EmbedderSpec {
    if (!space.alignment().equals(aligner.id())) {
      throw new IllegalArgumentException(
          "expected alignment %s, got %s".formatted(space.alignment(), aligner.id()));
    }
  }

  private static EmbedderSpec of(ModelCard card, FaceAligner aligner) {
    Preprocessing input = card.preprocessing().orElseThrow();
    EmbeddingSpace space =
        new EmbeddingSpace(
            card.weights(), input.id(), aligner.id(), "none", card.dimension().orElseThrow());
    return new EmbedderSpec(card.id(), space, input, aligner);
  }
}
