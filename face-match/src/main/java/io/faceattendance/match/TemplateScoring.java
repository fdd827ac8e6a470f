package io.faceattendance.match;

/**
 * How a person with several templates is compared with a probe. {@link GalleryIndex#comparisons}
 * says what each costs in false matches.
 */
public enum TemplateScoring {
  /** The cosine to the most similar template. */
  BEST,
  /**
   * The cosine to the person's mean template, which is the sum of the unit-norm templates brought
   * back to unit norm; a search makes a comparison for each person.
   */
  MEAN
}
