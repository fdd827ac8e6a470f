package io.faceattendance.benchmarks.speed;

import java.util.List;
import java.util.Map;

/**
 * One thing that the guard compares: a benchmark's library and peer with fixed parameters.
 *
 * @param name what the guard's options and its output call it
 * @param benchmark a JMH class whose method {@code library} is the library
 * @param parameters its JMH parameters
 * @param peer the method that is the peer
 * @param floor the least acceptable speed relative to the peer
 */
record Question(
    String name, Class<?> benchmark, Map<String, String> parameters, String peer, double floor) {
  private static final String LIBRARY = "library";

  // All that is done around the networks may cost three tenths of what they cost.
  private static final double MTCNN = 1 / 1.3;

  /**
   * What is guarded. MTCNN's floor is what is asked of it. Each other one is 70 to 80 % of the
   * ratio that this guard measured when it was set (0.87, 0.89, 0.80, 0.75, 0.53): far enough below
   * for the scatter of a machine that does other things too, and a library of half the speed fails
   * every one.
   */
  static List<Question> all() {
    return List.of(
        new Question(
            "analyze-1", AnalyzeBenchmark.class, Map.of("faces", "1"), "rawOnnxRuntime", 0.65),
        new Question(
            "analyze-10", AnalyzeBenchmark.class, Map.of("faces", "10"), "rawOnnxRuntime", 0.67),
        new Question(
            "search-10k-128",
            SearchBenchmark.class,
            Map.of("gallery", "10000x128"),
            "streamingRead",
            0.60),
        new Question(
            "search-100k-512",
            SearchBenchmark.class,
            Map.of("gallery", "100000x512"),
            "streamingRead",
            0.57),
        new Question(
            "mtcnn-20",
            MtcnnBenchmark.class,
            Map.of("smallest", "20", "threads", "1"),
            "rawOnnxRuntime",
            MTCNN),
        new Question(
            "mtcnn-60",
            MtcnnBenchmark.class,
            Map.of("smallest", "60", "threads", "1"),
            "rawOnnxRuntime",
            MTCNN),
        new Question("decode-1280", DecodeBenchmark.class, Map.of("side", "1280"), "openCv", 0.40));
  }

  Question withFloor(double changed) {
    return new Question(name, benchmark, parameters, peer, changed);
  }

  String library() {
    return method(LIBRARY);
  }

  String peerMethod() {
    return method(peer);
  }

  private String method(String method) {
    return benchmark.getName() + "." + method;
  }
}
