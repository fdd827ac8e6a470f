package io.faceattendance.match;

import io.faceattendance.EmbeddingSpace;

/**
 * What errors are acceptable; the thresholds follow from it, the size of the gallery and measured
 * data. Immutable.
 *
 * @param table what false match rate was measured at which similarity
 * @param targetFpir how many searches for people who are not enrolled may bring a false identity
 *     (FPIR of ISO/IEC 19795-1), above 0, below 1
 * @param targetFmr how many 1:1 comparisons of different people may be accepted, above 0, below 1
 * @param margin by how much the most similar person must lead the second one, cosine, 0 to 2; an
 *     exact tie is never an identity, 0 included
 * @param whenUnsupported what happens where the table does not support a target
 */
public record MatchPolicy(
    FmrTable table,
    double targetFpir,
    double targetFmr,
    double margin,
    WhenUnsupported whenUnsupported) {
  private static final double TARGET_FPIR = 0.01;
  private static final double TARGET_FMR = 1e-3;
  // On faces of LFW it makes about one search in a thousand for an enrolled person ambiguous.
  private static final double MARGIN = 0.05;

  /** What to do where the data behind the thresholds is too little for a target. */
  public enum WhenUnsupported {
    /**
     * The strictest threshold that the data supports decides, and {@link
     * Threshold#targetSupported()} is false: there may be more false identities than were asked
     * for.
     */
    STRICTEST,
    /** Nobody is identified and nothing is verified; the answers say why. */
    REFUSE
  }

  /**
   * Checks the components.
   *
   * @param table as above
   * @param targetFpir as above
   * @param targetFmr as above
   * @param margin as above
   * @param whenUnsupported as above
   */
  public MatchPolicy {
    requireRate("targetFpir", targetFpir);
    requireRate("targetFmr", targetFmr);
    if (!(margin >= 0 && margin <= 2)) {
      throw new IllegalArgumentException("expected a margin of 0 to 2, got " + margin);
    }
  }

  /**
   * The defaults: FPIR 1 %, FMR 0.1 %, margin 0.05, the strictest threshold where a target is not
   * supported, and the table that comes with this library.
   *
   * @param space the embeddings' space
   * @return the policy
   * @throws io.faceattendance.ModelException if no table comes with this library for the space
   */
  public static MatchPolicy defaults(EmbeddingSpace space) {
    return defaults(FmrTable.bundled(space));
  }

  /**
   * The defaults with a table of one's own.
   *
   * @param table what was measured
   * @return the policy
   */
  public static MatchPolicy defaults(FmrTable table) {
    return new MatchPolicy(table, TARGET_FPIR, TARGET_FMR, MARGIN, WhenUnsupported.STRICTEST);
  }

  /**
   * The same with another target FPIR.
   *
   * @param rate above 0, below 1
   * @return the policy
   */
  public MatchPolicy withTargetFpir(double rate) {
    return new MatchPolicy(table, rate, targetFmr, margin, whenUnsupported);
  }

  /**
   * The same with another target FMR.
   *
   * @param rate above 0, below 1
   * @return the policy
   */
  public MatchPolicy withTargetFmr(double rate) {
    return new MatchPolicy(table, targetFpir, rate, margin, whenUnsupported);
  }

  /**
   * The same with another margin.
   *
   * @param lead cosine, 0 to 2
   * @return the policy
   */
  public MatchPolicy withMargin(double lead) {
    return new MatchPolicy(table, targetFpir, targetFmr, lead, whenUnsupported);
  }

  /**
   * The same with another answer to data that is too little for a target.
   *
   * @param what what happens then
   * @return the policy
   */
  public MatchPolicy withWhenUnsupported(WhenUnsupported what) {
    return new MatchPolicy(table, targetFpir, targetFmr, margin, what);
  }

  /**
   * The threshold of a search: as each of its comparisons may be a false match, each must keep
   * {@code FMR = 1 - (1 - targetFpir)^(1 / comparisons)}.
   *
   * <p>Where a person's best template counts, templates and not persons are compared: every further
   * template adds nearly as many false identities as a further person. Counting persons misses the
   * target (docs/DECISIONS.md).
   *
   * @param comparisons how many comparisons a search makes ({@link GalleryIndex#comparisons()}), 0
   *     or more (0 is as 1)
   * @return the threshold
   * @throws IllegalArgumentException if comparisons is negative
   */
  public Threshold identification(int comparisons) {
    return table.threshold(targetFmr(targetFpir, comparisons));
  }

  /** The false match rate that each of a search's comparisons may have, independent as they are. */
  static double targetFmr(double targetFpir, int comparisons) {
    requireRate("targetFpir", targetFpir);
    if (comparisons < 0) {
      throw new IllegalArgumentException("expected 0 or more comparisons, got " + comparisons);
    }
    // 1 - (1 - p)^(1/n) without the cancellation.
    return -Math.expm1(Math.log1p(-targetFpir) / Math.max(1, comparisons));
  }

  /**
   * The threshold of a 1:1 comparison.
   *
   * @return the threshold
   */
  public Threshold verification() {
    return table.threshold(targetFmr);
  }

  boolean refuses(Threshold threshold) {
    return whenUnsupported == WhenUnsupported.REFUSE && !threshold.targetSupported();
  }

  private static void requireRate(String name, double rate) {
    if (!(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "expected a %s above 0 and below 1, got %s".formatted(name, rate));
    }
  }
}
