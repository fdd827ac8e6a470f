package io.faceattendance.cli;

import io.faceattendance.attendance.FaceModels;
import io.faceattendance.model.Execution;
import io.faceattendance.model.ModelStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which models a command works with, and where they come from and run. */
final class ModelOptions {
  static final String DETECTOR = "yunet";
  static final String EMBEDDER = "mobilefacenet";

  @Option(
      names = "--detector",
      paramLabel = "ID|FILE",
      defaultValue = DETECTOR,
      description = "the detector, by id or as an ONNX file (default: ${DEFAULT-VALUE})")
  String detector = DETECTOR;

  @Option(
      names = "--embedder",
      paramLabel = "ID|FILE",
      defaultValue = EMBEDDER,
      description = "the embedder, by id or as an ONNX file (default: ${DEFAULT-VALUE})")
  String embedder = EMBEDDER;

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
      names = "--accept-licence",
      paramLabel = "ID",
      description = "accept the licence of a model that is not free for every use")
  List<String> acceptedLicences = new ArrayList<>();

  @Option(names = "--offline", description = "never download a model")
  boolean offline;

  FaceModels chosen() {
    FaceModels models =
        FaceModels.defaults().withStore(store()).withDetector(detector).withEmbedder(embedder);
    models = execution == null ? models : models.withExecution(execution);
    return requireLandmarks ? models.requiringLandmarks() : models;
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
