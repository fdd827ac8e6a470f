package io.faceattendance.image;

import java.util.Locale;
import java.util.function.Supplier;

/** Says what to add when OpenCV, optional in face-core, is not there. */
final class OpenCvPresence {
  /** What this library is built and tested with. */
  static final String JAVACPP = "1.5.13";

  static final String OPENBLAS = "0.3.31-" + JAVACPP;
  static final String OPENCV = "4.13.0-" + JAVACPP;

  private OpenCvPresence() {}

  static <T> T required(Supplier<T> work) {
    try {
      return work.get();
    } catch (LinkageError missing) {
      throw new IllegalStateException(advice(), missing);
    }
  }

  private static String advice() {
    String platform = platform();
    return String.join(
        "\n",
        "expected OpenCV on the class path, but it cannot be loaded. Add to the pom.xml:",
        dependency("opencv", OPENCV, ""),
        dependency("opencv", OPENCV, platform),
        dependency("openblas", OPENBLAS, platform),
        dependency("javacpp", JAVACPP, platform));
  }

  private static String dependency(String artifact, String version, String classifier) {
    String last = classifier.isEmpty() ? "" : "<classifier>" + classifier + "</classifier>";
    return "  <dependency><groupId>org.bytedeco</groupId><artifactId>%s</artifactId><version>%s</version>%s</dependency>"
        .formatted(artifact, version, last);
  }

  /** JavaCPP's name of this machine; its own code cannot be asked when it is not there. */
  private static String platform() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String family = os.contains("mac") ? "macosx" : os.contains("win") ? "windows" : "linux";
    String arch = System.getProperty("os.arch", "");
    return family + (arch.equals("aarch64") ? "-arm64" : "-x86_64");
  }
}
