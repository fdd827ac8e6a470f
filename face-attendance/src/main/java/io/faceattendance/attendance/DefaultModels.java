package io.faceattendance.attendance;

import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.FaceException;
import io.faceattendance.detect.YuNetDetector;
import io.faceattendance.embed.EmbedderSpec;
import io.faceattendance.embed.OnnxEmbedder;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
import java.util.function.Supplier;

/**
 * The only class that names the detection and embedding modules, which an application that only
 * reads attendance does not have.
 */
final class DefaultModels {
  private DefaultModels() {}

  static FaceDetector detector(ModelStore models) {
    return opened(() -> YuNetDetector.open(models.path(ModelCatalog.YUNET)));
  }

  static FaceEmbedder embedder(ModelStore models) {
    return opened(
        () ->
            OnnxEmbedder.open(models.path(ModelCatalog.MOBILEFACENET), EmbedderSpec.MOBILEFACENET));
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
