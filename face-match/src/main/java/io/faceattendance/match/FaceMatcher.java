package io.faceattendance.match;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import java.util.List;
import java.util.Optional;

/**
 * Answers who it is, with nobody as the default answer. Thread-safe if its gallery is; sees persons
 * that are enrolled or removed later.
 */
public final class FaceMatcher {
  // More than the two that the margin needs: what a human is shown when it is ambiguous.
  private static final int LISTED = 5;

  private final GalleryIndex gallery;
  private final MatchPolicy policy;
  private final Optional<HeadGate> gate;

  private FaceMatcher(GalleryIndex gallery, MatchPolicy policy, Optional<HeadGate> gate) {
    this.gallery = gallery;
    this.policy = policy;
    this.gate = gate;
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
    return new FaceMatcher(gallery, policy, Optional.empty());
  }

  /**
   * The same with a trained head behind the threshold. It chooses among those who are similar
   * enough, and lets nobody in who is not:
   *
   * <ul>
   *   <li>Whom no enrolled person resembles as the threshold demands is unknown, whatever the head
   *       says and however sure it is.
   *   <li>A face is known as the head's person if the head accepts it and that person's own
   *       similarity reaches the threshold, even if another person is more similar. The policy's
   *       margin does not count then: telling similar people apart is what the head is for, and the
   *       threshold keeps its false positive rate without the margin.
   *   <li>If the head accepts nobody, the face is unknown ({@link
   *       Identification.Reason#HEAD_REFUSES}); if it names somebody whose similarity is below the
   *       threshold, ambiguous for the same reason, with those who are similar enough.
   *   <li>Each person still goes to at most one face of a photo, the most similar of those that the
   *       head gives that person; the others are ambiguous.
   * </ul>
   *
   * <p>The head decides only while it knows exactly the people in the gallery. As soon as somebody
   * was enrolled or removed, answers are those without a head, until a head is trained on the
   * people of now. Verification never asks it.
   *
   * @param head trained on the templates of the gallery
   * @return the matcher
   * @throws IllegalArgumentException if the head is of another space than the gallery
   */
  public FaceMatcher withHead(Head head) {
    requireSpace(gallery.space(), head.space(), "a head");
    return new FaceMatcher(gallery, policy, Optional.of(new HeadGate(head)));
  }

  /**
   * Whether a head decides in searches now: there is one, and it knows exactly the people in the
   * gallery.
   *
   * @return whether it does
   */
  public boolean isHeadInForce() {
    return gate.isPresent() && gate.get().knowsExactly(gallery.people());
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
   * person went to another face is ambiguous, never its second-best person. A policy that refuses
   * where its target is not supported names nobody. With a head, {@link #withHead} says what is
   * different.
   *
   * @param facesOfOnePhoto all of them, so that none is missing from the assignment
   * @return one answer for each face, in their order
   * @throws IllegalArgumentException if a face is of another space than the gallery
   */
  public List<Identification> identifyAll(List<Embedding> facesOfOnePhoto) {
    Threshold threshold = identificationThreshold();
    int k = Math.max(LISTED, facesOfOnePhoto.size());
    List<List<Candidate>> candidates = gallery.search(facesOfOnePhoto, k);
    if (policy.refuses(threshold)) {
      return PhotoDecision.refuse(candidates, threshold);
    }
    // Asked after the search: whoever came or went until then is seen.
    return isHeadInForce()
        ? gate.orElseThrow().decide(gallery, facesOfOnePhoto, candidates, threshold)
        : PhotoDecision.decide(candidates, threshold, policy.margin());
  }

  private Verification verification(double similarity) {
    Threshold threshold = policy.verification();
    return new Verification(similarity, threshold, reason(similarity, threshold));
  }

  private Verification.Reason reason(double similarity, Threshold threshold) {
    if (policy.refuses(threshold)) {
      return Verification.Reason.TARGET_NOT_SUPPORTED;
    }
    return threshold.accepts(similarity)
        ? Verification.Reason.MATCHED
        : Verification.Reason.BELOW_THRESHOLD;
  }

  private static void requireSpace(EmbeddingSpace expected, EmbeddingSpace actual, String what) {
    if (!expected.equals(actual)) {
      throw new IllegalArgumentException(
          "expected %s of the gallery's space %s, got %s".formatted(what, expected, actual));
    }
  }
}
