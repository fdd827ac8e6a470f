package io.faceattendance.match;

/**
 * The answer to a 1:1 question.
 *
 * @param similarity cosine, -1 to 1, to a person as the gallery's {@link TemplateScoring} says
 * @param threshold the threshold in force
 * @param reason why this is the answer
 */
public record Verification(double similarity, Threshold threshold, Reason reason) {

  /**
   * Whether the two are one person.
   *
   * @return true for {@link Reason#MATCHED} alone
   */
  public boolean verified() {
    return reason == Reason.MATCHED;
  }

  /** Why an answer is what it is. */
  public enum Reason {
    /** Verified: similar enough. */
    MATCHED("similar enough"),
    /** Not verified: not similar enough. */
    BELOW_THRESHOLD("not similar enough"),
    /**
     * Not verified: the data behind the thresholds does not support the target, and the policy
     * refuses then, however similar the two are.
     */
    TARGET_NOT_SUPPORTED("the thresholds do not support the target rate");

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
