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
import io.faceattendance.internal.TensorSpec;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.Preprocessing;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The YuNet face detector with five landmarks. Input: any picture, padded on the right and below
 * with black to multiples of 32; BGR, 0..255, NCHW. Thread-safe.
 *
 * <p>Larger pictures than {@link DetectionOptions#longestSide()} are shrunk. YuNet finds faces of
 * about 16 to 700 pixels in what it is given.
 */
public final class YuNetDetector implements FaceDetector {
  private static final int MULTIPLE = 32;
  private static final Preprocessing PREPROCESSING =
      ModelCatalog.YUNET.preprocessing().orElseThrow();

  private final OnnxModel model;
  private final DetectionOptions options;

  private YuNetDetector(OnnxModel model, DetectionOptions options) {
    this.model = model;
    this.options = options;
  }

  /**
   * The default options: score 0.6, overlap 0.3, longest side 1280, and as many threads as there
   * are processors, at most 4.
   *
   * @return the options
   */
  public static DetectionOptions defaults() {
    int threads = Math.min(4, Runtime.getRuntime().availableProcessors());
    return new DetectionOptions(0.6, 0.3, 1280, threads);
  }

  /**
   * Opens the detector with the default options.
   *
   * @param file the dynamic export of YuNet
   * @return the detector; the caller closes it
   * @throws io.faceattendance.ModelException if the file is not that model
   */
  public static YuNetDetector open(Path file) {
    return open(file, defaults());
  }

  /**
   * Opens the detector.
   *
   * @param file the dynamic export of YuNet
   * @param options thresholds, size and threads
   * @return the detector; the caller closes it
   * @throws io.faceattendance.ModelException if the file is not that model
   */
  public static YuNetDetector open(Path file, DetectionOptions options) {
    TensorSpec input = TensorSpec.of(TensorSpec.ANY, 3L, TensorSpec.OPEN, TensorSpec.OPEN);
    OnnxModel model = OnnxModel.open(file, input, outputs(), options.threads());
    return new YuNetDetector(model, options);
  }

  private static List<TensorSpec> outputs() {
    return YuNetDecoder.OUTPUTS.stream()
        .map(name -> TensorSpec.named(name, TensorSpec.ANY, TensorSpec.ANY, values(name)))
        .toList();
  }

  private static long values(String output) {
    return output.startsWith("bbox")
        ? Detections.BOX
        : output.startsWith("kps") ? Detections.LANDMARKS : 1;
  }

  @Override
  public List<Face> detect(Image image) {
    Letterbox letterbox =
        Letterbox.shrinkTo(image.width(), image.height(), options.longestSide(), MULTIPLE);
    List<float[]> outputs =
        model.run(
            Blob.shape(letterbox),
            workspace -> Blob.fill(image, letterbox, PREPROCESSING, workspace));
    Detections found =
        YuNetDecoder.decode(
            outputs, letterbox.width(), letterbox.height(), options.scoreThreshold());
    return Arrays.stream(NonMaximumSuppression.keep(found, options.overlapThreshold()))
        .mapToObj(index -> face(found, index, letterbox))
        .toList();
  }

  private static Face face(Detections found, int index, Letterbox letterbox) {
    double scaleX = letterbox.scaleX();
    double scaleY = letterbox.scaleY();
    BoundingBox box =
        new BoundingBox(
            found.box(index, 0) / scaleX,
            found.box(index, 1) / scaleY,
            found.box(index, 2) / scaleX,
            found.box(index, 3) / scaleY);
    Point[] points = new Point[Detections.LANDMARKS / 2];
    for (int i = 0; i < points.length; i++) {
      points[i] =
          new Point(
              found.landmark(index, 2 * i) / scaleX, found.landmark(index, 2 * i + 1) / scaleY);
    }
    Landmarks landmarks = new Landmarks(points[0], points[1], points[2], points[3], points[4]);
    return new Face(box, found.score(index), Optional.of(landmarks));
  }

  @Override
  public void close() {
    model.close();
  }
}
