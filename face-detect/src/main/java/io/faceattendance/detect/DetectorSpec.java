package io.faceattendance.detect;

import io.faceattendance.model.Execution;
import io.faceattendance.model.ModelCard;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.Preprocessing;
import java.util.List;

/**
 * One row of the table of detectors: everything that makes a file of weights a detector.
 *
 * @param id the id of its card
 * @param family how it is fed and read
 * @param preprocessing size, colour order and normalisation of the input
 * @param defaults thresholds and size that suit it
 */
public record DetectorSpec(
    String id, DetectorFamily family, Preprocessing preprocessing, DetectionOptions defaults) {

  /** YuNet, dynamic export: score 0.6, overlap 0.3, shrunk to 1280 pixels. */
  public static final DetectorSpec YUNET =
      of(ModelCatalog.YUNET, DetectorFamily.YUNET, options(0.6, 0.3, 1280));

  /** The rows whose file is one ONNX graph. */
  static final List<DetectorSpec> TABLE = List.of(YUNET);

  private static DetectorSpec of(ModelCard card, DetectorFamily family, DetectionOptions defaults) {
    return new DetectorSpec(card.id(), family, card.preprocessing().orElseThrow(), defaults);
  }

  /** On as many threads as there are processors, at most 4. */
  private static DetectionOptions options(double score, double overlap, int longestSide) {
    int threads = Math.min(4, Runtime.getRuntime().availableProcessors());
    return new DetectionOptions(score, overlap, longestSide, Execution.cpu(threads));
  }
}
