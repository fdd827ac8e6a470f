package io.faceattendance.detect;

import io.faceattendance.internal.Tensor;
import io.faceattendance.internal.TensorSpec;
import io.faceattendance.internal.Workspace;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * MTCNN's second and third network: each looks at squares that the one before has found. Outputs:
 * scores [N, 2], of which the second counts, offsets [N, 4], and of the third network landmarks [N,
 * 10], five x and then five y as shares of the square.
 */
final class MtcnnRefinement {
  // A larger batch is no faster, and the memory of the inner layers grows with it.
  private static final int LARGEST_BATCH = 64;

  private MtcnnRefinement() {}

  /** The outputs of the second network. */
  static List<TensorSpec> tensors() {
    return List.of(TensorSpec.of(TensorSpec.ANY, 2L), TensorSpec.of(TensorSpec.ANY, 4L));
  }

  /** The outputs of the third network. Their names are of no use: a usual export confuses them. */
  static List<TensorSpec> tensorsWithLandmarks() {
    List<TensorSpec> all = new ArrayList<>(tensors());
    all.add(TensorSpec.of(TensorSpec.ANY, (long) Detections.LANDMARKS));
    return all;
  }

  /**
   * Looks at squares.
   *
   * @param network the network
   * @param side columns and rows of its input
   * @param sampler of the picture
   * @param squares in pixels of the picture
   * @param threshold least score
   * @return what is left of them
   */
  static MtcnnCandidates refine(
      MtcnnCascade.Network network,
      int side,
      PatchSampler sampler,
      Detections squares,
      double threshold) {
    MtcnnCandidates found = new MtcnnCandidates();
    for (int first = 0; first < squares.size(); first += LARGEST_BATCH) {
      int start = first;
      int batch = Math.min(LARGEST_BATCH, squares.size() - first);
      List<Tensor> outputs =
          network.run(
              new long[] {batch, 3, side, side},
              workspace -> fill(workspace, sampler, squares, start, batch, side));
      decode(outputs, squares, start, batch, threshold, found);
    }
    return found;
  }

  private static void fill(
      Workspace workspace,
      PatchSampler sampler,
      Detections squares,
      int first,
      int batch,
      int side) {
    int patch = 3 * side * side;
    FloatBuffer input = workspace.input(batch * patch);
    for (int i = 0; i < batch; i++) {
      int square = first + i;
      sampler.sample(
          squares.box(square, 0),
          squares.box(square, 1),
          squares.box(square, 2),
          squares.box(square, 3),
          side,
          side,
          input,
          i * patch);
    }
  }

  /** Appends the squares of a batch that reach the score. */
  static void decode(
      List<Tensor> outputs,
      Detections squares,
      int first,
      int batch,
      double threshold,
      MtcnnCandidates found) {
    float[] scores = outputs.get(0).values();
    float[] offsets = outputs.get(1).values();
    for (int i = 0; i < batch; i++) {
      float score = scores[2 * i + 1];
      if (score >= threshold) {
        int square = first + i;
        int index =
            found.add(
                score,
                squares.box(square, 0),
                squares.box(square, 1),
                squares.box(square, 2),
                squares.box(square, 3));
        int at = 4 * i;
        found.correct(index, offsets[at], offsets[at + 1], offsets[at + 2], offsets[at + 3]);
        if (outputs.size() > 2) {
          place(outputs.get(2).values(), i * Detections.LANDMARKS, index, found);
        }
      }
    }
  }

  private static void place(float[] points, int at, int index, MtcnnCandidates found) {
    for (int point = 0; point < Detections.POINTS; point++) {
      found.landmark(index, point, points[at + point], points[at + Detections.POINTS + point]);
    }
  }
}
