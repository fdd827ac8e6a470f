package io.faceattendance.match;

import io.faceattendance.Embedding;
import io.faceattendance.PersonId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** A head behind the threshold, with the rules of {@link FaceMatcher#withHead}. Thread-safe. */
final class HeadGate {
  private final Head head;
  // The people that were compared last, and the result: a comparison of sets at each search would
  // cost as much as a search.
  private volatile Compared compared = new Compared(Set.of(), false);

  HeadGate(Head head) {
    this.head = head;
  }

  /** Whether the head's people are these. Compares again only if it is given another set. */
  boolean knowsExactly(Set<PersonId> people) {
    Compared last = compared;
    if (last.isOf(people)) {
      return last.equal;
    }
    boolean equal = head.persons().equals(people);
    compared = new Compared(people, equal);
    return equal;
  }

  /** Decides about all faces of one photo together. */
  List<Identification> decide(
      GalleryIndex gallery,
      List<Embedding> faces,
      List<List<Candidate>> candidates,
      Threshold threshold) {
    List<HeadDecision.Claim> claims = new ArrayList<>(faces.size());
    for (Embedding face : faces) {
      Head.Opinion opinion = head.judge(face);
      OptionalDouble similarity = gallery.similarity(opinion.person(), face);
      claims.add(new HeadDecision.Claim(opinion, similarity));
    }
    return HeadDecision.decide(candidates, claims, threshold);
  }

  private record Compared(Set<PersonId> people, boolean equal) {
    // The same object on purpose: only that is cheap.
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(Set<PersonId> other) {
      return people == other;
    }
  }
}
