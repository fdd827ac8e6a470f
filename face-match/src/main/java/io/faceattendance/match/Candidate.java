package io.faceattendance.match;

import io.faceattendance.PersonId;
import java.util.Comparator;

/**
 * A person with its similarity, as the gallery's {@link TemplateScoring} says. A candidate is a
 * search result, never an identity: that is {@link Identification.Known} alone.
 *
 * @param person who
 * @param similarity cosine, -1 to 1
 */
public record Candidate(PersonId person, double similarity) {
  /** Most similar first; equals by person id, so that every order is the same order. */
  static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::similarity).reversed().thenComparing(Candidate::person);
}
