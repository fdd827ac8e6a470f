package io.faceattendance.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Whoever builds this project has real models and pictures in a folder {@code shared} beside the
 * checkout, if at all; the command line built there uses it without being told.
 */
final class Checkout {
  private Checkout() {}

  /** The folder for models or data: system property, environment, or beside the checkout. */
  static Optional<Path> folder(String name) {
    String property = System.getProperty("face." + name, "");
    if (!property.isBlank()) {
      return Optional.of(Path.of(property));
    }
    String variable = System.getenv("FACE_" + name.toUpperCase(Locale.ROOT));
    if (variable != null && !variable.isBlank()) {
      return Optional.of(Path.of(variable));
    }
    return checkout()
        .map(root -> root.resolveSibling("shared").resolve(name))
        .filter(Files::isDirectory);
  }

  // The jar stands in <checkout>/face-attendance/target.
  private static Optional<Path> checkout() {
    try {
      URI location = Checkout.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path module = Path.of(location).resolve("../..").normalize();
      return Optional.ofNullable(module.getParent())
          .filter(root -> Files.isRegularFile(module.resolve("pom.xml")))
          .filter(root -> Files.isRegularFile(root.resolve("pom.xml")));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
