package io.faceattendance.benchmarks.speed;

import com.sun.management.OperatingSystemMXBean;
import io.faceattendance.internal.OnnxNatives;
import io.faceattendance.internal.OpenCvCodec;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a result depends on besides the code.
 *
 * @param facts name and value, in the order to print
 */
record Machine(Map<String, String> facts) {
  private static final double GIB = 1 << 30;

  /** This machine now, before anything is measured. */
  static Machine here() throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Processor", value(Path.of("/proc/cpuinfo"), "model name", ":", system.getArch()));
    facts.put("Cores", String.valueOf(system.getAvailableProcessors()));
    facts.put("Memory", String.format(Locale.ROOT, "%.1f GiB", system.getTotalMemorySize() / GIB));
    facts.put(
        "System",
        value(Path.of("/etc/os-release"), "PRETTY_NAME", "=", system.getName())
            + ", kernel "
            + system.getVersion());
    facts.put(
        "Load average before", String.format(Locale.ROOT, "%.2f", system.getSystemLoadAverage()));
    facts.put(
        "Libraries",
        "this library %s, ONNX Runtime %s, OpenCV %s"
            .formatted(version(OnnxNatives.class), OnnxNatives.version(), OpenCvCodec.version()));
    return new Machine(facts);
  }

  private static String version(Class<?> type) {
    String version = type.getPackage().getImplementationVersion();
    return version == null ? "(not from a jar)" : version;
  }

  /** The value behind the first line with that name; both files exist on Linux only. */
  private static String value(Path file, String name, String separator, String otherwise)
      throws IOException {
    if (!Files.isReadable(file)) {
      return otherwise;
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(separator) + 1).replace("\"", "").strip())
          .findFirst()
          .orElse(otherwise);
    }
  }
}
