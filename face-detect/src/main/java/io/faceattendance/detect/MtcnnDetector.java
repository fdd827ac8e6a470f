package io.faceattendance.detect;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.Landmarks;
import io.faceattendance.Point;
import io.faceattendance.internal.OnnxModel;
import io.faceattendance.internal.OpenCalls;
import io.faceattendance.internal.TensorSpec;
import io.faceattendance.model.Execution;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * MTCNN: three networks, each of which looks only at what the one before has left; Zhang, Zhang, Li
 * and Qiao, "Joint Face Detection and Alignment Using Multitask Cascaded Convolutional Networks",
 * 2016. Faces have landmarks. Thread-safe.
 */
public final class MtcnnDetector implements FaceDetector {
  private final OnnxModel proposal;
  private final OnnxModel refinement;
  private final OnnxModel output;
  private final MtcnnCascade cascade;
  private final double overlap;
  private final OpenCalls calls = new OpenCalls("the detector");

  private MtcnnDetector(
      OnnxModel proposal, OnnxModel refinement, OnnxModel output, MtcnnOptions options) {
    this.proposal = proposal;
    this.refinement = refinement;
    this.output = output;
    this.cascade = new MtcnnCascade(proposal::run, refinement::run, output::run, options);
    this.overlap = options.detection().overlapThreshold();
  }

  /**
   * Opens the detector.
   *
   * @param proposal file of the first network, P-Net
   * @param refinement file of the second one, R-Net
   * @param output file of the third one, O-Net
   * @param options thresholds, smallest face and where it runs
   * @return the detector; the caller closes it
   * @throws io.faceattendance.ModelException if a file has other inputs or outputs, or cannot run
   *     there
   */
  public static MtcnnDetector open(
      Path proposal, Path refinement, Path output, MtcnnOptions options) {
    Execution where = options.detection().execution();
    List<OnnxModel> opened = new ArrayList<>();
    try {
      opened.add(open(proposal, TensorSpec.ANY, MtcnnProposals.tensors(), where));
      opened.add(open(refinement, MtcnnCascade.REFINEMENT_SIDE, MtcnnRefinement.tensors(), where));
      opened.add(
          open(output, MtcnnCascade.OUTPUT_SIDE, MtcnnRefinement.tensorsWithLandmarks(), where));
      return new MtcnnDetector(opened.get(0), opened.get(1), opened.get(2), options);
    } catch (RuntimeException | Error failure) {
      opened.forEach(OnnxModel::close);
      throw failure;
    }
  }

  /**
   * Opens the detector.
   *
   * @param models where its three files are
   * @param options thresholds, smallest face and where it runs
   * @return the detector; the caller closes it
   * @throws io.faceattendance.ModelException if a file cannot be had or used
   */
  public static MtcnnDetector open(ModelStore models, MtcnnOptions options) {
    return open(
        models.path(ModelCatalog.card("mtcnn-pnet")),
        models.path(ModelCatalog.card("mtcnn-rnet")),
        models.path(ModelCatalog.card("mtcnn-onet")),
        options);
  }

  // The sizes that a file declares for the first network are those of its example.
  private static OnnxModel open(
      Path file, long side, List<TensorSpec> outputs, Execution execution) {
    TensorSpec input = TensorSpec.of(TensorSpec.ANY, 3L, side, side);
    return OnnxModel.open(file, input, outputs, execution);
  }

  @Override
  public boolean findsLandmarks() {
    return true;
  }

  @Override
  public List<Face> detect(Image image) {
    return calls.run(() -> faces(cascade.find(image)));
  }

  private List<Face> faces(Detections found) {
    return Arrays.stream(NonMaximumSuppression.keepBySmaller(found, overlap))
        .mapToObj(index -> face(found, index))
        .toList();
  }

  private static Face face(Detections found, int index) {
    BoundingBox box =
        new BoundingBox(
            found.box(index, 0), found.box(index, 1), found.box(index, 2), found.box(index, 3));
    Point[] points = new Point[Detections.POINTS];
    for (int i = 0; i < points.length; i++) {
      points[i] = new Point(found.landmark(index, 2 * i), found.landmark(index, 2 * i + 1));
    }
    return new Face(
        box,
        found.score(index),
        Optional.of(new Landmarks(points[0], points[1], points[2], points[3], points[4])));
  }

  @Override
  public void close() {
    calls.close(this::closeNetworks);
  }

  // The others are closed even if closing one fails.
  private void closeNetworks() {
    try (proposal;
        refinement;
        output) {
      return;
    }
  }
}
