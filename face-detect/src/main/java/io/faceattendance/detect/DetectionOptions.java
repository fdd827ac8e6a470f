package io.faceattendance.detect;

import io.faceattendance.model.Execution;

/**
 * What every detector of this module can be told.
 *
 * @param scoreThreshold least confidence of a face, 0 to 1
 * @param overlapThreshold two boxes with a higher intersection over union are one face, 0 to 1
 * @param longestSide a larger picture is shrunk until its longest side has this many pixels, at
 *     least 1
 * @param execution where the network runs
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
    requireUnit("score threshold", scoreThreshold);
    requireUnit("overlap threshold", overlapThreshold);
    requirePositive("longest side", longestSide);
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
   * The same options on that many threads of the processor.
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

  private static void requireUnit(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "expected a %s from 0 to 1, got %s".formatted(name, value));
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("expected at least 1 %s, got %d".formatted(name, value));
    }
  }
}
