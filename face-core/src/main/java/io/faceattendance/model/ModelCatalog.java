package io.faceattendance.model;

import io.faceattendance.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All models that the library knows, one card each. Ids, file names and digests are unique; a model
 * of which no file is known has none.
 */
public final class ModelCatalog {

  /** The default detector: YuNet, dynamic export. */
  public static final ModelCard YUNET = DetectorCards.YUNET;

  /** The default embedder: MobileFaceNet, 128 values. */
  public static final ModelCard MOBILEFACENET = EmbedderCards.MOBILEFACENET;

  private static final List<ModelCard> CARDS =
      Stream.concat(DetectorCards.all().stream(), EmbedderCards.all().stream()).toList();

  private ModelCatalog() {}

  /**
   * Every card, detectors first.
   *
   * @return the cards, in a fixed order
   */
  public static List<ModelCard> cards() {
    return CARDS;
  }

  /**
   * The card of a model that must be known.
   *
   * @param id its id
   * @return its card
   * @throws ModelException if there is none; it lists the ids that there are
   */
  public static ModelCard card(String id) {
    return byId(id)
        .orElseThrow(
            () ->
                new ModelException(
                    CARDS.stream()
                        .map(ModelCard::id)
                        .collect(
                            Collectors.joining(
                                ", ",
                                "expected the id of a model, one of ",
                                ", got '" + id + "'"))));
  }

  /**
   * Looks a card up by its id.
   *
   * @param id an id
   * @return the card, if there is one
   */
  public static Optional<ModelCard> byId(String id) {
    return first(card -> card.id().equals(id));
  }

  /**
   * Looks a card up by the digest of its file.
   *
   * @param sha256 64 lower-case hexadecimal digits
   * @return the card, if there is one
   */
  public static Optional<ModelCard> bySha256(String sha256) {
    return first(card -> card.file().filter(file -> file.sha256().equals(sha256)).isPresent());
  }

  /**
   * The digest of a file, by which a model is known.
   *
   * @param file the file
   * @return its SHA-256, 64 lower-case hexadecimal digits
   * @throws ModelException if it cannot be read
   */
  public static String sha256(Path file) {
    try {
      return Digests.of(file);
    } catch (IOException e) {
      throw new ModelException("expected a model file at %s: %s".formatted(file, e), e);
    }
  }

  private static Optional<ModelCard> first(Predicate<ModelCard> wanted) {
    return CARDS.stream().filter(wanted).findFirst();
  }
}
