package io.faceattendance.benchmarks.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTableTest {
  private static final String PACKAGE = "io.faceattendance.benchmarks.speed.";

  @Test
  void comparesTheMediansOfAllForksWithTheSameParameters() throws IOException {
    String document =
        document(
            entry("SearchBenchmark.streamingRead", "small", "[[2.0, 3.0], [90.0]]"),
            entry("SearchBenchmark.library", "small", "[[4.0, 6.0], [5.0, 70.0]]"),
            entry("SearchBenchmark.streamingRead", "large", "[[400.0]]"),
            entry("SearchBenchmark.library", "large", "[[200.0]]"));

    assertThat(document.lines())
        .containsSubsequence(
            "| gallery |  | median | fastest | slowest | heap | ratio |",
            "| small | library | 5.50 | 4.00 | 70.00 | 1.5 |  |",
            "| small | streamingRead | 3.00 | 2.00 | 90.00 | 1.5 | 0.55 |",
            "| large | library | 200 | 200 | 200 | 1.5 |  |",
            "| large | streamingRead | 400 | 400 | 400 | 1.5 | 2.00 |");
  }

  @Test
  void saysHowItWasMeasuredAndWhatQualityBelongsToIt() throws IOException {
    String document = document(entry("SearchBenchmark.library", "small", "[[4.0]]"));

    assertThat(document)
        .contains("# Speed, 2026-11-22", "    the command", "- Processor: a processor")
        .contains("- Java: a VM 17.0.1", "- JMH 1.37: 2 forks, each 5 x 500 ms")
        .contains("## Search", "Quality: exact");
  }

  @Test
  void refusesSpeedWithoutQuality() throws IOException {
    String entry = entry("UnknownBenchmark.library", "small", "[[4.0]]");

    assertThatIllegalStateException()
        .isThrownBy(() -> document(entry))
        .withMessageContaining("quality for UnknownBenchmark");
  }

  @Test
  void refusesAnotherUnit() {
    String entry = entry("SearchBenchmark.library", "small", "[[4.0]]").replace("ms/op", "ops/s");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> document(entry))
        .withMessageContaining("ops/s");
  }

  private static String document(String... entries) throws IOException {
    JsonNode results = new ObjectMapper().readTree("[" + String.join(",", entries) + "]");
    Machine machine = new Machine(Map.of("Processor", "a processor"));
    return ResultsTable.document(LocalDate.of(2026, 11, 22), "the command", machine, results);
  }

  private static String entry(String benchmark, String gallery, String rawData) {
    return """
        {"jmhVersion": "1.37", "benchmark": "%s", "vmName": "a VM", "vmVersion": "17.0.1",
         "forks": 2, "warmupIterations": 5, "warmupTime": "500 ms",
         "measurementIterations": 10, "measurementTime": "500 ms",
         "params": {"gallery": "%s"},
         "primaryMetric": {"score": 1.0, "scoreUnit": "ms/op", "rawData": %s},
         "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 1500.0, "scoreUnit": "B/op"}}}
        """
        .formatted(PACKAGE + benchmark, gallery, rawData);
  }
}
