package io.faceattendance.cli;

import io.faceattendance.image.ImageLimits;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command; those without models or pictures take them and need them not. */
final class CommonOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "attendance-data",
      description = "the data directory (default: ${DEFAULT-VALUE})")
  Path data = Path.of("attendance-data");

  @Option(names = "--json", description = "one JSON document on stdout, logs on stderr")
  boolean json;

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      converter = Converters.ToImageLimits.class,
      description = "refuse pictures of more pixels (default: 67108864)")
  ImageLimits limits = ImageLimits.defaults();

  @Mixin ModelOptions models = new ModelOptions();
}
