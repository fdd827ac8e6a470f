package io.faceattendance.benchmarks.speed;

import io.faceattendance.Image;
import io.faceattendance.image.Images;
import io.faceattendance.model.ModelCard;
import io.faceattendance.model.ModelCatalog;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Real weights and pictures: the system properties {@code face.models} and {@code face.data}, the
 * environment variables {@code FACE_MODELS} and {@code FACE_DATA}, or else a folder {@code shared}
 * beside the checkout that the running classes were built in.
 */
final class RealFiles {
  private RealFiles() {}

  static Path model(ModelCard card) {
    return require("models", card.file().orElseThrow().name());
  }

  static Path model(String cardId) {
    return model(ModelCatalog.card(cardId));
  }

  static Path data(String path) {
    return require("data", path);
  }

  static Image picture(String path) throws IOException {
    return Images.read(data(path));
  }

  private static Path require(String kind, String name) {
    Path folder = folder(kind);
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      throw new IllegalStateException(
          "expected %s in %s, found none: set the system property face.%s or the environment variable FACE_%s to the folder that has it"
              .formatted(name, folder, kind, kind.toUpperCase(Locale.ROOT)));
    }
    return file;
  }

  private static Path folder(String kind) {
    String property = System.getProperty("face." + kind, "");
    if (!property.isBlank()) {
      return Path.of(property);
    }
    String variable = System.getenv("FACE_" + kind.toUpperCase(Locale.ROOT));
    return variable == null || variable.isBlank()
        ? checkout().resolveSibling("shared").resolve(kind)
        : Path.of(variable);
  }

  // benchmarks/target/benchmarks.jar and benchmarks/target/classes lie equally deep.
  private static Path checkout() {
    try {
      Path classes =
          Path.of(RealFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return classes.toRealPath().resolve("../../..").normalize();
    } catch (URISyntaxException | IOException e) {
      throw new IllegalStateException("cannot tell where the benchmarks' classes are", e);
    }
  }
}
