package io.faceattendance.detect;

import io.faceattendance.model.Execution;
import io.faceattendance.model.ModelCard;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.Preprocessing;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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
  static final List<DetectorSpec> TABLE =
      List.of(
          YUNET,
          of("scrfd-500m", DetectorFamily.SCRFD, options(0.5, 0.4, 640)),
          of("scrfd-2.5g", DetectorFamily.SCRFD, options(0.5, 0.4, 640)),
          of("retinaface", DetectorFamily.RETINAFACE, options(0.5, 0.4, 640)),
          of("retinaface-320", DetectorFamily.RETINAFACE, options(0.5, 0.4, 320)),
          of("rfb320", DetectorFamily.RFB, options(0.7, 0.3, 320)),
          of("yolov8-face", DetectorFamily.YOLOV8_FACE, options(0.45, 0.5, 640)));

  /**
   * Checks the components.
   *
   * @param id as above
   * @param family as above
   * @param preprocessing as above
   * @param defaults as above
   */
  public DetectorSpec {
    if (!family.takes(preprocessing)) {
      throw new IllegalArgumentException(
          "expected %s for the input of %s, got %d x %d"
              .formatted(family.sizes(), family, preprocessing.width(), preprocessing.height()));
    }
  }

  private static DetectorSpec of(String id, DetectorFamily family, DetectionOptions defaults) {
    return of(ModelCatalog.card(id), family, defaults);
  }

  private static DetectorSpec of(ModelCard card, DetectorFamily family, DetectionOptions defaults) {
    return new DetectorSpec(card.id(), family, card.preprocessing().orElseThrow(), defaults);
  }

  /** The row of a card; of another export of a row's weights, that row with the card's input. */
  static Optional<DetectorSpec> find(ModelCard card) {
    Optional<DetectorSpec> own = row(each -> each.id().equals(card.id()));
    return own.isPresent()
        ? own
        : row(each -> ModelCatalog.card(each.id()).weights().equals(card.weights()))
            .map(row -> row.exportedAs(card));
  }

  private static Optional<DetectorSpec> row(Predicate<DetectorSpec> wanted) {
    return TABLE.stream().filter(wanted).findFirst();
  }

  private DetectorSpec exportedAs(ModelCard card) {
    Preprocessing input = card.preprocessing().orElseThrow();
    int side = Math.max(input.width(), input.height());
    DetectionOptions options = side == 0 ? defaults : defaults.withLongestSide(side);
    return new DetectorSpec(card.id(), family, input, options);
  }

  /** On as many threads as there are processors, at most 4. */
  static DetectionOptions options(double score, double overlap, int longestSide) {
    return new DetectionOptions(score, overlap, longestSide, Execution.cpu());
  }
}
