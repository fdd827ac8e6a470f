package io.faceattendance.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is known about one model: the file, what goes in and comes out, and what one may do with it.
 * The cards of the models that the library knows are in {@link ModelCatalog}.
 *
 * @param id short name, for people and for options: a-z, 0-9, dot, hyphen and underscore
 * @param role what it is for
 * @param file the exact file; empty if no file of it is known by its digest
 * @param origin where the weights come from, and what to do for a file of them; empty if the file
 *     says it all
 * @param weights canonical id of the trained weights: two exports of the same weights share it, and
 *     only then can their embeddings be compared; so do the networks of one cascade
 * @param preprocessing how pixels become its input; empty if its publisher does not say
 * @param dimension length of the vector of an embedder, at least 1; empty for anything else
 * @param licences of code, weights and training data
 * @param publishedThresholds what its authors or others recommend, none if nobody does; to be
 *     shown, nothing here decides by them
 * @param measured whether this project has measured its accuracy; false for a card that only
 *     repeats what others say
 */
public record ModelCard(
    String id,
    Role role,
    Optional<PinnedFile> file,
    String origin,
    String weights,
    Optional<Preprocessing> preprocessing,
    OptionalInt dimension,
    Licences licences,
    List<PairThreshold> publishedThresholds,
    boolean measured) {

  private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9._-]*");

  /** What a model is for. */
  public enum Role {
    /** Finds faces, or is one network of a cascade that does. */
    DETECTOR,
    /** Turns an aligned face into a vector. */
    EMBEDDER,
    /** Tells a living face from a picture of one. */
    LIVENESS,
    /** Says how well a face can be recognised. */
    QUALITY
  }

  /**
   * What one may do with a model. A summary for orientation, no legal advice: the publisher's own
   * words count.
   *
   * @param code licence of the code that it comes with
   * @param weights licence of the weights
   * @param data what it was trained on
   * @param commercialUseExcluded whether the weights are for non-commercial use only; the store
   *     gives such a file only to who has accepted that
   */
  public record Licences(String code, String weights, String data, boolean commercialUseExcluded) {}

  /**
   * A recommended threshold for <em>the verification of one pair</em>: two pictures are of the same
   * person from this cosine on. It is no threshold for a search among many people: there it accepts
   * strangers.
   *
   * @param cosine raw cosine similarity, -1..1
   * @param source who recommends it and where, and in which metric if it was another one
   */
  public record PairThreshold(double cosine, String source) {

    /**
     * Checks the components.
     *
     * @param cosine as above
     * @param source as above
     */
    public PairThreshold {
      if (!(cosine >= -1 && cosine <= 1)) {
        throw new IllegalArgumentException("expected a cosine in -1..1, got " + cosine);
      }
      if (source.isBlank()) {
        throw new IllegalArgumentException("expected a source, got none");
      }
    }
  }

  /**
   * Checks the components.
   *
   * @param id as above
   * @param role as above
   * @param file as above
   * @param origin as above
   * @param weights as above
   * @param preprocessing as above
   * @param dimension as above
   * @param licences as above
   * @param publishedThresholds as above
   * @param measured as above
   */
  public ModelCard {
    publishedThresholds = List.copyOf(publishedThresholds);
    if (file.isEmpty() && origin.isBlank()) {
      throw new IllegalArgumentException("expected a file or an origin for " + id);
    }
    for (String word : List.of(id, weights)) {
      if (!WORD.matcher(word).matches()) {
        throw new IllegalArgumentException(
            "expected a word of a-z, 0-9, '.', '-' and '_', got '" + word + "'");
      }
    }
    if (dimension.isPresent() && (role != Role.EMBEDDER || dimension.getAsInt() < 1)) {
      throw new IllegalArgumentException(
          "expected a dimension of at least 1, of embedders only, got %s for %s %s"
              .formatted(dimension, role, id));
    }
  }

  /**
   * A card without preprocessing, dimension and thresholds, not measured, of weights that are
   * exported once.
   *
   * @param id short name
   * @param role what it is for
   * @param file the exact file
   * @param licences what one may do with it
   * @return the card
   */
  public static ModelCard of(String id, Role role, PinnedFile file, Licences licences) {
    return of(id, role, Optional.of(file), "", licences);
  }

  /**
   * The same of a model of which no file is known.
   *
   * @param id short name
   * @param role what it is for
   * @param origin where the weights come from, and what to do for a file of them
   * @param licences what one may do with it
   * @return the card
   */
  public static ModelCard withoutFile(String id, Role role, String origin, Licences licences) {
    return of(id, role, Optional.empty(), origin, licences);
  }

  private static ModelCard of(
      String id, Role role, Optional<PinnedFile> file, String origin, Licences licences) {
    return new ModelCard(
        id,
        role,
        file,
        origin,
        id,
        Optional.empty(),
        OptionalInt.empty(),
        licences,
        List.of(),
        false);
  }

  /**
   * The same card with what is to be said about its origin.
   *
   * @param text where the weights come from, and what to do for a file of them
   * @return the card
   */
  public ModelCard withOrigin(String text) {
    return new ModelCard(
        id,
        role,
        file,
        text,
        weights,
        preprocessing,
        dimension,
        licences,
        publishedThresholds,
        measured);
  }

  /**
   * The same card with the id of its weights.
   *
   * @param canonical the id that all exports of these weights share
   * @return the card
   */
  public ModelCard withWeights(String canonical) {
    return new ModelCard(
        id,
        role,
        file,
        origin,
        canonical,
        preprocessing,
        dimension,
        licences,
        publishedThresholds,
        measured);
  }

  /**
   * The same card with its preprocessing.
   *
   * @param input how pixels become its input
   * @return the card
   */
  public ModelCard withPreprocessing(Preprocessing input) {
    return new ModelCard(
        id,
        role,
        file,
        origin,
        weights,
        Optional.of(input),
        dimension,
        licences,
        publishedThresholds,
        measured);
  }

  /**
   * The same card with the length of its vectors.
   *
   * @param length at least 1
   * @return the card
   */
  public ModelCard withDimension(int length) {
    return new ModelCard(
        id,
        role,
        file,
        origin,
        weights,
        preprocessing,
        OptionalInt.of(length),
        licences,
        publishedThresholds,
        measured);
  }

  /**
   * The same card with one more published threshold.
   *
   * @param threshold for the verification of one pair
   * @return the card
   */
  public ModelCard withPublishedThreshold(PairThreshold threshold) {
    List<PairThreshold> more =
        Stream.concat(publishedThresholds.stream(), Stream.of(threshold)).toList();
    return new ModelCard(
        id, role, file, origin, weights, preprocessing, dimension, licences, more, measured);
  }

  /**
   * The same card of a model whose accuracy this project has measured.
   *
   * @return the card
   */
  public ModelCard withMeasured() {
    return new ModelCard(
        id,
        role,
        file,
        origin,
        weights,
        preprocessing,
        dimension,
        licences,
        publishedThresholds,
        true);
  }
}
