package io.faceattendance.cli;

import io.faceattendance.ModelException;
import io.faceattendance.detect.FaceDetectors;
import io.faceattendance.embed.FaceEmbedders;
import io.faceattendance.model.ModelCard;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
import java.util.List;
import java.util.Locale;
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
    List<ModelCard> networks =
        ModelCatalog.cards().stream()
            .filter(card -> card.file().isPresent() && card.weights().equals(id))
            .toList();
    Optional<ModelCard> one = ModelCatalog.byId(id);
    boolean whole = one.isPresent() && (one.get().file().isPresent() || networks.isEmpty());
    return whole ? one.stream().toList() : networks;
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
    if (card.file().isPresent()) {
      return store.find(card.file().get()).isPresent();
    }
    List<ModelCard> networks = of(card.id());
    return networks.contains(card)
        ? needsNoFile(card)
        : networks.stream().allMatch(network -> isPresent(store, network));
  }

  /** Whether it is a detector that comes with the libraries, without a file of its own. */
  static boolean needsNoFile(ModelCard card) {
    return of(card.id()).contains(card)
        && card.file().isEmpty()
        && FaceDetectors.ids().contains(card.id());
  }

  /** What to do about a model of which no file is known; its origin says how to make one. */
  static ModelException noFile(ModelCard card) {
    return new ModelException(
        "no file of %s can be fetched: %s, then choose it by --%s FILE.onnx"
            .formatted(card.id(), card.origin(), card.role().name().toLowerCase(Locale.ROOT)));
  }
}
