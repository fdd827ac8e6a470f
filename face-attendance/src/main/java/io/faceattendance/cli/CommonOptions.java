package io.faceattendance.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of every command. */
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
      names = "--accept-licence",
      paramLabel = "ID",
      description = "accept the licence of a model that is not free for every use")
  List<String> acceptedLicences = new ArrayList<>();

  @Option(names = "--offline", description = "never download a model")
  boolean offline;
}
