package io.faceattendance.cli;

import io.faceattendance.FaceException;
import io.faceattendance.ImageException;
import io.faceattendance.InferenceException;
import io.faceattendance.ModelException;
import io.faceattendance.attendance.StoreFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The entry point of {@code face-attendance-cli.jar}. */
@Command(
    name = "face-attendance",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Enrol people from photographs, and mark who is on one.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or the answer is yes",
      "1:the answer is no: not verified, nobody known found, target not supported, a punch,"
          + " mark or correction that does not count, no consent that holds, audit log not intact",
      "2:bad usage or bad input",
      "70:internal error, or the disk or the database failed"
    },
    subcommands = {
      EnrolCommand.class, MarkCommand.class, IdentifyCommand.class, VerifyCommand.class,
      RosterCommand.class, PeopleCommand.class, SessionCommand.class, PunchCommand.class,
      CorrectCommand.class, VoidCommand.class, ReportCommand.class, ConsentCommand.class,
      RetentionCommand.class, AuditCommand.class, ExportCommand.class, ImportCommand.class,
      KeyCommand.class, ModelsCommand.class, DoctorCommand.class, CalibrateCommand.class,
      HeadCommand.class, EvaluateCommand.class, DemoCommand.class
    })
public final class Main {
  // Nothing that was typed can help: a defect, or a disk that is full, locked or broken.
  private static final Set<String> BEYOND_THE_USER = Set.of("internal", "store");

  private Main() {}

  /**
   * Runs one command and exits with its code.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments, new PrintWriter(System.out, true, StandardCharsets.UTF_8)));
  }

  /** In figures and words that are the same in every locale: programs read them. */
  static int run(String[] arguments, PrintWriter out) {
    Locale before = Locale.getDefault(Locale.Category.FORMAT);
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    try {
      return runHere(arguments, out);
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, before);
    }
  }

  private static int runHere(String[] arguments, PrintWriter out) {
    // Named explicitly: a logback.xml at the root would configure the application that uses us.
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "io/faceattendance/cli/logback.xml");
    }
    // Pictures and plots are drawn, windows never: a display that cannot be reached is no obstacle.
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    boolean json = asksForJson(arguments);
    CommandLine line = new CommandLine(new Main());
    line.setOut(out);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExpandAtFiles(false); // a name may begin with @
    line.setParameterExceptionHandler((e, rest) -> badUsage(e, json));
    line.setExecutionExceptionHandler((e, failed, parsed) -> failure(failed, e, json));
    int exitCode = execute(line, arguments, json);
    if (out.checkError()) { // a PrintWriter keeps its failures to itself
      line.getErr().println("error: the answer could not be written to the standard output");
      return Result.INTERNAL_ERROR;
    }
    return exitCode;
  }

  /** As picocli would read it, for errors that come before it has. */
  private static boolean asksForJson(String[] arguments) {
    return Arrays.stream(arguments)
        .takeWhile(word -> !word.equals("--"))
        .anyMatch(word -> word.equals("--json") || word.equalsIgnoreCase("--json=true"));
  }

  private static int execute(CommandLine line, String[] arguments, boolean json) {
    try {
      requireReadable(line, arguments);
      return line.execute(arguments);
    } catch (ParameterException e) {
      return badUsage(e, json);
    } catch (Error e) { // picocli hands only exceptions to its handler
      return failure(line, e, json);
    }
  }

  /** In a locale of ASCII the JVM replaces every other character: no name would survive. */
  private static void requireReadable(CommandLine line, String[] arguments) {
    for (String argument : arguments) {
      if (Photos.isGarbled(argument)) {
        throw new ParameterException(
            line,
            "expected arguments in the encoding of the locale, got '%s': set LC_ALL=C.UTF-8"
                .formatted(argument));
      }
    }
  }

  private static int badUsage(ParameterException e, boolean json) {
    CommandLine line = e.getCommandLine();
    // picocli begins some with a word that stands before each of ours.
    String message =
        Objects.requireNonNullElse(e.getMessage(), "bad usage").replaceFirst("^Error: ", "");
    report(line, "usage", message, json);
    if (!json) {
      line.getErr().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
    }
    return Result.BAD_INPUT;
  }

  private static int failure(CommandLine line, Throwable e, boolean json) {
    String code = code(e);
    if (code.equals("internal")) {
      LoggerFactory.getLogger(Main.class).error("internal error", e);
    }
    report(line, code, message(e), json);
    return BEYOND_THE_USER.contains(code) ? Result.INTERNAL_ERROR : Result.BAD_INPUT;
  }

  private static void report(CommandLine line, String code, String message, boolean json) {
    if (json) {
      Object error = Result.object("code", code, "message", message);
      line.getOut().println(FaceCommand.toJson(Result.object("error", error)));
      line.getOut().flush();
    } else {
      line.getErr().println("error: " + message);
    }
  }

  private static String code(Throwable e) {
    if (e instanceof ImageException) {
      return "image";
    }
    if (e instanceof ModelException) {
      return "model";
    }
    if (e instanceof IOException || e instanceof UncheckedIOException) {
      return "file";
    }
    if (e instanceof StoreFailedException) {
      return "store";
    }
    boolean internal = !(e instanceof FaceException) || e instanceof InferenceException;
    return internal ? "internal" : "input";
  }

  static String message(Throwable e) {
    if (e instanceof UncheckedIOException unchecked) {
      return message(Objects.requireNonNull(unchecked.getCause()));
    }
    if (e instanceof NoSuchFileException) {
      return "no such file: " + e.getMessage();
    }
    if (e instanceof FileAlreadyExistsException) {
      return "the file is there already: " + e.getMessage();
    }
    if (e instanceof AccessDeniedException) {
      return "no permission for " + e.getMessage();
    }
    return Objects.requireNonNullElse(e.getMessage(), e.toString());
  }
}
