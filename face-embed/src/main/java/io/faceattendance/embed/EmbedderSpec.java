package io.faceattendance.embed;

import static io.faceattendance.embed.BoxAligner.Shape.SQUARE;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceAligner;
import io.faceattendance.model.Execution;
import io.faceattendance.model.ModelCard;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.Preprocessing;
import java.util.List;

/**
 * One row of the table of embedders: everything that makes a file of weights an embedder.
 *
 * @param id the id of its card
 * @param space the space of its embeddings: its preprocessing and alignment are those of the other
 *     components, its augmentation is {@code none} or {@code flip}
 * @param preprocessing size, colour order and normalisation of the input
 * @param aligner cuts faces out of pictures in the input's size
 * @param execution where the network runs; in the table on one thread of the processor, since faces
 *     side by side are faster there than threads inside a face
 */
public record EmbedderSpec(
    String id,
    EmbeddingSpace space,
    Preprocessing preprocessing,
    FaceAligner aligner,
    Execution execution) {

  /** MobileFaceNet, 128 values: RGB, 112 x 112 aligned, normalised as ImageNet. */
  public static final EmbedderSpec MOBILEFACENET =
      of(ModelCatalog.MOBILEFACENET, new ArcFaceAligner());

  // Percent around a square box; the one of the highest accuracy on pairs of the development set.
  private static final int MARGIN = 20;

  private static final String PLAIN = "none";
  private static final String FLIP = "flip";

  /**
   * Checks the components.
   *
   * @param id as above
   * @param space as above
   * @param preprocessing as above
   * @param aligner as above
   * @param execution as above
   */
  public EmbedderSpec {
    require("alignment", space.alignment(), aligner.id());
    require("preprocessing", space.preprocessing(), preprocessing.id());
    if (!List.of(PLAIN, FLIP).contains(space.augmentation())) {
      throw new IllegalArgumentException(
          "expected the augmentation %s or %s, got %s"
              .formatted(PLAIN, FLIP, space.augmentation()));
    }
  }

  private static void require(String name, String inSpace, String actual) {
    if (!inSpace.equals(actual)) {
      throw new IllegalArgumentException(
          "expected the %s %s of the space, got %s".formatted(name, inSpace, actual));
    }
  }

  static EmbedderSpec of(ModelCard card, FaceAligner aligner) {
    Preprocessing input = card.preprocessing().orElseThrow();
    EmbeddingSpace space =
        new EmbeddingSpace(
            card.weights(), input.id(), aligner.id(), PLAIN, card.dimension().orElseThrow());
    return new EmbedderSpec(card.id(), space, input, aligner, Execution.cpu(1));
  }

  /**
   * The same network for faces without landmarks: they are cut out by their box, as a square with a
   * margin, background and all. Less accurate than an alignment by landmarks, and a space of its
   * own.
   *
   * @return the changed row; the same if its alignment needs no landmarks anyway
   */
  public EmbedderSpec alignedByBox() {
    return aligner.needsLandmarks()
        ? withAligner(new BoxAligner(SQUARE, MARGIN, preprocessing.width()))
        : this;
  }

  /**
   * The same network, whose embedding of a face is the mean direction of those of the cut-out and
   * of its mirror image. Takes twice the time, and is a space of its own.
   *
   * @return the changed row
   */
  public EmbedderSpec withFlip() {
    return with(aligner, FLIP, execution);
  }

  /**
   * The same network, which sees faces without what is around them. A space of its own. It helps
   * where pictures of one person share a background, and costs accuracy elsewhere, since networks
   * are trained with backgrounds: measure it on your own pictures.
   *
   * @param suppression how the background is removed, such as a {@link LandmarkEllipse}
   * @return the changed row
   * @throws IllegalArgumentException if faces are cut out by their box, or without background
   *     already
   */
  public EmbedderSpec withBackgroundSuppression(BackgroundSuppression suppression) {
    return withAligner(SuppressingAligner.of(aligner, suppression));
  }

  /**
   * The same network at another place.
   *
   * @param where where it runs
   * @return the changed row
   */
  public EmbedderSpec withExecution(Execution where) {
    return with(aligner, space.augmentation(), where);
  }

  EmbedderSpec withAligner(FaceAligner other) {
    return with(other, space.augmentation(), execution);
  }

  EmbedderSpec named(String other) {
    return new EmbedderSpec(other, space, preprocessing, aligner, execution);
  }

  boolean flips() {
    return space.augmentation().equals(FLIP);
  }

  private EmbedderSpec with(FaceAligner other, String augmentation, Execution where) {
    EmbeddingSpace changed =
        new EmbeddingSpace(
            space.weights(), space.preprocessing(), other.id(), augmentation, space.dimension());
    return new EmbedderSpec(id, changed, preprocessing, other, where);
  }
}
