package io.faceattendance.benchmarks.speed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** JMH's JSON as the document that is committed: every figure comes from that JSON. */
final class ResultsTable {
  private final StringBuilder text = new StringBuilder();

  private ResultsTable() {}

  /**
   * The document.
   *
   * @param date of the measurement
   * @param command that made it
   * @param machine where
   * @param results the JSON that JMH wrote
   * @throws IOException if the notes on quality cannot be read
   */
  static String document(LocalDate date, String command, Machine machine, JsonNode results)
      throws IOException {
    List<Measurement> measurements =
        StreamSupport.stream(results.spliterator(), false).map(Measurement::of).toList();
    ResultsTable table = new ResultsTable();
    table.head(date, command, machine, results.path(0));
    Properties quality = quality();
    for (String benchmark : measurements.stream().map(Measurement::benchmark).distinct().toList()) {
      String note = quality.getProperty(benchmark);
      if (note == null) {
        throw new IllegalStateException("expected a note on quality for " + benchmark);
      }
      table.section(benchmark, note, measurements);
    }
    return table.text.toString();
  }

  private static Properties quality() throws IOException {
    try (InputStream in = ResultsTable.class.getResourceAsStream("quality.properties")) {
      Properties quality = new Properties();
      quality.load(in);
      return quality;
    }
  }

  private void head(LocalDate date, String command, Machine machine, JsonNode any) {
    line("# Speed, " + date);
    line("");
    line("    " + command);
    line("");
    machine.facts().forEach((name, value) -> line("- " + name + ": " + value));
    line("- Java: %s %s", any.path("vmName").asText(), any.path("vmVersion").asText());
    line(
        "- JMH %s: %s forks, each %s x %s to warm up, then %s x %s",
        any.path("jmhVersion").asText(),
        any.path("forks").asText(),
        any.path("warmupIterations").asText(),
        any.path("warmupTime").asText(),
        any.path("measurementIterations").asText(),
        any.path("measurementTime").asText());
    line("");
    line("Milliseconds a call: the median, fastest and slowest of all iterations' averages.");
    line("Heap: kilobytes (1000 bytes) that a call allocates in Java.");
    line("Ratio: the peer's median over the library's; above 1 the library is faster.");
  }

  private void section(String benchmark, String note, List<Measurement> all) {
    List<Measurement> own = all.stream().filter(m -> m.benchmark().equals(benchmark)).toList();
    List<String> names = new ArrayList<>(own.get(0).parameters().keySet());
    line("");
    line("## " + benchmark.replace("Benchmark", ""));
    line("");
    line(note);
    line("");
    row(names, "", "median", "fastest", "slowest", "heap", "ratio");
    row(names.stream().map(name -> "---").toList(), "---", "---:", "---:", "---:", "---:", "---:");
    for (Measurement library : own.stream().filter(Measurement::isLibrary).toList()) {
      own.stream()
          .filter(library::answersTheSameAs)
          .sorted((a, b) -> Boolean.compare(b.isLibrary(), a.isLibrary()))
          .forEach(one -> row(one, Optional.of(library).filter(l -> !one.isLibrary())));
    }
  }

  private void row(Measurement one, Optional<Measurement> library) {
    row(
        List.copyOf(one.parameters().values()),
        one.method(),
        millis(one.median()),
        millis(one.fastest()),
        millis(one.slowest()),
        Double.isNaN(one.bytesPerCall()) ? "" : format("%.1f", one.bytesPerCall() / 1000),
        library.map(l -> format("%.2f", one.median() / l.median())).orElse(""));
  }

  private void row(List<String> parameters, String... cells) {
    String first = parameters.stream().map(cell -> cell + " | ").collect(Collectors.joining());
    line("| " + first + String.join(" | ", cells) + " |");
  }

  /** Three significant digits at least. */
  private static String millis(double value) {
    return format(value >= 100 ? "%.0f" : value >= 1 ? "%.2f" : "%.4f", value);
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }

  private void line(String pattern, Object... values) {
    text.append(values.length == 0 ? pattern : pattern.formatted(values)).append('\n');
  }
}
