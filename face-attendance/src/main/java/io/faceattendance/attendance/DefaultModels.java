package io.faceattendance.attendance;

import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.FaceException;
import io.faceattendance.detect.DetectionOptions;
import io.faceattendance.detect.FaceDetectors;
import io.faceattendance.embed.EmbedderSpec;
import io.faceattendance.embed.FaceEmbedders;
import io.faceattendance.model.Execution;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens models that the library knows, if the modules are there that have them. */
final class DefaultModels {
  private static final Logger log = LoggerFactory.getLogger(FaceModels.class);

  private DefaultModels() {}

  static FaceDetector detector(String id, ModelSettings settings) {
    return opened(() -> Modules.detector(id, settings));
  }

  static FaceDetector detector(Path onnx, ModelSettings settings) {
    return opened(() -> Modules.detector(onnx, settings));
  }

  static FaceEmbedder embedder(String id, ModelSettings settings, boolean landmarks) {
    return opened(() -> Modules.embedder(id, settings, landmarks));
  }

  static FaceEmbedder embedder(Path onnx, ModelSettings settings, boolean landmarks) {
    return opened(() -> Modules.embedder(onnx, settings, landmarks));
  }

  /**
   * The only class that names the detection and embedding modules, which an application that only
   * reads attendance does not have. It fails to link without them, so the caller stands outside.
   */
  private static final class Modules {
    // In both, the module is looked for before its model is downloaded.

    static FaceDetector detector(String id, ModelSettings settings) {
      return FaceDetectors.open(
          id, settings.store().get(), defaults -> changed(defaults, settings));
    }

    static FaceDetector detector(Path onnx, ModelSettings settings) {
      return FaceDetectors.open(
          onnx, settings.store().get(), defaults -> changed(defaults, settings));
    }

    static FaceEmbedder embedder(Path onnx, ModelSettings settings, boolean landmarks) {
      return FaceEmbedders.open(
          onnx, settings.store().get(), row -> changed(row, settings, landmarks));
    }

    private static DetectionOptions changed(DetectionOptions defaults, ModelSettings settings) {
      DetectionOptions options = settings.execution().map(defaults::withExecution).orElse(defaults);
      return settings.leastScore().isPresent()
          ? options.withScoreThreshold(settings.leastScore().getAsDouble())
          : options;
    }

    static FaceEmbedder embedder(String id, ModelSettings settings, boolean landmarks) {
      return FaceEmbedders.open(
          id, settings.store().get(), row -> changed(row, settings, landmarks));
    }

    private static EmbedderSpec changed(
        EmbedderSpec row, ModelSettings settings, boolean landmarks) {
      EmbedderSpec spec = settings.flips() ? row.withFlip() : row;
      Execution where = settings.execution().orElse(spec.execution());
      // On a processor the faces run side by side, each on its thread.
      spec = where instanceof Execution.Cpu ? spec : spec.withExecution(where);
      if (landmarks || !spec.aligner().needsLandmarks()) {
        return spec;
      }
      log.warn(
          "the detector finds no landmarks: faces are aligned by their box, and fewer people are"
              + " recognised");
      return spec.alignedByBox();
    }
  }

  private static <T> T opened(Supplier<T> open) {
    try {
      return open.get();
    } catch (NoClassDefFoundError e) {
      throw new FaceException(
          ("expected the modules of the default models, %s is missing: add"
                  + " io.faceattendance:face-detect and io.faceattendance:face-embed, or give a"
                  + " detector and an embedder, or open without models to read attendance only")
              .formatted(e.getMessage()),
          e);
    }
  }
}
