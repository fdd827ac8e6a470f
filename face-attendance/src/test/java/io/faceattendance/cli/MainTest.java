package io.faceattendance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.attendance.AttendanceOptions;
import io.faceattendance.attendance.FaceAttendance;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every command, needing neither models nor a store. */
class MainTest {
  @TempDir private Path folder;

  @Test
  void answersInJsonWhicheverWayItIsAskedFor() {
    for (String option : new String[] {"--json", "--json=true", "--json=TRUE"}) {
      Cli.Answer answer = Cli.run("people", "show", option);

      assertThat(answer.exitCode()).isEqualTo(2);
      assertThat(answer.json().at("/error/code").asText()).isEqualTo("usage");
    }
    assertThat(Cli.run("people", "show", "--json=false").out()).isEmpty();
  }

  @Test
  void refusesArgumentsThatTheLocaleGarbled() {
    Cli.Answer answer = Cli.run("enrol", "jose", "Jos\uFFFD", "photo.jpg", "--json");

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.json().at("/error/message").asText()).contains("LC_ALL=C.UTF-8");
  }

  @Test
  void takesAWordThatBeginsWithAtAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("words"), "contents");

    Cli.Answer answer = Cli.run("mark", "--session", "s", "--at", "@" + file, "x.jpg", "--json");

    assertThat(answer.json().at("/error/message").asText()).contains("@" + file);
  }

  @Test
  void failsIfTheAnswerCannotBeWritten() {
    Writer full =
        new FilterWriter(Writer.nullWriter()) {
          @Override
          public void write(String text, int from, int length) throws IOException {
            throw new IOException("no space left on device");
          }
        };

    int exitCode = Main.run(new String[] {"models", "list", "--json"}, new PrintWriter(full));

    assertThat(exitCode).isEqualTo(70);
  }

  @Test
  void tellsADatabaseThatFailsFromBadInput() throws IOException {
    Path data = folder.resolve("data");
    FaceAttendance.open(data, AttendanceOptions.defaults().withoutModels()).close();
    Path file = data.resolve("attendance.db");
    byte[] bytes = Files.readAllBytes(file);
    // All but the first page, by which SQLite knows its files.
    Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5A);
    Files.write(file, bytes);

    Cli.Answer broken = new Cli(data).json("people", "list");
    Files.writeString(file, "this is no database".repeat(100));
    Cli.Answer refused = new Cli(data).json("people", "list");

    assertThat(broken.exitCode()).isEqualTo(70);
    assertThat(broken.json().at("/error/code").asText()).isEqualTo("store");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.json().at("/error/code").asText()).isEqualTo("input");
  }

  @Test
  void writesNoFormulasIntoASpreadsheet() {
    for (String name : new String[] {"=HYPERLINK(\"x\")", "+1", "-1", "@SUM(1)", "\t=1", "\r=1"}) {
      assertThat(ReportCommand.harmless(name)).isEqualTo("'" + name);
    }
    assertThat(ReportCommand.harmless("Joe = Biden")).isEqualTo("Joe = Biden");
    assertThat(ReportCommand.harmless(-0.25)).isEqualTo(-0.25);
    assertThat(ReportCommand.harmless(null)).isNull();
  }
}
