package io.faceattendance.detect;

import io.faceattendance.Image;
import io.faceattendance.internal.Tensor;
import io.faceattendance.internal.TensorSpec;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * MTCNN's first network: looks at windows of 12 pixels, two pixels apart, at every size of the
 * pyramid. Outputs: offsets [1, 4, rows, columns], and [1, 2, rows, columns] whose second plane is
 * the score.
 */
final class MtcnnProposals {
  private static final int STRIDE = 2;
  private static final double SAME_LEVEL = 0.5;
  private static final double ANY_LEVEL = 0.7;

  private MtcnnProposals() {}

  static List<TensorSpec> tensors() {
    return List.of(plane(2L), plane(4L));
  }

  private static TensorSpec plane(long channels) {
    return TensorSpec.of(TensorSpec.ANY, channels, TensorSpec.ANY, TensorSpec.ANY);
  }

  /**
   * The squares that may hold a face, in pixels of the picture.
   *
   * @param network the network
   * @param sampler of the picture
   * @param levels sizes to look at
   * @param image the picture
   * @param threshold least score
   */
  static Detections find(
      MtcnnCascade.Network network,
      PatchSampler sampler,
      List<MtcnnPyramid.Level> levels,
      Image image,
      double threshold) {
    MtcnnCandidates all = new MtcnnCandidates();
    for (MtcnnPyramid.Level level : levels) {
      float unitX = (float) image.width() / level.columns();
      float unitY = (float) image.height() / level.rows();
      List<Tensor> outputs = look(network, sampler, image, level);
      MtcnnCandidates found = decode(outputs, unitX, unitY, threshold);
      all.addAll(found, NonMaximumSuppression.keep(found.windows(), SAME_LEVEL));
    }
    return all.squares(NonMaximumSuppression.keep(all.windows(), ANY_LEVEL));
  }

  private static List<Tensor> look(
      MtcnnCascade.Network network, PatchSampler sampler, Image image, MtcnnPyramid.Level level) {
    int rows = level.rows();
    int columns = level.columns();
    return network.run(
        new long[] {1, 3, rows, columns},
        workspace -> {
          FloatBuffer input = workspace.input(3 * rows * columns);
          sampler.sample(0, 0, image.width(), image.height(), columns, rows, input, 0);
        });
  }

  /**
   * The windows from a score on.
   *
   * @param outputs those of {@link #tensors}
   * @param unitX pixels of the picture for one of the network's input, horizontally
   * @param unitY the same vertically
   * @param threshold least score
   */
  static MtcnnCandidates decode(List<Tensor> outputs, float unitX, float unitY, double threshold) {
    Tensor scores = outputs.get(0);
    float[] offsets = outputs.get(1).values();
    float[] values = scores.values();
    int columns = scores.size(-1);
    int cells = columns * scores.size(-2);
    MtcnnCandidates found = new MtcnnCandidates();
    for (int cell = 0; cell < cells; cell++) {
      float score = values[cells + cell];
      if (score >= threshold) {
        float x = STRIDE * (cell % columns) * unitX;
        float y = STRIDE * (cell / columns) * unitY;
        int index =
            found.add(score, x, y, MtcnnPyramid.WINDOW * unitX, MtcnnPyramid.WINDOW * unitY);
        found.correct(
            index,
            offsets[cell],
            offsets[cells + cell],
            offsets[2 * cells + cell],
            offsets[3 * cells + cell]);
      }
    }
    return found;
  }
}
