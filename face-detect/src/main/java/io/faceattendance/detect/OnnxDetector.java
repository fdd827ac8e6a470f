package io.faceattendance.detect;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.Landmarks;
import io.faceattendance.Point;
import io.faceattendance.internal.Blob;
import io.faceattendance.internal.Letterbox;
import io.faceattendance.internal.OnnxModel;
import io.faceattendance.internal.Tensor;
import io.faceattendance.internal.TensorSpec;
import io.faceattendance.model.Preprocessing;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A detector whose network is one ONNX file: input [N, 3, height, width], outputs as its family
 * writes them. Thread-safe.
 */
public final class OnnxDetector implements FaceDetector {
  private final OnnxModel model;
  private final DetectorSpec spec;
  private final DetectionOptions options;

  private OnnxDetector(OnnxModel model, DetectorSpec spec, DetectionOptions options) {
    this.model = model;
    this.spec = spec;
    this.options = options;
  }

  /**
   * Opens a detector with the options of its row.
   *
   * @param file the ONNX file
   * @param spec what the file holds
   * @return the detector; the caller closes it
   * @throws io.faceattendance.ModelException if the file has other inputs or outputs
   */
  public static OnnxDetector open(Path file, DetectorSpec spec) {
    return open(file, spec, spec.defaults());
  }

  /**
   * Opens a detector.
   *
   * @param file the ONNX file
   * @param spec what the file holds
   * @param options thresholds, size and where it runs
   * @return the detector; the caller closes it
   * @throws io.faceattendance.ModelException if the file has other inputs or outputs, or cannot run
   *     there
   */
  public static OnnxDetector open(Path file, DetectorSpec spec, DetectionOptions options) {
    Preprocessing input = spec.preprocessing();
    TensorSpec picture =
        TensorSpec.of(TensorSpec.ANY, 3L, size(input.height()), size(input.width()));
    OnnxModel model = OnnxModel.open(file, picture, spec.family().outputs(), options.execution());
    return new OnnxDetector(model, spec, options);
  }

  private static long size(int pixels) {
    return pixels == 0 ? TensorSpec.OPEN : pixels;
  }

  @Override
  public boolean findsLandmarks() {
    return spec.family().findsLandmarks();
  }

  @Override
  public List<Face> detect(Image image) {
    Preprocessing input = spec.preprocessing();
    Letterbox letterbox =
        spec.family().letterbox(image.width(), image.height(), input, options.longestSide());
    List<Tensor> outputs =
        model.run(
            Blob.shape(letterbox), workspace -> Blob.fill(image, letterbox, input, workspace));
    Detections found = spec.family().decode(outputs, letterbox, options.scoreThreshold());
    return Arrays.stream(NonMaximumSuppression.keep(found, options.overlapThreshold()))
        .mapToObj(index -> face(found, index, letterbox))
        .toList();
  }

  private Face face(Detections found, int index, Letterbox letterbox) {
    double scaleX = letterbox.scaleX();
    double scaleY = letterbox.scaleY();
    BoundingBox box =
        new BoundingBox(
            found.box(index, 0) / scaleX,
            found.box(index, 1) / scaleY,
            found.box(index, 2) / scaleX,
            found.box(index, 3) / scaleY);
    return new Face(box, found.score(index), landmarks(found, index, letterbox));
  }

  private Optional<Landmarks> landmarks(Detections found, int index, Letterbox letterbox) {
    if (!findsLandmarks()) {
      return Optional.empty();
    }
    Point[] points = new Point[Detections.LANDMARKS / 2];
    for (int i = 0; i < points.length; i++) {
      double x = found.landmark(index, 2 * i) / letterbox.scaleX();
      double y = found.landmark(index, 2 * i + 1) / letterbox.scaleY();
      points[i] = new Point(x, y);
    }
    return Optional.of(new Landmarks(points[0], points[1], points[2], points[3], points[4]));
  }

  @Override
  public void close() {
    model.close();
  }
}
