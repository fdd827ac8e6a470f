package io.faceattendance.attendance;

import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.FaceException;
import io.faceattendance.detect.FaceDetectors;
import io.faceattendance.embed.FaceEmbedders;
import io.faceattendance.model.ModelStore;
import java.util.function.Supplier;

/** Opens the default models, if the modules are there that have them. */
final class DefaultModels {
  private DefaultModels() {}

  static FaceDetector detector(ModelStore models) {
    return opened(() -> Modules.detector(models));
  }

  static FaceEmbedder embedder(ModelStore models) {
    return opened(() -> Modules.embedder(models));
  }

  /**
   * The only class that names the detection and embedding modules, which an application that only
   * reads attendance does not have. It fails to link without them, so the caller stands outside.
   */
  private static final class Modules {
    // In both, the module is looked for before its model is downloaded.

    static FaceDetector detector(ModelStore models) {
      return FaceDetectors.open("yunet", models);
    }

    static FaceEmbedder embedder(ModelStore models) {
      return FaceEmbedders.open("mobilefacenet", models);
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
