package io.faceattendance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a process of its own: what really arrives at its streams. */
class ProcessTest {
  private static final File FULL = new File("/dev/full");

  @TempDir private Path folder;

  @Test
  void writesOneJsonDocumentAndNothingElseToTheStandardOutput() throws Exception {
    assertThat(run(Map.of(), "people", "list", "--json")).isZero();
    assertThat(output().get("people")).isEmpty();

    // It loads every native library, which like to talk.
    assertThat(run(Map.of(), "doctor", "--json", "--offline")).isLessThan(2);
    assertThat(output().get("checks").findValuesAsText("check")).contains("opencv", "onnxruntime");

    assertThat(run(Map.of(), "people", "show", "nobody", "--json")).isEqualTo(2);
    assertThat(output().at("/error/code").asText()).isEqualTo("input");
  }

  @Test
  void hasNothingToVerifyWhereNoModelIs() throws Exception {
    assertThat(run(withoutModels(), "models", "verify", "--json", "--offline")).isOne();
    assertThat(output().get("models").findValuesAsText("state"))
        .containsOnly("not here", "several files", "needs no file", "no file known");
  }

  @Test
  void tellsTheThresholdsOfTheChosenSpaceBeforeFilesAreHere() throws Exception {
    String plain = thresholds();
    assertThat(plain).startsWith("1:1 at FMR");
    assertThat(thresholds("--detector", "haar")).startsWith("1:1 at FMR").isNotEqualTo(plain);
    assertThat(thresholds("--flip", "--detector", "haar")).contains("/flip/128", "--fmr-table");
    assertThat(thresholds("--embedder", "sface")).contains("files are here");
  }

  private String thresholds(String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("doctor", "--json", "--offline"));
    words.addAll(List.of(options));
    assertThat(run(withoutModels(), words.toArray(String[]::new))).isLessThan(2);
    for (JsonNode check : output().get("checks")) {
      if (check.get("check").asText().equals("thresholds")) {
        return check.get("detail").asText();
      }
    }
    throw new AssertionError("no thresholds in " + output());
  }

  /** An empty folder and an empty cache, which holds for a process of its own alone. */
  private Map<String, String> withoutModels() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    return Map.of("FACE_MODELS", empty.toString(), "XDG_CACHE_HOME", empty.toString());
  }

  @Test
  void exitsWithSeventyIfTheAnswerIsLost() throws Exception {
    assumeTrue(FULL.exists(), "this system has no /dev/full");
    Process process =
        command(Map.of(), "models", "list", "--json", "--offline").redirectOutput(FULL).start();

    assertThat(process.waitFor()).isEqualTo(70);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void refusesANameThatTheLocaleGarbles() throws Exception {
    ProcessBuilder shell = command(Map.of("LC_ALL", "C"), "enrol", "jose", "$NAME", "x", "--json");
    // The name travels in a variable: this JVM's own locale may not have its letters either.
    List<String> words = shell.command().stream().map(ProcessTest::quoted).toList();
    shell.command("sh", "-c", "NAME=$(printf 'Jos\\303\\251'); " + String.join(" ", words));

    assertThat(shell.start().waitFor()).isEqualTo(2);
    assertThat(output().at("/error/message").asText()).contains("LC_ALL=C.UTF-8");
  }

  @Test
  void needsNoDisplayToDraw() throws Exception {
    String page = folder.resolve("page.html").toString();
    Map<String, String> unreachable = Map.of("DISPLAY", "127.0.0.1:77");
    String pairs = "--pairs=no.csv";

    int exitCode =
        run(unreachable, "evaluate", "verification", pairs, "--root=.", "--json", "--report", page);

    assertThat(exitCode).isEqualTo(2);
    assertThat(output().at("/error/message").asText()).contains("no.csv");
  }

  private static String quoted(String word) {
    return word.equals("$NAME") ? "\"$NAME\"" : "'" + word + "'";
  }

  private int run(Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    return command(environment, words).start().waitFor();
  }

  private ProcessBuilder command(Map<String, String> environment, String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(words));
    command.addAll(List.of("--data", folder.resolve("data").toString()));
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().putAll(environment);
    return process
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("log").toFile());
  }

  private JsonNode output() throws IOException {
    String text = Files.readString(folder.resolve("out"), StandardCharsets.UTF_8);
    return new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(text);
  }
}
