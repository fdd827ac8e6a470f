package io.faceattendance.benchmarks.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures everything here and writes the committed document:
 *
 * <p>{@code java -cp benchmarks/target/benchmarks.jar
 * io.faceattendance.benchmarks.speed.MeasureSpeed benchmarks/results}
 *
 * <p>About 15 minutes, on a machine that does nothing else. It writes {@code speed-DATE.md} and
 * JMH's own {@code speed-DATE.json}. Further arguments are JMH's; a pattern selects benchmarks.
 */
public final class MeasureSpeed {
  private static final String EVERYTHING =
      "^" + MeasureSpeed.class.getPackageName().replace(".", "\\.") + "\\.[A-Za-z]+Benchmark\\.";

  private MeasureSpeed() {}

  /**
   * Measures and writes.
   *
   * @param arguments the folder to write to, then any options of JMH
   * @throws IOException if the document cannot be written
   * @throws RunnerException if a benchmark fails
   * @throws CommandLineOptionException if JMH does not know an option
   */
  public static void main(String[] arguments)
      throws IOException, RunnerException, CommandLineOptionException {
    if (arguments.length == 0) {
      System.err.println("expected the folder to write to, then any options of JMH");
      System.exit(2);
    }
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    LocalDate today = LocalDate.now();
    Path json = folder.resolve("speed-" + today + ".json");
    Machine machine = Machine.here();
    measure(Arrays.copyOfRange(arguments, 1, arguments.length), json);
    JsonNode results = new ObjectMapper().readTree(json.toFile());
    String document = ResultsTable.document(today, command(arguments), machine, results);
    Files.writeString(folder.resolve("speed-" + today + ".md"), document);
    System.out.print(document);
  }

  private static void measure(String[] jmhArguments, Path json)
      throws RunnerException, CommandLineOptionException {
    CommandLineOptions given = new CommandLineOptions(jmhArguments);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .parent(given)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .resultFormat(ResultFormatType.JSON)
            .result(json.toString());
    if (given.getIncludes().isEmpty()) {
      options.include(EVERYTHING);
    }
    new Runner(options.build()).run();
  }

  private static String command(String[] arguments) {
    String program =
        "java -cp benchmarks/target/benchmarks.jar " + MeasureSpeed.class.getName() + " ";
    return program + String.join(" ", List.of(arguments));
  }
}
