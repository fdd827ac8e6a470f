package io.faceattendance.detect;

/**
 * What an {@link MtcnnDetector} can be told beyond what every detector can.
 *
 * @param smallestFace pixels of the smallest face that is looked for, at least 12: the time of a
 *     call grows with its inverse square
 * @param proposalThreshold least score of the first network, 0 to 1
 * @param refinementThreshold least score of the second network, 0 to 1
 * @param detection least score of the third network, how much of the smaller of two boxes may be
 *     covered by the other, and where the networks run. In a picture whose longest side is longer
 *     than said there, the smallest face is larger in proportion
 */
public record MtcnnOptions(
    int smallestFace,
    double proposalThreshold,
    double refinementThreshold,
    DetectionOptions detection) {

  /**
   * Checks the components.
   *
   * @param smallestFace as above
   * @param proposalThreshold as above
   * @param refinementThreshold as above
   * @param detection as above
   */
  public MtcnnOptions {
    if (smallestFace < MtcnnPyramid.WINDOW) {
      throw new IllegalArgumentException(
          "expected a smallest face of at least %d pixels, got %d: enlarge the picture instead"
              .formatted(MtcnnPyramid.WINDOW, smallestFace));
    }
    Checks.requireUnit("proposal threshold", proposalThreshold);
    Checks.requireUnit("refinement threshold", refinementThreshold);
  }

  /**
   * Faces from 20 pixels on, scores of 0.6, 0.7 and 0.7, overlap 0.7, as its authors have them; the
   * longest side is 1280 pixels.
   *
   * @return the options
   */
  public static MtcnnOptions defaults() {
    return new MtcnnOptions(20, 0.6, 0.7, DetectorSpec.options(0.7, 0.7, 1280));
  }

  /**
   * The same options with another smallest face.
   *
   * @param pixels at least 12
   * @return the changed options
   */
  public MtcnnOptions withSmallestFace(int pixels) {
    return new MtcnnOptions(pixels, proposalThreshold, refinementThreshold, detection);
  }

  /**
   * The same options with others for what every detector can be told.
   *
   * @param changed score and overlap of the last network, longest side, and where the networks run
   * @return the changed options
   */
  public MtcnnOptions withDetection(DetectionOptions changed) {
    return new MtcnnOptions(smallestFace, proposalThreshold, refinementThreshold, changed);
  }
}
