package io.faceattendance.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a page says about how its figures came to be, in the order of the page. */
final class Facts {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Facts() {}

  /** The models by their ids; of files the last name, as a path may tell a user's name. */
  static Map<String, String> models(ModelOptions models, String alignment, String space) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Detector", id(models.detector));
    facts.put("Embedder", id(models.embedder));
    facts.put("Faces cut out by", alignment);
    facts.put("Embedding space", space);
    return facts;
  }

  static String id(String model) {
    return ModelOptions.file(model).map(Facts::lastName).orElse(model);
  }

  static String lastName(Path path) {
    return Photos.name(path.toAbsolutePath().normalize());
  }

  /** The same with when, how long and with which programs. */
  static Map<String, String> run(Map<String, String> facts, double seconds) {
    facts.put("Measured", TIME.format(Instant.now()));
    facts.put("Seconds", String.format(Locale.ROOT, "%.1f", seconds));
    facts.put("Version", "face-attendance " + Versions.version());
    facts.put("Java", System.getProperty("java.version") + ", " + System.getProperty("os.name"));
    return facts;
  }

  /** When a page was written, and by which version. */
  static Map<String, String> written() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Written", TIME.format(Instant.now()));
    facts.put("Version", "face-attendance " + Versions.version());
    return facts;
  }
}
