package io.faceattendance.detect;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.ModelException;
import io.faceattendance.detect.internal.OpenCvCascade;
import io.faceattendance.model.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A cascade of boosted classifiers by OpenCV, whose jar brings it: nothing is downloaded. Faces are
 * squares without landmarks. How many threads a call takes is OpenCV's own setting, one for the
 * whole process: the number in the options is not used. Thread-safe.
 */
final class CascadeDetector implements FaceDetector {
  private final OpenCvCascade cascade;
  private final CascadeSpec spec;
  private final DetectionOptions options;

  private CascadeDetector(OpenCvCascade cascade, CascadeSpec spec, DetectionOptions options) {
    this.cascade = cascade;
    this.spec = spec;
    this.options = options;
  }

  /**
   * Opens a detector.
   *
   * @throws ModelException if OpenCV or its cascade is not there, or if it is to run elsewhere than
   *     on the processor
   */
  static CascadeDetector open(CascadeSpec spec, DetectionOptions options) {
    if (!(options.execution() instanceof Execution.Cpu)) {
      throw new ModelException(
          "expected the processor for %s, got %s: OpenCV's cascades run nowhere else"
              .formatted(spec.id(), options.execution().id()));
    }
    try {
      return new CascadeDetector(OpenCvCascade.open(spec.file()), spec, options);
    } catch (LinkageError missing) {
      throw new ModelException(
          "expected OpenCV for %s, but it cannot be loaded (%s): add org.bytedeco:opencv, openblas and javacpp, each with the classifier of this platform"
              .formatted(spec.id(), missing),
          missing);
    }
  }

  @Override
  public boolean findsLandmarks() {
    return false;
  }

  @Override
  public List<Face> detect(Image image) {
    Detections groups =
        CascadeGroups.of(cascade.find(image, options.longestSide()), spec.halfScore());
    List<Face> faces = new ArrayList<>();
    for (int index : NonMaximumSuppression.keepBySmaller(groups, options.overlapThreshold())) {
      if (groups.score(index) >= options.scoreThreshold()) {
        BoundingBox box =
            new BoundingBox(
                groups.box(index, 0),
                groups.box(index, 1),
                groups.box(index, 2),
                groups.box(index, 3));
        faces.add(new Face(box, groups.score(index), Optional.empty()));
      }
    }
    return List.copyOf(faces);
  }

  @Override
  public void close() {
    cascade.close();
  }
}
