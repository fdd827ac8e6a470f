package io.faceattendance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The term at a school of the README: its commands give the lines that it shows. */
class ReadmeExampleTest {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @TempDir private Path folder;

  private record Step(String command, List<String> shown) {}

  @Test
  void givesWhatTheReadmeShows() throws IOException {
    String pictures = RealFiles.data("bbt").toString();
    List<Step> steps = steps(Files.readString(Path.of("../README.md")));
    assertThat(steps).hasSizeGreaterThan(8);
    for (Step step : steps) {
      if (step.command().startsWith("cat ")) {
        Files.write(folder.resolve(step.command().substring("cat ".length())), step.shown());
      } else {
        List<String> printed = run(step.command(), pictures);
        List<String> shown = step.shown().stream().filter(line -> !"...".equals(line)).toList();
        assertThat(printed).as(step.command()).isNotEmpty();
        if (!shown.isEmpty()) {
          assertThat(printed).as(step.command()).containsSubsequence(shown);
        }
      }
    }
  }

  private List<String> run(String command, String pictures) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command.replace("$FACE_DATA/bbt", pictures));
    while (matcher.find()) {
      String word = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      boolean file = word.endsWith(".csv") || word.endsWith(".html");
      words.add(file ? folder.resolve(word).toString() : word);
    }
    words.remove(0); // face
    words.addAll(List.of("--offline", "--data", folder.resolve("data").toString()));
    String out = Cli.run(words.toArray(String[]::new)).out();
    return out.replace(folder + "/", "").replace(pictures, "$FACE_DATA/bbt").lines().toList();
  }

  /** Of the block that begins with a command: what is typed after "$ ", and the lines below. */
  private static List<Step> steps(String readme) {
    int start = readme.indexOf("```\n$ ") + "```\n".length();
    List<Step> steps = new ArrayList<>();
    for (String line : readme.substring(start, readme.indexOf("```", start)).lines().toList()) {
      if (line.startsWith("$ ")) {
        steps.add(new Step(line.substring(2), new ArrayList<>()));
      } else {
        steps.get(steps.size() - 1).shown().add(line);
      }
    }
    return steps;
  }
}
