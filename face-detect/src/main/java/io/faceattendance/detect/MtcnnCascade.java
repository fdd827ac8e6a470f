package io.faceattendance.detect;

import io.faceattendance.Image;
import io.faceattendance.internal.OnnxModel;
import io.faceattendance.internal.Tensor;
import io.faceattendance.model.Preprocessing;
import io.faceattendance.model.Preprocessing.ColourOrder;
import java.util.List;

/** MTCNN around its networks: what they are shown, and what is made of their answers. */
final class MtcnnCascade {
  /** Columns and rows of the second network's input. */
  static final int REFINEMENT_SIDE = 24;

  /** Columns and rows of the third network's input. */
  static final int OUTPUT_SIDE = 48;

  private static final Preprocessing INPUT =
      Preprocessing.uniform(0, 0, ColourOrder.RGB, 127.5, 128);
  private static final double SAME_SQUARE = 0.7;

  private final Network proposal;
  private final Network refinement;
  private final Network output;
  private final MtcnnOptions options;

  /** One of the three networks. */
  @FunctionalInterface
  interface Network {
    /** The outputs for an input of a shape, as {@link OnnxModel#run} has them. */
    List<Tensor> run(long[] shape, OnnxModel.Filler filler);
  }

  MtcnnCascade(Network proposal, Network refinement, Network output, MtcnnOptions options) {
    this.proposal = proposal;
    this.refinement = refinement;
    this.output = output;
    this.options = options;
  }

  /** The faces with their landmarks, in pixels of the picture; overlapping ones among them. */
  Detections find(Image image) {
    List<MtcnnPyramid.Level> levels =
        MtcnnPyramid.levels(image.width(), image.height(), smallestFace(image));
    if (levels.isEmpty()) {
      return new Detections();
    }
    PatchSampler sampler = new PatchSampler(Halvings.of(image), INPUT);
    Detections proposed =
        MtcnnProposals.find(proposal, sampler, levels, image, options.proposalThreshold());
    MtcnnCandidates refined =
        MtcnnRefinement.refine(
            refinement, REFINEMENT_SIDE, sampler, proposed, options.refinementThreshold());
    int[] kept = NonMaximumSuppression.keep(refined.windows(), SAME_SQUARE);
    double threshold = options.detection().scoreThreshold();
    return MtcnnRefinement.refine(output, OUTPUT_SIDE, sampler, refined.squares(kept), threshold)
        .corrected();
  }

  private double smallestFace(Image image) {
    double longest = Math.max(image.width(), image.height());
    return options.smallestFace() * Math.max(1, longest / options.detection().longestSide());
  }
}
