package io.faceattendance.match;

import java.util.List;

/**
 * What pictures of one's own people say about false matches: how alike two pictures of different
 * people are there, and how alike two of one person. Immutable.
 */
public final class Calibration {
  private final FmrTable table;

  private Calibration(FmrTable table) {
    this.table = table;
  }

  /**
   * Compares every two pictures.
   *
   * @param pictures faces whose person is known
   * @param source where they come from
   * @return the calibration
   * @throws io.faceattendance.FaceException if there are too few people for any threshold
   */
  public static Calibration of(List<LabelledEmbedding> pictures, FmrTable.Source source) {
    throw new UnsupportedOperationException();
  }

  /**
   * The thresholds for every rate that the pictures support.
   *
   * @return the table
   */
  public FmrTable table() {
    return table;
  }

  /**
   * What is known about a search.
   *
   * @param targetFpir how many searches for strangers may bring a false identity, above 0, below 1
   * @param comparisons how many comparisons a search makes, see {@link GalleryIndex#comparisons()}
   * @return the answer
   */
  public Answer at(double targetFpir, int comparisons) {
    throw new UnsupportedOperationException();
  }

  /**
   * What the pictures say about a target.
   *
   * @param threshold the strictest threshold that they support if they do not support the target
   * @param targetFmr the false match rate that one comparison may have, from the target FPIR
   * @param fmr the share of impostor comparisons at or above the threshold
   * @param fmrUpper95 the one-sided 95 % upper bound of that rate
   * @param fnmr the share of genuine comparisons below the threshold
   * @param impostor how many comparisons of different people
   * @param genuine how many comparisons of one person
   * @param subjects how many people
   * @param missingSubjects how many more people with as many pictures each the target needs, 0 if
   *     it is supported
   */
  public record Answer(
      Threshold threshold,
      double targetFmr,
      double fmr,
      double fmrUpper95,
      double fnmr,
      long impostor,
      long genuine,
      int subjects,
      int missingSubjects) {}
}
