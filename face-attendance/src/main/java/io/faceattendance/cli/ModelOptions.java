package io.faceattendance.cli;

import io.faceattendance.BoundingBox;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceDetector;
import io.faceattendance.attendance.AttendanceOptions;
import io.faceattendance.attendance.FaceModels;
import io.faceattendance.detect.DetectionLimits;
import io.faceattendance.detect.MultiScale;
import io.faceattendance.detect.Tiling;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.match.TemplateScoring;
import io.faceattendance.model.Execution;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which models a command works with, and where they come from and run. */
final class ModelOptions {
  @Option(
      names = "--detector",
      paramLabel = "ID|FILE",
      description = "the detector, by id or as an ONNX file (default: ${DEFAULT-VALUE})")
  String detector = ModelCatalog.YUNET.id();

  @Option(
      names = "--embedder",
      paramLabel = "ID|FILE",
      description = "the embedder, by id or as an ONNX file (default: ${DEFAULT-VALUE})")
  String embedder = ModelCatalog.MOBILEFACENET.id();

  @Option(
      names = "--execution",
      paramLabel = "WHERE",
      converter = Converters.ToExecution.class,
      description = "where the models run: cpu[:THREADS], cuda[:DEVICE], coreml, ...")
  @Nullable Execution execution;

  @Option(
      names = "--require-landmarks",
      description = "refuse a detector that finds no landmarks to align faces by")
  boolean requireLandmarks;

  @Option(
      names = "--flip",
      description = "embed each face and its mirror image: a space of its own")
  boolean flip;

  @Option(
      names = "--fmr-table",
      paramLabel = "FILE",
      description = {
        "thresholds of one's own, as evaluate thresholds measures them",
        "(default: those of calibrate for the data directory, else those that come along)"
      })
  @Nullable Path fmrTable;

  @Option(
      names = "--scoring",
      paramLabel = "best|mean",
      description = {
        "compare people by their best template or by the mean of all",
        "(default: ${DEFAULT-VALUE})"
      })
  TemplateScoring scoring = AttendanceOptions.Templates.DEFAULT_SCORING;

  @Option(names = "--tiled", description = "look for small faces tile by tile too")
  boolean tiled;

  @Option(names = "--multi-scale", description = "look for very large faces in a small copy too")
  boolean multiScale;

  @Option(
      names = "--max-faces",
      paramLabel = "N",
      converter = Converters.ToMaxFaces.class,
      description = "keep the best N faces of a photo")
  @Nullable Integer maxFaces;

  @Option(
      names = "--min-face",
      paramLabel = "PX",
      converter = Converters.ToMinFace.class,
      description = "leave out faces whose shorter side is smaller")
  @Nullable Double minFace;

  @Option(
      names = "--roi",
      paramLabel = "X,Y,W,H",
      converter = Converters.ToRegion.class,
      description = "only faces whose centre is in this part of the photo")
  @Nullable BoundingBox region;

  @Option(
      names = "--accept-licence",
      paramLabel = "ID",
      description = "accept the licence of a model that is not free for every use")
  List<String> acceptedLicences = new ArrayList<>();

  @Option(names = "--offline", description = "never download a model")
  boolean offline;

  FaceModels chosen() {
    FaceModels models = FaceModels.defaults().withStore(store());
    Optional<Path> own = file(detector);
    models = own.isPresent() ? models.withDetector(own.get()) : models.withDetector(detector);
    own = file(embedder);
    models = own.isPresent() ? models.withEmbedder(own.get()) : models.withEmbedder(embedder);
    models = execution == null ? models : models.withExecution(execution);
    models = flip ? models.withFlip() : models;
    models = decorated(models);
    return requireLandmarks ? models.requiringLandmarks() : models;
  }

  /** Tiles inside: the shrunk copy is no larger than one, and no tile is looked at twice. */
  FaceModels decorated(FaceModels models) {
    FaceModels changed = tiled ? models.withDetectorInside(Tiling.defaults()::over) : models;
    changed = multiScale ? changed.withDetectorInside(MultiScale.defaults()::over) : changed;
    return changed.withDetectorInside(this::limited);
  }

  /** What errors are acceptable, by the table that was named. */
  Optional<Function<EmbeddingSpace, MatchPolicy>> policy() {
    return fmrTable == null ? Optional.empty() : Optional.of(OwnThresholds.read(fmrTable)::policy);
  }

  private FaceDetector limited(FaceDetector detector) {
    DetectionLimits limits = DetectionLimits.none();
    limits = maxFaces == null ? limits : limits.withMaxFaces(maxFaces);
    limits = minFace == null ? limits : limits.withMinFaceSize(minFace);
    limits = region == null ? limits : limits.withRegion(region);
    return limits.equals(DetectionLimits.none()) ? detector : limits.over(detector);
  }

  /** For pictures that are worked on side by side: one thread inside each. */
  FaceModels chosenSideBySide() {
    return execution == null ? chosen().withExecution(Execution.cpu(1)) : chosen();
  }

  /** What a value names that is no id. */
  static Optional<Path> file(String value) {
    boolean file = value.endsWith(".onnx") || value.contains("/") || value.contains("\\");
    return file ? Optional.of(Path.of(value)) : Optional.empty();
  }

  /** The model files as the options and the surroundings of the command line name them. */
  ModelStore store() {
    ModelStore store = ModelStore.defaults();
    if (store.directory().isEmpty()) {
      store = Checkout.folder("models").map(store::withDirectory).orElse(store);
    }
    store = store.accepting(acceptedLicences.toArray(String[]::new));
    return offline ? store.offline() : store.withProgress(new DownloadBar());
  }
}
