package io.faceattendance.benchmarks.speed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;

/**
 * One entry of JMH's JSON: one method with one set of parameters.
 *
 * @param benchmark simple name of the class
 * @param method the method
 * @param parameters JMH's parameters by name
 * @param iterations average milliseconds a call of each iteration of all forks, ascending
 * @param bytesPerCall heap bytes allocated by a call
 */
record Measurement(
    String benchmark,
    String method,
    Map<String, String> parameters,
    double[] iterations,
    double bytesPerCall) {

  static Measurement of(JsonNode entry) {
    String[] name = entry.path("benchmark").asText().split("\\.");
    JsonNode metric = entry.path("primaryMetric");
    if (name.length < 2 || !metric.path("scoreUnit").asText().equals("ms/op")) {
      throw new IllegalArgumentException(
          "expected a result of JMH in ms/op, got %s in %s"
              .formatted(entry.path("benchmark"), metric.path("scoreUnit")));
    }
    Map<String, String> parameters = new TreeMap<>();
    entry
        .path("params")
        .fields()
        .forEachRemaining(p -> parameters.put(p.getKey(), p.getValue().asText()));
    double[] iterations = iterations(metric.path("rawData"));
    double bytes =
        entry
            .path("secondaryMetrics")
            .path("gc.alloc.rate.norm")
            .path("score")
            .asDouble(Double.NaN);
    return new Measurement(
        name[name.length - 2], name[name.length - 1], parameters, iterations, bytes);
  }

  private static double[] iterations(JsonNode forks) {
    double[] sorted =
        StreamSupport.stream(forks.spliterator(), false)
            .flatMap(fork -> StreamSupport.stream(fork.spliterator(), false))
            .flatMapToDouble(value -> DoubleStream.of(value.asDouble()))
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("expected iterations in JMH's rawData, got none");
    }
    return sorted;
  }

  double median() {
    int middle = iterations.length / 2;
    return iterations.length % 2 == 1
        ? iterations[middle]
        : (iterations[middle - 1] + iterations[middle]) / 2;
  }

  double fastest() {
    return iterations[0];
  }

  double slowest() {
    return iterations[iterations.length - 1];
  }

  boolean isLibrary() {
    return method.equals("library");
  }

  boolean answersTheSameAs(Measurement other) {
    return benchmark.equals(other.benchmark) && parameters.equals(other.parameters);
  }
}
