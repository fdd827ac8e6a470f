package io.faceattendance.detect;

/**
 * What every detector of this module can be told.
 *
 * @param scoreThreshold least confidence of a face, 0 to 1
 * @param overlapThreshold two boxes with a higher intersection over union are one face, 0 to 1
 * @param longestSide a larger picture is shrunk until its longest side has this many pixels, at
 *     least 1
 * @param threads processor threads for one call, at least 1
 */
public record DetectionOptions(
    double scoreThreshold, double overlapThreshold, int longestSide, int threads) {

  /**
   * Checks the components.
   *
   * @param scoreThreshold as above
   * @param overlapThreshold as above
   * @param longestSide as above
   * @param threads as above
   */
  public DetectionOptions {
    requireUnit("score threshold", scoreThreshold);
    requireUnit("overlap threshold", overlapThreshold);
    requirePositive("longest side", longestSide);
    requirePositive("thread", threads);
  }

  /**
   * The same options with another least confidence.
   *
   * @param threshold 0 to 1
   * @return the changed options
   */
  public DetectionOptions withScoreThreshold(double threshold) {
    return new DetectionOptions(threshold, overlapThreshold, longestSide, threads);
  }

  /**
   * The same options with another overlap.
   *
   * @param threshold intersection over union, 0 to 1
   * @return the changed options
   */
  public DetectionOptions withOverlapThreshold(double threshold) {
    return new DetectionOptions(scoreThreshold, threshold, longestSide, threads);
  }

  /**
   * The same options with another size from which pictures are shrunk.
   *
   * @param pixels at least 1
   * @return the changed options
   */
  public DetectionOptions withLongestSide(int pixels) {
    return new DetectionOptions(scoreThreshold, overlapThreshold, pixels, threads);
  }

  /**
   * The same options with another number of threads.
   *
   * @param count threads for one call, at least 1
   * @return the changed options
   */
  public DetectionOptions withThreads(int count) {
    return new DetectionOptions(scoreThreshold, overlapThreshold, longestSide, count);
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
