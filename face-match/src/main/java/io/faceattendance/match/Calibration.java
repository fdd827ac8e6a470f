package io.faceattendance.match;

import io.faceattendance.FaceException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What pictures of one's own people say about false matches: how alike two pictures of different
 * people are there, and how alike two of one person. Immutable.
 *
 * <p>Thresholds follow the rule of {@link FmrTable}, without being rounded to its rows: the lowest
 * similarity at which the upper 95 % bound of the false match rate is at most the target's.
 */
public final class Calibration {
  /** How many pictures are compared at most: 200 million pairs, a tenth of which take 400 MB. */
  public static final int MOST_PICTURES = 20_000;

  private final FmrTable.Source source;
  private final FmrMeasurement impostors;
  private final double[] genuine;
  private final double picturesEach;

  private Calibration(
      FmrTable.Source source, FmrMeasurement impostors, double[] genuine, double picturesEach) {
    this.source = source;
    this.impostors = impostors;
    this.genuine = genuine;
    this.picturesEach = picturesEach;
  }

  /**
   * Compares every two pictures.
   *
   * @param pictures faces whose person is known; copies of one picture of a person count once
   * @param source where they come from
   * @return the calibration, also of pictures that are too few for a usual target; its answers say
   *     what is missing
   * @throws FaceException if there are less than two people, or more than {@link #MOST_PICTURES}
   *     pictures: every two are compared
   * @throws IllegalArgumentException if a picture is of another space than the source
   */
  public static Calibration of(List<LabelledEmbedding> pictures, FmrTable.Source source) {
    List<LabelledEmbedding> different = pictures.stream().distinct().toList();
    PicturePairs pairs = PicturePairs.of(different, source.space());
    double picturesEach = Arrays.stream(pairs.picturesOf()).average().orElseThrow();
    return new Calibration(source, FmrMeasurement.of(pairs), pairs.genuine(), picturesEach);
  }

  /**
   * The thresholds for every rate that the pictures support.
   *
   * @return the table
   * @throws FaceException if they support no row, as with less than 30 comparisons
   */
  public FmrTable table() {
    return impostors.table(source);
  }

  /**
   * What is known about a search in a gallery of known size.
   *
   * @param targetFpir how many searches for strangers may bring a false identity, above 0, below 1
   * @param comparisons how many comparisons a search makes, 0 or more (0 is as 1), see {@link
   *     GalleryIndex#comparisons()}
   * @return the answer; a target that allows a false match rate above 0.1 is answered as that
   * @throws IllegalArgumentException if a value is out of range
   */
  public Answer at(double targetFpir, int comparisons) {
    double targetFmr = MatchPolicy.targetFmr(targetFpir, comparisons);
    return answer(targetFmr, SampleSize.peopleFor(targetFmr, picturesEach));
  }

  /**
   * What is known about a search among the very people that were calibrated with, all of them
   * enrolled. More people then also mean more comparisons, which {@link Answer#missingSubjects}
   * takes into account.
   *
   * @param targetFpir how many searches for strangers may bring a false identity, above 0, below 1
   * @param comparisonsEach how many comparisons a search makes for each person, at least 1: the
   *     number of templates, or 1 where their mean is compared
   * @return the answer
   * @throws IllegalArgumentException if a value is out of range
   */
  public Answer forOwnPeople(double targetFpir, int comparisonsEach) {
    if (comparisonsEach < 1) {
      throw new IllegalArgumentException(
          "expected at least 1 comparison for each person, got " + comparisonsEach);
    }
    int comparisons = Math.multiplyExact(subjects(), comparisonsEach);
    return answer(
        MatchPolicy.targetFmr(targetFpir, comparisons),
        SampleSize.ownPeopleFor(targetFpir, comparisonsEach, picturesEach));
  }

  private Answer answer(double targetFmr, int neededSubjects) {
    boolean supported = impostors.supports(targetFmr);
    FmrTable.Row row = supported ? impostors.at(targetFmr) : impostors.strictest();
    long impostor = impostors.evidence().comparisons();
    return new Answer(
        new Threshold(row.similarity(), row.fmr(), supported),
        targetFmr,
        (double) row.errors() / impostor,
        row.upper95(),
        fnmr(row.similarity()),
        impostor,
        genuine.length,
        subjects(),
        // At least one where pictures are so uneven that the mean promises more than they keep.
        supported ? 0 : Math.max(1, neededSubjects - subjects()));
  }

  private OptionalDouble fnmr(double similarity) {
    return genuine.length == 0
        ? OptionalDouble.empty()
        : Arrays.stream(genuine).map(score -> score < similarity ? 1 : 0).average();
  }

  private int subjects() {
    return impostors.evidence().people();
  }

  /**
   * What the pictures say about a target.
   *
   * @param threshold the strictest threshold that they support if they do not support the target,
   *     which is just above the most similar two pictures of different people
   * @param targetFmr the false match rate that one comparison may have, from the target FPIR
   * @param fmr the share of impostor comparisons at or above the threshold
   * @param fmrUpper95 the one-sided 95 % upper bound of that rate
   * @param fnmr the share of genuine comparisons below the threshold; empty if nobody has two
   *     pictures
   * @param impostor how many comparisons of different people
   * @param genuine how many comparisons of one person
   * @param subjects how many people
   * @param missingSubjects how many more people with as many pictures each the target needs at
   *     least, 0 if it is supported: so many that no false match in all their comparisons would
   *     bound the rate by the target (the "rule of 3")
   */
  public record Answer(
      Threshold threshold,
      double targetFmr,
      double fmr,
      double fmrUpper95,
      OptionalDouble fnmr,
      long impostor,
      long genuine,
      int subjects,
      int missingSubjects) {}
}
