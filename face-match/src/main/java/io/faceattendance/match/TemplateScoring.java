package io.faceattendance.match;

/** How a person with several templates is compared with a probe. */
public enum TemplateScoring {
  /** The cosine to the most similar template. */
  BEST,
  /**
   * The cosine to the person's mean template, which is the sum of the unit-norm templates brought
   * back to unit norm.
   */
  MEAN;

  // The most that a mean was measured to be worth; the fewest is 0.7 (docs/DECISIONS.md).
  private static final int COMPARISONS_OF_A_MEAN = 2;

  /**
   * How many comparisons with a single picture a search is worth, each of which may be a false
   * match.
   *
   * @param templates how many are enrolled, 0 or more
   * @param persons of how many persons, 0 or more
   * @return the number of templates if the best one counts; if their mean does, at most two for
   *     each person
   */
  public int comparisons(int templates, int persons) {
    return this == MEAN ? Math.min(templates, COMPARISONS_OF_A_MEAN * persons) : templates;
  }
}
