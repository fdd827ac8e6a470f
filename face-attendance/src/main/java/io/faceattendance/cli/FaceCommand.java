package io.faceattendance.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command: runs, then prints its {@link Result} once, as text or as one JSON document. */
@Command(mixinStandardHelpOptions = true)
abstract class FaceCommand implements Callable<Integer> {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Mixin CommonOptions common = new CommonOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  CommandSpec spec;

  abstract Result run() throws IOException;

  @Override
  public final Integer call() throws IOException {
    if (common.data != null && common.store != null) {
      throw bad("expected either --data DIR or --store URL, got both");
    }
    Result result = run();
    PrintWriter out = spec.commandLine().getOut();
    if (common.json) {
      out.println(toJson(result.json()));
    } else {
      result.lines().forEach(out::println);
    }
    out.flush();
    return result.exitCode();
  }

  /** What is wrong with the command line. */
  final ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  static String toJson(Object document) {
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result that is no JSON: " + document, e);
    }
  }

  /** A document as objects; a text that is none as it is. */
  static Object fromJson(String text) {
    try {
      return JSON.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      return text;
    }
  }
}
