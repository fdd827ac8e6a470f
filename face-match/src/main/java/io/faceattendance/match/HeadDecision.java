package io.faceattendance.match;

import io.faceattendance.PersonId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Decides about all faces of one photo where a head stands behind the threshold. A pure function of
 * the search results and what the head says.
 */
final class HeadDecision {
  private final List<List<Candidate>> faces;
  private final List<Claim> claims;
  private final Threshold threshold;
  // The face that each person goes to. As the head gives a face one person, no assignment is
  // needed.
  private final Map<PersonId, Integer> faceOf = new HashMap<>();

  private HeadDecision(List<List<Candidate>> faces, List<Claim> claims, Threshold threshold) {
    this.faces = faces;
    this.claims = claims;
    this.threshold = threshold;
    for (int face = 0; face < claims.size(); face++) {
      Claim claim = claims.get(face);
      if (claim.isAccepted(threshold)) {
        faceOf.merge(claim.person(), face, this::moreSimilar);
      }
    }
  }

  // Of equals the first.
  private Integer moreSimilar(Integer earlier, Integer later) {
    double first = claims.get(earlier).similarity.orElseThrow();
    return claims.get(later).similarity.orElseThrow() > first ? later : earlier;
  }

  /**
   * The answers.
   *
   * @param faces for each face its most similar persons
   * @param claims for each face what the head says
   */
  static List<Identification> decide(
      List<List<Candidate>> faces, List<Claim> claims, Threshold threshold) {
    HeadDecision decision = new HeadDecision(faces, claims, threshold);
    List<Identification> answers = new ArrayList<>(faces.size());
    for (int face = 0; face < faces.size(); face++) {
      answers.add(decision.decide(face));
    }
    return List.copyOf(answers);
  }

  private Identification decide(int face) {
    List<Candidate> candidates = faces.get(face);
    Claim claim = claims.get(face);
    if (candidates.isEmpty() || !threshold.accepts(candidates.get(0).similarity())) {
      // Without the margin: nothing here is similar enough for it to matter.
      return PhotoDecision.decide(List.of(candidates), threshold, 0).get(0);
    }
    if (!claim.opinion.accepted()) {
      return new Identification.Unknown(
          best(candidates), lead(candidates), threshold, Identification.Reason.HEAD_REFUSES);
    }
    if (!claim.isAccepted(threshold)) {
      return ambiguous(candidates, Identification.Reason.HEAD_REFUSES);
    }
    if (faceOf.getOrDefault(claim.person(), face) != face) {
      return ambiguous(candidates, Identification.Reason.PERSON_IS_ANOTHER_FACE);
    }
    return new Identification.Known(
        claim.person(), claim.similarity, claim.lead(candidates), threshold);
  }

  private Identification ambiguous(List<Candidate> candidates, Identification.Reason reason) {
    List<Candidate> possible =
        candidates.stream().filter(one -> threshold.accepts(one.similarity())).toList();
    return new Identification.Ambiguous(
        possible, best(candidates), lead(candidates), threshold, reason);
  }

  private static OptionalDouble best(List<Candidate> candidates) {
    return OptionalDouble.of(candidates.get(0).similarity());
  }

  private static OptionalDouble lead(List<Candidate> candidates) {
    return candidates.size() < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(candidates.get(0).similarity() - candidates.get(1).similarity());
  }

  /**
   * What the head says of a face.
   *
   * @param opinion whom it names
   * @param similarity that person's own, empty if the person is gone
   */
  record Claim(Head.Opinion opinion, OptionalDouble similarity) {
    PersonId person() {
      return opinion.person();
    }

    boolean isAccepted(Threshold threshold) {
      return opinion.accepted()
          && similarity.isPresent()
          && threshold.accepts(similarity.getAsDouble());
    }

    /** Over the most similar other person; below 0 if the head names somebody less similar. */
    OptionalDouble lead(List<Candidate> candidates) {
      for (Candidate one : candidates) {
        if (!one.person().equals(person())) {
          return OptionalDouble.of(similarity.orElseThrow() - one.similarity());
        }
      }
      return OptionalDouble.empty();
    }
  }
}
