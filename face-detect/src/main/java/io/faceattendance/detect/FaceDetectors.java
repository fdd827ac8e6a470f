package io.faceattendance.detect;

import io.faceattendance.FaceDetector;
import io.faceattendance.ModelException;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** Every detector that the library knows, opened by its id. */
public final class FaceDetectors {
  private FaceDetectors() {}

  /**
   * The ids that {@link #open} takes.
   *
   * @return the ids, the default detector first
   */
  public static List<String> ids() {
    return DetectorSpec.TABLE.stream().map(DetectorSpec::id).toList();
  }

  /**
   * Opens a detector with its default options.
   *
   * @param id one of {@link #ids()}
   * @param models where its files are
   * @return the detector; the caller closes it
   * @throws ModelException if there is no such detector, or its file cannot be had or used
   */
  public static FaceDetector open(String id, ModelStore models) {
    return open(id, models, UnaryOperator.identity());
  }

  /**
   * Opens a detector.
   *
   * @param id one of {@link #ids()}
   * @param models where its files are
   * @param change changes the options that suit this detector
   * @return the detector; the caller closes it
   * @throws ModelException if there is no such detector, or its file cannot be had or used
   */
  public static FaceDetector open(
      String id, ModelStore models, UnaryOperator<DetectionOptions> change) {
    DetectorSpec spec = spec(id);
    return OnnxDetector.open(
        models.path(ModelCatalog.card(id)), spec, change.apply(spec.defaults()));
  }

  /**
   * Opens a detector of one's own: an ONNX file that is known by its digest, or that has a card
   * beside it, the file of the same name with {@code .properties} behind it (see
   * docs/MODEL-CARDS.md).
   *
   * @param onnx the ONNX file
   * @param change changes the options that the card describes
   * @return the detector; the caller closes it
   * @throws ModelException if there is no card, if something in it is wrong, or if the file does
   *     not fit it
   */
  public static FaceDetector open(Path onnx, UnaryOperator<DetectionOptions> change) {
    return CustomDetector.open(onnx, change);
  }

  private static DetectorSpec spec(String id) {
    return DetectorSpec.TABLE.stream()
        .filter(row -> row.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new ModelException(
                    "expected the id of a detector, one of %s, got '%s'"
                        .formatted(String.join(", ", ids()), id)));
  }
}
