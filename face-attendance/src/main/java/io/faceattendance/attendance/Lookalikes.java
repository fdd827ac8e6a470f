package io.faceattendance.attendance;

import io.faceattendance.Embedding;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.internal.Resemblance;
import io.faceattendance.attendance.internal.Resemblance.Kind;
import io.faceattendance.match.Candidate;
import io.faceattendance.match.FaceMatcher;
import io.faceattendance.match.Identification;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.match.Threshold;
import java.util.Optional;

/**
 * Whom a new template of a person resembles among the others: like a double, or like somebody whom
 * a search might take for the person.
 *
 * <p>A double is judged at a tenth of the rate of a search: at that rate itself, one new person in
 * a hundred would be sent away as one. In between, the person is enrolled and the likeness is
 * reported. Where the table supports no rate as low as that, both thresholds are its strictest.
 */
final class Lookalikes {
  private static final double DOUBLES = 0.1;

  private final FaceMatcher matcher;
  private final PersonId person;
  private final Threshold search;
  private final Threshold doubles;

  Lookalikes(FaceMatcher matcher, PersonId person) {
    MatchPolicy policy = matcher.policy();
    this.matcher = matcher;
    this.person = person;
    this.search = matcher.identificationThreshold();
    this.doubles =
        policy
            .withTargetFpir(policy.targetFpir() * DOUBLES)
            .identification(matcher.gallery().comparisons());
  }

  /** From which similarity on a search takes two people for one. */
  Threshold search() {
    return search;
  }

  /** From which similarity on somebody counts as enrolled already. */
  Threshold doubles() {
    return doubles;
  }

  /** The most similar other person, if similar enough. */
  Optional<Resemblance> of(Embedding face) {
    Identification answer = matcher.identify(face);
    if (answer instanceof Identification.Known known && known.person().equals(person)) {
      return Optional.empty();
    }
    return matcher.gallery().search(face, 2).stream()
        .filter(candidate -> !candidate.person().equals(person))
        .filter(candidate -> candidate.similarity() >= search.similarity())
        .findFirst()
        .map(this::resemblance);
  }

  private Resemblance resemblance(Candidate candidate) {
    boolean isDouble = candidate.similarity() >= doubles.similarity();
    return new Resemblance(
        candidate.person(), candidate.similarity(), isDouble ? Kind.OVERRIDDEN : Kind.SUSPICIOUS);
  }
}
