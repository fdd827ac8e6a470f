package io.faceattendance.cli;

import io.faceattendance.detect.FaceDetectors;
import io.faceattendance.embed.FaceEmbedders;
import io.faceattendance.model.ModelCard;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The cards of what an option names. */
final class ModelCards {
  private ModelCards() {}

  /**
   * The card of a model, or the cards of the networks of a cascade: mtcnn has mtcnn-pnet and
   * others.
   *
   * @return empty if no file is known for the id
   */
  static List<ModelCard> of(String id) {
    Optional<ModelCard> one = ModelCatalog.byId(id);
    return one.isPresent()
        ? List.of(one.get())
        : ModelCatalog.cards().stream()
            .filter(card -> isSupported(id) && card.id().startsWith(id + "-"))
            .toList();
  }

  /** Whether {@code --detector} or {@code --embedder} takes an id. */
  static boolean isSupported(String id) {
    return Stream.concat(FaceDetectors.ids().stream(), FaceEmbedders.ids().stream())
        .anyMatch(id::equals);
  }

  /** Whether a card is that of a supported model or of a part of one. */
  static boolean isPartOfSupported(ModelCard card) {
    return Stream.concat(FaceDetectors.ids().stream(), FaceEmbedders.ids().stream())
        .anyMatch(id -> of(id).contains(card));
  }

  /**
   * Whether nothing has to be had for it: its file is here, or it is a detector that needs none.
   */
  static boolean isPresent(ModelStore store, ModelCard card) {
    return card.file().isPresent()
        ? store.find(card.file().get()).isPresent()
        : FaceDetectors.ids().contains(card.id());
  }
}
