package io.faceattendance.benchmarks.speed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Fails when the library has become slow relative to its peers:
 *
 * <p>{@code java -cp benchmarks/target/benchmarks.jar io.faceattendance.benchmarks.speed.Guard}
 *
 * <p>About four minutes. Options: {@code --rounds N} (3), {@code --floor NAME=RATIO} (another floor
 * for one question, as often as wanted). Exit code 0 if every ratio is at its floor or above, 1 if
 * one is below or could not be measured, 2 for bad usage.
 *
 * <p>In each round library and peer follow each other in short JMH runs, a fresh JVM each. What
 * counts is the fastest single call of all rounds: whatever else a shared machine does can only
 * make a call slower.
 */
public final class Guard {
  private static final int DEFAULT_ROUNDS = 3;
  private static final TimeValue TIME = TimeValue.milliseconds(1500);

  // By question and method: two questions may ask the same method with other parameters.
  private final Map<String, Double> fastest = new HashMap<>();

  private Guard() {}

  /**
   * Measures, prints every ratio with its floor, and exits.
   *
   * @param arguments options as above
   * @throws RunnerException if a benchmark fails
   */
  public static void main(String[] arguments) throws RunnerException {
    GuardOptions options;
    try {
      options = GuardOptions.parse(arguments, Question.all(), DEFAULT_ROUNDS);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    List<Ratio> ratios = new Guard().measure(options);
    ratios.forEach(System.out::println);
    boolean holds = ratios.stream().allMatch(Ratio::holds);
    System.out.println(holds ? "all ratios hold" : "a ratio is below its floor");
    System.exit(holds ? 0 : 1);
  }

  private List<Ratio> measure(GuardOptions options) throws RunnerException {
    for (int round = 1; round <= options.rounds(); round++) {
      System.out.println("round " + round + " of " + options.rounds());
      for (Question question : options.questions()) {
        run(question);
      }
    }
    List<Ratio> ratios = new ArrayList<>();
    for (Question question : options.questions()) {
      ratios.add(
          new Ratio(
              question.name(),
              fastest(question, question.library()),
              fastest(question, question.peerMethod()),
              question.floor()));
    }
    return ratios;
  }

  private double fastest(Question question, String method) {
    return fastest.getOrDefault(key(question, method), Double.NaN);
  }

  private static String key(Question question, String method) {
    return question.name() + " " + method;
  }

  private void run(Question question) throws RunnerException {
    Collection<RunResult> results = new Runner(options(question)).run();
    for (RunResult result : results) {
      double best = result.getPrimaryResult().getStatistics().getMin();
      fastest.merge(key(question, result.getParams().getBenchmark()), best, Math::min);
    }
  }

  private static Options options(Question question) {
    ChainedOptionsBuilder builder =
        new OptionsBuilder()
            .include("^" + Pattern.quote(question.library()) + "$")
            .include("^" + Pattern.quote(question.peerMethod()) + "$")
            .mode(Mode.SampleTime)
            .timeUnit(TimeUnit.MILLISECONDS)
            .forks(1)
            .warmupIterations(1)
            .warmupTime(TIME)
            .measurementIterations(1)
            .measurementTime(TIME)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    question.parameters().forEach(builder::param);
    return builder.build();
  }
}
