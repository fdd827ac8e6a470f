package io.faceattendance.attendance;

import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.FaceException;
import io.faceattendance.model.Execution;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Which detector finds the faces, which embedder describes them, and where both run. Nothing is
 * opened before it is asked for. Immutable and thread-safe; every {@code with} gives a changed
 * copy.
 *
 * <p>The two are opened so that they fit: if the detector finds no landmarks and the embedder's
 * alignment needs them, the embedder is opened for faces that are cut out by their box. That
 * recognises fewer people and is an embedding space of its own, and a warning is logged; {@link
 * #requiringLandmarks()} refuses it.
 */
public final class FaceModels {
  private final DetectorSource detector;
  private final EmbedderSource embedder;
  private final ModelSettings settings;
  private final Own own;

  /** Which of the two were given as they are, and take no settings. */
  private record Own(boolean detector, boolean embedder) {}

  /** Opens a detector. */
  @FunctionalInterface
  interface DetectorSource {
    FaceDetector open(ModelSettings settings);
  }

  /** Opens an embedder, by box if the detector finds no landmarks. */
  @FunctionalInterface
  interface EmbedderSource {
    FaceEmbedder open(ModelSettings settings, boolean landmarks);
  }

  private FaceModels(
      DetectorSource detector, EmbedderSource embedder, ModelSettings settings, Own own) {
    this.detector = detector;
    this.embedder = embedder;
    this.settings = settings;
    this.own = own;
  }

  /**
   * YuNet and MobileFaceNet of {@link ModelStore#defaults()}, on the processor. The settings of the
   * model store are read when a model is opened.
   *
   * @return the default models
   */
  public static FaceModels defaults() {
    return new FaceModels(
        settings -> DefaultModels.detector(ModelCatalog.YUNET.id(), settings),
        (settings, landmarks) ->
            DefaultModels.embedder(ModelCatalog.MOBILEFACENET.id(), settings, landmarks),
        ModelSettings.defaults(),
        new Own(false, false));
  }

  /**
   * Models of one's own. Where their files are and where they run, mirror images and the least
   * score are theirs to know: to set these is refused, unless a model was put in place that takes
   * them.
   *
   * @param detector opens a detector, which is closed by whoever asked for it
   * @param embedder opens an embedder, likewise
   * @return the models
   */
  public static FaceModels of(
      Supplier<? extends FaceDetector> detector, Supplier<? extends FaceEmbedder> embedder) {
    return new FaceModels(
        settings -> detector.get(),
        (settings, landmarks) -> embedder.get(),
        ModelSettings.defaults(),
        new Own(true, true));
  }

  /**
   * Another detector that the library knows.
   *
   * @param id one of {@code FaceDetectors.ids()}; looked up when it is opened
   * @return the models
   */
  public FaceModels withDetector(String id) {
    return withDetector(with -> DefaultModels.detector(id, with));
  }

  /**
   * A detector from a file.
   *
   * @param onnx the ONNX file; its card lies beside it
   * @return the models
   */
  public FaceModels withDetector(Path onnx) {
    return withDetector(with -> DefaultModels.detector(onnx, with));
  }

  /**
   * An embedder from a file.
   *
   * @param onnx the ONNX file; its card lies beside it
   * @return the models
   */
  public FaceModels withEmbedder(Path onnx) {
    return withEmbedder((with, landmarks) -> DefaultModels.embedder(onnx, with, landmarks));
  }

  /**
   * Another embedder that the library knows.
   *
   * @param id one of {@code FaceEmbedders.ids()}; looked up when it is opened
   * @return the models
   */
  public FaceModels withEmbedder(String id) {
    return withEmbedder((with, landmarks) -> DefaultModels.embedder(id, with, landmarks));
  }

  private FaceModels withDetector(DetectorSource source) {
    return new FaceModels(source, embedder, settings, new Own(false, own.embedder()));
  }

  private FaceModels withEmbedder(EmbedderSource source) {
    return new FaceModels(detector, source, settings, new Own(own.detector(), false));
  }

  /**
   * The files of models chosen by id from another store.
   *
   * @param store where the files are
   * @return the models
   * @throws IllegalStateException if both models are one's own
   */
  public FaceModels withStore(ModelStore store) {
    requireTaken("model store", own.detector() && own.embedder());
    return with(settings.withStore(store));
  }

  /**
   * Both networks at another place. The threads of a processor are the detector's: the embedder
   * takes one for each face, and the faces of a photo run side by side.
   *
   * @param where where they run
   * @return the models
   * @throws IllegalStateException if one of them is one's own
   */
  public FaceModels withExecution(Execution where) {
    requireTaken("place to run", own.detector() || own.embedder());
    return with(settings.withExecution(where));
  }

  /**
   * Another least confidence of a face than the detector's own.
   *
   * @param score 0 to 1
   * @return the models
   * @throws IllegalStateException if the detector is one's own
   */
  public FaceModels withLeastScore(double score) {
    requireTaken("least score", own.detector());
    return with(settings.withLeastScore(score));
  }

  /**
   * The detector inside something that changes what it finds, such as a search by tiles.
   *
   * @param outer takes the detector over and closes it; it is put around what is there already. If
   *     it throws, the detector is closed.
   * @return the models
   */
  public FaceModels withDetectorInside(UnaryOperator<FaceDetector> outer) {
    return with(settings.inside(outer));
  }

  /**
   * The embedding of a face and of its mirror image together: twice the time, and an embedding
   * space of its own.
   *
   * @return the models
   * @throws IllegalStateException if the embedder is one's own
   */
  public FaceModels withFlip() {
    requireTaken("embedding of mirror images", own.embedder());
    return with(settings.withFlip());
  }

  private static void requireTaken(String setting, boolean own) {
    if (own) {
      throw new IllegalStateException(
          ("expected models that the library opens to set the %s, got one's own: set it where they"
                  + " are opened, or choose models by id or file first")
              .formatted(setting));
    }
  }

  /**
   * A detector that never finds landmarks is refused when it is opened. For a single face that
   * comes without landmarks from a detector that finds them otherwise, see {@link
   * io.faceattendance.quality.QualityGate#requiringLandmarks()}.
   *
   * @return the models
   */
  public FaceModels requiringLandmarks() {
    return with(settings.requiringLandmarks());
  }

  private FaceModels with(ModelSettings changed) {
    return new FaceModels(detector, embedder, changed, own);
  }

  /**
   * Opens the detector.
   *
   * @return the detector; the caller closes it
   * @throws io.faceattendance.ModelException if it cannot be had, or cannot run where it shall
   * @throws FaceException if it finds no landmarks and they are required, or if a module is missing
   */
  public FaceDetector openDetector() {
    FaceDetector opened = ModelSettings.orClose(detector.open(settings), this::required);
    return settings.around().apply(opened);
  }

  private FaceDetector required(FaceDetector opened) {
    if (settings.landmarksRequired() && !opened.findsLandmarks()) {
      throw new FaceException(
          "expected a detector that finds landmarks, got one that finds none: choose another, or"
              + " do not require landmarks");
    }
    return opened;
  }

  /**
   * Opens the embedder that fits a detector.
   *
   * @param beside the detector whose faces it gets
   * @return the embedder; the caller closes it
   * @throws io.faceattendance.ModelException if it cannot be had, or cannot run where it shall
   * @throws FaceException if a module is missing
   */
  public FaceEmbedder openEmbedder(FaceDetector beside) {
    return embedder.open(settings, beside.findsLandmarks());
  }
}
