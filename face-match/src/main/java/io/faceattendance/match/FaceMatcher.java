package io.faceattendance.match;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import java.util.List;

/**
 * Answers who it is, with nobody as the default answer. Thread-safe if its gallery is; sees persons
 * that are enrolled or removed later.
 */
public final class FaceMatcher {
  // More than the two that the margin needs: what a human is shown when it is ambiguous.
  private static final int LISTED = 5;

  private final GalleryIndex gallery;
  private final MatchPolicy policy;

  private FaceMatcher(GalleryIndex gallery, MatchPolicy policy) {
    this.gallery = gallery;
    this.policy = policy;
  }

  /**
   * A matcher.
   *
   * @param gallery who is enrolled
   * @param policy what errors are acceptable
   * @return the matcher
   * @throws IllegalArgumentException if the policy's table is of another space than the gallery
   */
  public static FaceMatcher of(GalleryIndex gallery, MatchPolicy policy) {
    requireSpace(gallery.space(), policy.table().source().space(), "a table of match rates");
    return new FaceMatcher(gallery, policy);
  }

  /**
   * Who is enrolled.
   *
   * @return the gallery, not a copy
   */
  public GalleryIndex gallery() {
    return gallery;
  }

  /**
   * What errors are acceptable.
   *
   * @return the policy
   */
  public MatchPolicy policy() {
    return policy;
  }

  /**
   * The threshold in force for a search; it follows the gallery.
   *
   * @return the threshold
   */
  public Threshold identificationThreshold() {
    return policy.identification(gallery.comparisons());
  }

  /**
   * Whether two faces are of one person.
   *
   * @param first a face
   * @param second a face
   * @return the answer; the same for (second, first)
   * @throws IllegalArgumentException if a face is of another space than the gallery
   */
  public Verification verify(Embedding first, Embedding second) {
    requireSpace(gallery.space(), first.space(), "an embedding");
    return verification(first.cosine(second));
  }

  /**
   * Whether a face is of the person that it is claimed to be of. Only that person's templates are
   * compared.
   *
   * @param claimed who it is claimed to be
   * @param probe the face
   * @return the answer
   * @throws FaceException if nobody is enrolled under that id; {@link GalleryIndex#similarity} asks
   *     without an exception
   * @throws IllegalArgumentException if the face is of another space than the gallery
   */
  public Verification verify(PersonId claimed, Embedding probe) {
    return verification(
        gallery
            .similarity(claimed, probe)
            .orElseThrow(
                () ->
                    new FaceException(
                        "expected the id of somebody enrolled, got %s: enrol first, or identify"
                            .formatted(claimed))));
  }

  /**
   * Who a face is of, if anybody.
   *
   * @param probe the only face in question; for several faces of a photo use {@link #identifyAll}
   * @return the answer
   * @throws IllegalArgumentException if the face is of another space than the gallery
   */
  public Identification identify(Embedding probe) {
    return identifyAll(List.of(probe)).get(0);
  }

  /**
   * Who the faces of one photo are of. As nobody is in a photo twice, each person goes to at most
   * one face, so that the sum of all similarities at or above the threshold is greatest. A face is
   * known only if it got the person that it resembles most, with the margin; a face whose best
   * person went to another face is ambiguous, never its second-best person.
   *
   * @param facesOfOnePhoto all of them, so that none is missing from the assignment
   * @return one answer for each face, in their order
   * @throws IllegalArgumentException if a face is of another space than the gallery
   */
  public List<Identification> identifyAll(List<Embedding> facesOfOnePhoto) {
    Threshold threshold = identificationThreshold();
    int k = Math.max(LISTED, facesOfOnePhoto.size());
    return PhotoDecision.decide(gallery.search(facesOfOnePhoto, k), threshold, policy.margin());
  }

  private Verification verification(double similarity) {
    Threshold threshold = policy.verification();
    return new Verification(threshold.accepts(similarity), similarity, threshold);
  }

  private static void requireSpace(EmbeddingSpace expected, EmbeddingSpace actual, String what) {
    if (!expected.equals(actual)) {
      throw new IllegalArgumentException(
          "expected %s of the gallery's space %s, got %s".formatted(what, expected, actual));
    }
  }
}
