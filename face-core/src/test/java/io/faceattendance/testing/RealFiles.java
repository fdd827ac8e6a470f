package io.faceattendance.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Real weights and pictures for tests, found by the system properties {@code face.models} and
 * {@code face.data} (the build fills them from the environment or from a folder beside the
 * checkout).
 *
 * <p>A test that lacks a file is skipped with the reason; if the folder was promised (the property
 * is set) and {@code CI=true}, it fails instead.
 */
public final class RealFiles {
  private RealFiles() {}

  /**
   * A model file.
   *
   * @param name its file name
   * @return its path; never returns if it is missing
   */
  public static Path model(String name) {
    return require("face.models", name);
  }

  /**
   * A picture, label file or folder of the test data.
   *
   * @param path relative to the data folder, with forward slashes; "" for the folder itself
   * @return its path; never returns if it is missing
   */
  public static Path data(String path) {
    return require("face.data", path);
  }

  private static Path require(String property, String name) {
    String folder = System.getProperty(property, "");
    if (folder.isBlank()) {
      return skip(
          "needs %s: set %s or the system property %s"
              .formatted(
                  name.isEmpty() ? "the test files" : name,
                  property.toUpperCase(Locale.ROOT).replace('.', '_'),
                  property));
    }
    Path file = Path.of(folder).resolve(name);
    if (Files.exists(file)) {
      return file;
    }
    return missing("needs %s, which is not there".formatted(file));
  }

  /**
   * Something that a test needs is not there: with {@code CI=true} the test fails, otherwise it is
   * skipped.
   *
   * @param reason what is needed
   * @return never
   */
  public static <T> T missing(String reason) {
    return "true".equals(System.getenv("CI")) ? fail(reason) : skip(reason);
  }

  // The build's console counts skipped tests and keeps their reasons to itself.
  private static <T> T skip(String reason) {
    System.err.println("skipped: " + reason);
    return abort(reason);
  }
}
