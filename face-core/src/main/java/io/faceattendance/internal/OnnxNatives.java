package io.faceattendance.internal;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.faceattendance.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ONNX Runtime's native library, unpacked once.
 *
 * <p>Left alone, ONNX Runtime unpacks it into a new folder of the temp directory at every start and
 * leaves it there when the process is killed. Here the library gets one place in the user's cache
 * (a killed process leaves an empty folder behind); a system property {@code
 * onnxruntime.native.path} set by the application wins.
 *
 * <p>Its reports to its publisher are turned off.
 */
public final class OnnxNatives {
  private static final String PATH_PROPERTY = "onnxruntime.native.path";
  private static final Logger log = LoggerFactory.getLogger(OnnxNatives.class);

  private OnnxNatives() {}

  // The holder idiom: unpacked and loaded at first use, exactly once.
  private static final class Holder {
    static final Outcome OUTCOME = load();
  }

  // An exception out of a static initialiser would lose its message on the way.
  private static final class Outcome {
    final @Nullable OrtEnvironment environment;
    final @Nullable Path folder;
    final @Nullable String failure;

    Outcome(@Nullable OrtEnvironment environment, @Nullable Path folder, @Nullable String failure) {
      this.environment = environment;
      this.folder = folder;
      this.failure = failure;
    }
  }

  static OrtEnvironment environment() {
    OrtEnvironment environment = Holder.OUTCOME.environment;
    if (environment == null) {
      throw new ModelException(String.valueOf(Holder.OUTCOME.failure));
    }
    return environment;
  }

  /** The version of the native library, which also proves that it loads. */
  public static String version() {
    return environment().getVersion();
  }

  /** The execution providers that this build of the library carries. */
  public static List<String> providers() {
    environment();
    return OrtEnvironment.getAvailableProviders().stream().map(Enum::name).sorted().toList();
  }

  /**
   * Lays the libraries of a provider beside ONNX Runtime's own, where alone it looks for them. Does
   * nothing if the jar has none, or if the application chose the place: then they are its matter.
   *
   * @param provider as {@link io.faceattendance.model.Execution} names it
   */
  static void unpackProvider(String provider) {
    environment();
    Path folder = Holder.OUTCOME.folder;
    if (folder == null) {
      return;
    }
    try {
      // TensorRT leaves to CUDA what it cannot do.
      for (String part : List.of("shared", provider.equals("tensorrt") ? "cuda" : "", provider)) {
        String library = System.mapLibraryName("onnxruntime_providers_" + part);
        if (resource(library) != null) {
          unpack(library, folder);
        }
      }
    } catch (IOException e) {
      throw new ModelException(
          "cannot unpack ONNX Runtime's %s to %s".formatted(provider, folder), e);
    }
  }

  private static Outcome load() {
    Path folder =
        System.getProperty(PATH_PROPERTY) == null
            ? UserCache.path().map(OnnxNatives::unpackTo).orElse(null)
            : null;
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      environment.setTelemetry(false);
      return new Outcome(environment, folder, null);
    } catch (OrtException | LinkageError e) {
      return new Outcome(
          null,
          folder,
          "ONNX Runtime's native library does not load on %s %s: %s"
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), reason(e)));
    }
  }

  private static Throwable reason(Throwable e) {
    return e.getCause() == null ? e : e.getCause();
  }

  private static @Nullable Path unpackTo(Path cache) {
    String version = OrtEnvironment.class.getPackage().getImplementationVersion();
    // The builds with and without CUDA have other libraries under the same names.
    String cuda =
        resource(System.mapLibraryName("onnxruntime_providers_cuda")) == null ? "" : "-gpu";
    Path folder =
        cache.resolve("natives").resolve("onnxruntime-" + version + "-" + platform() + cuda);
    try {
      Files.createDirectories(folder);
      unpack(System.mapLibraryName("onnxruntime"), folder);
      unpack(System.mapLibraryName("onnxruntime4j_jni"), folder);
      System.setProperty(PATH_PROPERTY, folder.toString());
      return folder;
    } catch (IOException e) {
      log.warn(
          "cannot keep ONNX Runtime's library in {}, it unpacks to the temp folder", folder, e);
      return null;
    }
  }

  private static @Nullable URL resource(String library) {
    return OrtEnvironment.class.getResource("/ai/onnxruntime/native/" + platform() + "/" + library);
  }

  private static void unpack(String library, Path folder) throws IOException {
    URL resource = resource(library);
    if (resource == null) {
      throw new IOException("onnxruntime's jar has no " + library + " for " + platform());
    }
    Path target = folder.resolve(library);
    if (Files.isRegularFile(target)
        && Files.size(target) == resource.openConnection().getContentLengthLong()) {
      return;
    }
    // Two processes may start at once: each writes a file of its own, the rename is atomic.
    Path partial = Files.createTempFile(folder, library, ".partial");
    try (InputStream in = resource.openStream()) {
      Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  // The folder names of onnxruntime's jar.
  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system = os.contains("mac") ? "osx" : os.contains("win") ? "win" : "linux";
    String arch = System.getProperty("os.arch");
    return system + (arch.equals("aarch64") ? "-aarch64" : "-x64");
  }
}
