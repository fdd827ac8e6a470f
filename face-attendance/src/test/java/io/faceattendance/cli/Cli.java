package io.faceattendance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the command line in this JVM, on one data directory. */
final class Cli {
  private final Path data;

  Cli(Path data) {
    this.data = data;
  }

  record Answer(int exitCode, String out) {
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(out);
      } catch (JsonProcessingException e) {
        throw new AssertionError("expected one JSON document, got: " + out, e);
      }
    }
  }

  Answer json(Object... words) {
    List<String> arguments = new ArrayList<>();
    for (Object word : words) {
      arguments.add(word.toString());
    }
    arguments.addAll(List.of("--json", "--offline", "--data", data.toString()));
    return run(arguments.toArray(String[]::new));
  }

  /** The words of a line without quotes. */
  static Object[] words(String line) {
    return line.strip().split(" +");
  }

  /** What a command says that did what it was asked. */
  JsonNode done(Object... words) {
    Answer answer = json(words);
    assertThat(answer.exitCode()).as(answer.out()).isZero();
    return answer.json();
  }

  /** What a command says of bad input. */
  String refused(Object... words) {
    Answer answer = json(words);
    assertThat(answer.exitCode()).as(answer.out()).isEqualTo(2);
    return answer.json().at("/error/message").asText();
  }

  static Answer run(String... arguments) {
    StringWriter out = new StringWriter();
    int exitCode = Main.run(arguments, new PrintWriter(out));
    return new Answer(exitCode, out.toString());
  }
}
