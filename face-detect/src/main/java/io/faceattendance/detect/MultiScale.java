package io.faceattendance.detect;

import io.faceattendance.FaceDetector;

/**
 * Looks at a picture twice: as it is, and shrunk, for the very large faces of close-ups. A network
 * that was trained on smaller ones misses them, or finds faces inside them.
 *
 * <p>The shrunk picture contributes faces from {@code smallestFace} on. Of finds that overlap,
 * whichever pass they are from, the best is kept. What the first pass found inside a better face of
 * three tenths of the picture or more, and nearly as large as that, is a part of it and dropped;
 * much smaller faces in front of it stay. A picture no larger than {@code longestSide} is looked at
 * once.
 *
 * @param longestSide longest side of the shrunk picture in pixels, at least 32
 * @param smallestFace longer side of the smallest face that the shrunk picture contributes, as a
 *     share of the picture's longest side, above 0 to 1
 * @param overlapThreshold two boxes with a higher intersection over union are one face, 0 to 1
 */
public record MultiScale(int longestSide, double smallestFace, double overlapThreshold) {
  private static final int LEAST_SIDE = 32;

  /**
   * Checks the components.
   *
   * @param longestSide as above
   * @param smallestFace as above
   * @param overlapThreshold as above
   */
  public MultiScale {
    if (longestSide < LEAST_SIDE) {
      throw new IllegalArgumentException(
          "expected a longest side of at least %d pixels, got %d"
              .formatted(LEAST_SIDE, longestSide));
    }
    Checks.requireShare("smallest face", smallestFace);
    Checks.requireUnit("overlap threshold", overlapThreshold);
  }

  /**
   * Shrunk to 320 pixels, for faces from a tenth of the picture on.
   *
   * @return options that suit YuNet
   */
  public static MultiScale defaults() {
    return new MultiScale(320, 0.1, 0.3);
  }

  /**
   * The same with another size of the shrunk picture.
   *
   * @param pixels longest side, at least 32
   * @return the changed options
   */
  public MultiScale withLongestSide(int pixels) {
    return new MultiScale(pixels, smallestFace, overlapThreshold);
  }

  /**
   * The same with another smallest face.
   *
   * @param share of the picture's longest side, above 0 to 1
   * @return the changed options
   */
  public MultiScale withSmallestFace(double share) {
    return new MultiScale(longestSide, share, overlapThreshold);
  }

  /**
   * The same with another overlap.
   *
   * @param threshold intersection over union, 0 to 1
   * @return the changed options
   */
  public MultiScale withOverlapThreshold(double threshold) {
    return new MultiScale(longestSide, smallestFace, threshold);
  }

  /**
   * A detector that looks twice.
   *
   * @param detector looks at the picture in both sizes; the result owns it and closes it
   * @return the detector, as thread-safe as the one it is made of; the caller closes it
   */
  public FaceDetector over(FaceDetector detector) {
    return new MultiScaleDetector(detector, this);
  }
}
