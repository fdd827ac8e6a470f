package io.faceattendance.match;

import io.faceattendance.PersonId;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The answer to a 1:N question in an open set: the face may be of nobody who is enrolled. Only
 * {@link Known} names a person; a best guess is never an identity.
 */
public sealed interface Identification {

  /**
   * How similar the most similar person is, whether or not it is the answer.
   *
   * @return cosine, -1 to 1; empty if nobody is enrolled
   */
  OptionalDouble similarity();

  /**
   * By how much the most similar person leads the second most similar one.
   *
   * @return 0 to 2, below 0 only where a head named somebody less similar ({@link
   *     FaceMatcher#withHead}); empty if fewer than two persons are enrolled
   */
  OptionalDouble margin();

  /**
   * The threshold in force, which follows the number of comparisons of a search.
   *
   * @return the threshold
   */
  Threshold threshold();

  /**
   * Why this is the answer.
   *
   * @return the reason
   */
  Reason reason();

  /**
   * The face is of this person.
   *
   * @param person who
   * @param similarity its cosine, always present
   * @param margin its lead over the second most similar person
   * @param threshold the threshold in force
   */
  record Known(
      PersonId person, OptionalDouble similarity, OptionalDouble margin, Threshold threshold)
      implements Identification {
    @Override
    public Reason reason() {
      return Reason.MATCHED;
    }
  }

  /**
   * The face is of nobody who is enrolled, as far as can be told.
   *
   * @param similarity of the most similar person
   * @param margin of the most similar person
   * @param threshold the threshold in force
   * @param reason why
   */
  record Unknown(
      OptionalDouble similarity, OptionalDouble margin, Threshold threshold, Reason reason)
      implements Identification {}

  /**
   * The face resembles someone who is enrolled, but it cannot be told who it is. For a human to
   * decide, never for a program.
   *
   * @param candidates the persons it may be, most similar first, at least one: those at or above
   *     the threshold and those within the policy's margin of the most similar one
   * @param similarity of the most similar person
   * @param margin of the most similar person
   * @param threshold the threshold in force
   * @param reason why
   */
  record Ambiguous(
      List<Candidate> candidates,
      OptionalDouble similarity,
      OptionalDouble margin,
      Threshold threshold,
      Reason reason)
      implements Identification {

    /**
     * Checks the components.
     *
     * @param candidates as above
     * @param similarity as above
     * @param margin as above
     * @param threshold as above
     * @param reason as above
     */
    public Ambiguous {
      candidates = List.copyOf(candidates);
    }
  }

  /** Why an answer is what it is. */
  enum Reason {
    /** Known: similar enough, and no other person nearly as similar. */
    MATCHED("similar enough to one enrolled person, and to no other"),
    /** Unknown: there is nobody to compare with. */
    NOBODY_ENROLLED("nobody is enrolled"),
    /** Unknown: the most similar person is not similar enough. */
    BELOW_THRESHOLD("not similar enough to anybody enrolled"),
    /** Ambiguous: the second most similar person is nearly as similar. */
    MARGIN_TOO_SMALL("nearly as similar to a second enrolled person"),
    /** Ambiguous: in this photo the most similar person was assigned to another face. */
    PERSON_IS_ANOTHER_FACE("the most similar person was assigned to another face of the photo"),
    /**
     * Unknown: the data behind the thresholds does not support the target, and the policy refuses
     * then, however similar anybody is.
     */
    TARGET_NOT_SUPPORTED("the thresholds do not support the target rate"),
    /** Similar enough, but the trained head does not accept it. */
    HEAD_REFUSES("similar enough to an enrolled person, but not by the trained head");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /**
     * The reason in words, without names.
     *
     * @return a phrase in English
     */
    public String text() {
      return text;
    }
  }
}
