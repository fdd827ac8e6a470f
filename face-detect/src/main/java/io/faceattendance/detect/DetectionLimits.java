package io.faceattendance.detect;

import io.faceattendance.BoundingBox;
import io.faceattendance.FaceDetector;
import java.util.Optional;

/**
 * Which faces of a picture are wanted at all.
 *
 * @param maxFaces the best-scored so many are kept, at least 1
 * @param minFaceSize shorter side of the smallest wanted box in pixels of the picture, at least 0
 * @param region where the centre of a wanted face lies, in pixels of the picture; empty for
 *     everywhere. The detector is shown this part and a margin around it, and nothing else
 */
public record DetectionLimits(int maxFaces, double minFaceSize, Optional<BoundingBox> region) {

  /**
   * Checks the components.
   *
   * @param maxFaces as above
   * @param minFaceSize as above
   * @param region as above
   */
  public DetectionLimits {
    Checks.requirePositive("number of faces", maxFaces);
    if (!(minFaceSize >= 0)) {
      throw new IllegalArgumentException("expected at least 0 pixels, got " + minFaceSize);
    }
    if (region.isPresent() && !(region.get().area() > 0)) {
      throw new IllegalArgumentException("expected a region with an area, got " + region.get());
    }
  }

  /**
   * Every face of the whole picture.
   *
   * @return limits that leave out nothing
   */
  public static DetectionLimits none() {
    return new DetectionLimits(Integer.MAX_VALUE, 0, Optional.empty());
  }

  /**
   * The same limits with another greatest number of faces.
   *
   * @param count at least 1
   * @return the changed limits
   */
  public DetectionLimits withMaxFaces(int count) {
    return new DetectionLimits(count, minFaceSize, region);
  }

  /**
   * The same limits with another smallest face.
   *
   * @param pixels shorter side of its box in the picture, at least 0
   * @return the changed limits
   */
  public DetectionLimits withMinFaceSize(double pixels) {
    return new DetectionLimits(maxFaces, pixels, region);
  }

  /**
   * The same limits with another region.
   *
   * @param part in pixels of the picture; it may reach over the edge
   * @return the changed limits
   */
  public DetectionLimits withRegion(BoundingBox part) {
    return new DetectionLimits(maxFaces, minFaceSize, Optional.of(part));
  }

  /**
   * A detector that keeps these limits.
   *
   * @param detector finds the faces; the result owns it and closes it
   * @return the detector, as thread-safe as the one it is made of; the caller closes it
   */
  public FaceDetector over(FaceDetector detector) {
    return new LimitedDetector(detector, this);
  }
}
