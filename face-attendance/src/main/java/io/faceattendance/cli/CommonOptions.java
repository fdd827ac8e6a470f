package io.faceattendance.cli;

import io.faceattendance.image.ImageLimits;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command; those without models or pictures take them and need them not. */
final class CommonOptions {
  private static final Path DEFAULT_DATA = Path.of("attendance-data");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "the data directory (default: attendance-data)")
  @Nullable Path data;

  @Option(
      names = "--store",
      paramLabel = "URL",
      description =
          "the store by its JDBC URL, instead of --data: jdbc:sqlite:DIR, or"
              + " jdbc:postgresql://HOST/DATABASE with user and password from FACE_STORE_USER and"
              + " FACE_STORE_PASSWORD or FACE_STORE_PASSWORD_FILE")
  @Nullable String store;

  @Option(names = "--json", description = "one JSON document on stdout, logs on stderr")
  boolean json;

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      converter = Converters.ToImageLimits.class,
      description = "refuse pictures of more pixels (default: 67108864)")
  ImageLimits limits = ImageLimits.defaults();

  @Mixin ModelOptions models = new ModelOptions();

  Path directory() {
    return data == null ? DEFAULT_DATA : data;
  }

  /** Where the store is, as it was said. */
  String place() {
    return store == null ? directory().toString() : store;
  }
}
