package io.faceattendance.match.evaluation;

import io.faceattendance.PersonId;
import io.faceattendance.match.Candidate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A 1:N search whose truth is known.
 *
 * @param person whom the probe shows
 * @param known whether that person belongs to the gallery (a mated search of ISO/IEC 19795-1), even
 *     if no picture of theirs could be enrolled; if not, it is a search for a stranger (non-mated)
 * @param group a part of the data set that figures are wanted for, if it names one
 * @param best the most similar person; empty if no face was found in the probe
 */
public record ProbeSearch(
    PersonId person, boolean known, Optional<String> group, Optional<Candidate> best) {

  /**
   * From the answer of a gallery. Of two persons who are equally similar the wrong one counts: such
   * a search tells nobody who it is.
   *
   * @param person as above
   * @param known as above
   * @param group as above
   * @param candidates the two most similar persons, most similar first; one if only one is enrolled
   * @return the search
   * @throws IllegalArgumentException if there is no candidate: in an empty gallery nothing can be
   *     searched
   */
  public static ProbeSearch of(
      PersonId person, boolean known, Optional<String> group, List<Candidate> candidates) {
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException("expected at least one candidate, got none");
    }
    Candidate best = candidates.get(0);
    boolean tie = candidates.size() > 1 && candidates.get(1).similarity() == best.similarity();
    boolean second = tie && best.person().equals(person);
    return new ProbeSearch(person, known, group, Optional.of(candidates.get(second ? 1 : 0)));
  }

  /**
   * Without a face.
   *
   * @param person as above
   * @param known as above
   * @param group as above
   * @return the search
   */
  public static ProbeSearch withoutFace(PersonId person, boolean known, Optional<String> group) {
    return new ProbeSearch(person, known, group, Optional.empty());
  }

  /** Whether the most similar person is the right one. */
  boolean isRightAtRank1() {
    return known && best.isPresent() && best.get().person().equals(person);
  }

  /** Whether somebody would be brought at a threshold. */
  boolean bringsSomebodyAt(double threshold) {
    return best.isPresent() && best.get().similarity() >= threshold;
  }

  /**
   * The same as a comparison: what is to be accepted is the right person at rank 1, what is to be
   * refused is a stranger's best. Empty where there is nothing to refuse.
   */
  Optional<ScoredPair> asPair() {
    if (!known && best.isEmpty()) {
      return Optional.empty();
    }
    boolean counts = !known || isRightAtRank1();
    OptionalDouble score =
        counts ? OptionalDouble.of(best.orElseThrow().similarity()) : OptionalDouble.empty();
    return Optional.of(new ScoredPair(OptionalInt.empty(), known, score));
  }
}
