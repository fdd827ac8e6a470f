package io.faceattendance.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A JVM of its own with this one's class path and test data.
 *
 * @param main the class that it runs
 * @param options its JVM options
 * @param environment variables besides this process's
 */
public record ChildJvm(String main, List<String> options, Map<String, String> environment) {

  /** A child that runs a class. */
  public static ChildJvm of(Class<?> main) {
    return new ChildJvm(main.getName(), List.of("-XX:-UsePerfData"), Map.of());
  }

  /** The same child with further JVM options. */
  public ChildJvm with(String... more) {
    return new ChildJvm(
        main, Stream.concat(options.stream(), Stream.of(more)).toList(), environment);
  }

  /** The same child with these environment variables. */
  public ChildJvm withEnvironment(Map<String, String> variables) {
    return new ChildJvm(main, options, variables);
  }

  /** Starts the child; what it prints is dropped. */
  public Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    for (String property : List.of("face.models", "face.data")) {
      command.add("-D" + property + "=" + System.getProperty(property, ""));
    }
    String plain = System.getProperty("java.class.path");
    command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", plain), main));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Runs the child to its end and returns its exit status. */
  public int run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).waitFor();
  }
}
