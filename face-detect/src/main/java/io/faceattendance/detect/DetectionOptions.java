package io.faceattendance.detect;

import io.faceattendance.model.Execution;

/**
 * What every detector of this module can be told.
 *
 * @param scoreThreshold least confidence of a face, 0 to 1
 * @param overlapThreshold two boxes with a higher intersection over union are one face, 0 to 1
 * @param longestSide a larger picture is shrunk until its longest side has this many pixels, at
 *     least 1; a network of fixed size takes none but its own
 * @param execution where the network runs. OpenCV's cascades (haar, lbp) run on the processor only,
 *     on as many threads as OpenCV is set to for the whole process, whatever number is given here
 */
public record DetectionOptions(
    double scoreThreshold, double overlapThreshold, int longestSide, Execution execution) {

  /**
   * Checks the components.
   *
   * @param scoreThreshold as above
   * @param overlapThreshold as above
   * @param longestSide as above
   * @param execution as above
   */
  public DetectionOptions {
    Checks.requireUnit("score threshold", scoreThreshold);
    Checks.requireUnit("overlap threshold", overlapThreshold);
    Checks.requirePositive("longest side", longestSide);
  }

  /**
   * The same options with another least confidence.
   *
   * @param threshold 0 to 1
   * @return the changed options
   */
  public DetectionOptions withScoreThreshold(double threshold) {
    return new DetectionOptions(threshold, overlapThreshold, longestSide, execution);
  }

  /**
   * The same options with another overlap.
   *
   * @param threshold intersection over union, 0 to 1
   * @return the changed options
   */
  public DetectionOptions withOverlapThreshold(double threshold) {
    return new DetectionOptions(scoreThreshold, threshold, longestSide, execution);
  }

  /**
   * The same options with another size from which pictures are shrunk.
   *
   * @param pixels at least 1
   * @return the changed options
   */
  public DetectionOptions withLongestSide(int pixels) {
    return new DetectionOptions(scoreThreshold, overlapThreshold, pixels, execution);
  }

  /**
   * The same options on that many threads of the processor. Not heeded by OpenCV's cascades.
   *
   * @param count threads for one call, at least 1
   * @return the changed options
   */
  public DetectionOptions withThreads(int count) {
    return withExecution(Execution.cpu(count));
  }

  /**
   * The same options with another place to run.
   *
   * @param where where the network runs
   * @return the changed options
   */
  public DetectionOptions withExecution(Execution where) {
    return new DetectionOptions(scoreThreshold, overlapThreshold, longestSide, where);
  }
}
