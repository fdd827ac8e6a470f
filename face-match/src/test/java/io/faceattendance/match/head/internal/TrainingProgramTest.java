package io.faceattendance.match.head.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What training does to a program: its output, its end and its memory. */
class TrainingProgramTest {
  private static final int LARGEST_GROWTH = 150;

  @Test
  void printsNothingEndsByItselfAndKeepsItsMemory(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    Path errors = directory.resolve("errors");
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                TrainingProgram.class.getName())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();

    boolean ended = program.waitFor(5, TimeUnit.MINUTES);
    program.destroyForcibly();

    assertThat(ended).isTrue();
    assertThat(Files.readString(output)).isEmpty();
    Matcher growth = Pattern.compile("grown by (-?\\d+) MB").matcher(Files.readString(errors));
    assertThat(growth.find()).as(Files.readString(errors)).isTrue();
    assertThat(Integer.parseInt(growth.group(1))).isLessThan(LARGEST_GROWTH);
  }
}
