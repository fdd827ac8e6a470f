package io.faceattendance.detect;

import io.faceattendance.FaceDetector;
import io.faceattendance.ModelException;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Every detector that the library knows, opened by its id. */
public final class FaceDetectors {
  private static final String MTCNN = "mtcnn";

  private FaceDetectors() {}

  /**
   * The ids that {@link #open} takes.
   *
   * @return the ids, the default detector first
   */
  public static List<String> ids() {
    return Stream.of(
            DetectorSpec.TABLE.stream().map(DetectorSpec::id),
            Stream.of(MTCNN),
            CascadeSpec.TABLE.stream().map(CascadeSpec::id))
        .flatMap(each -> each)
        .toList();
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
    if (id.equals(MTCNN)) {
      MtcnnOptions defaults = MtcnnOptions.defaults();
      return MtcnnDetector.open(models, defaults.withDetection(change.apply(defaults.detection())));
    }
    Optional<CascadeSpec> cascade = row(CascadeSpec.TABLE, CascadeSpec::id, id);
    if (cascade.isPresent()) {
      return CascadeDetector.open(cascade.get(), change.apply(cascade.get().defaults()));
    }
    DetectorSpec spec =
        row(DetectorSpec.TABLE, DetectorSpec::id, id).orElseThrow(() -> unknown(id));
    return OnnxDetector.open(
        models.path(ModelCatalog.card(id)), spec, change.apply(spec.defaults()));
  }

  /**
   * Opens a detector of one's own: an ONNX file that is known by its digest, or that has a card
   * beside it, the file of the same name with {@code .properties} behind it (see
   * docs/MODEL-CARDS.md).
   *
   * @param onnx the ONNX file
   * @param models is asked whether the licence of a known model has been accepted, as for its id
   * @param change changes the options that the card describes
   * @return the detector; the caller closes it
   * @throws ModelException if there is no card, if something in it is wrong, if the file does not
   *     fit it, or if it is a known model's whose licence has not been accepted
   */
  public static FaceDetector open(
      Path onnx, ModelStore models, UnaryOperator<DetectionOptions> change) {
    return CustomDetector.open(onnx, models, change);
  }

  private static <T> Optional<T> row(List<T> table, Function<T, String> name, String id) {
    return table.stream().filter(row -> name.apply(row).equals(id)).findFirst();
  }

  private static ModelException unknown(String id) {
    return new ModelException(
        "expected the id of a detector, one of %s, got '%s'"
            .formatted(String.join(", ", ids()), id));
  }
}
