package io.faceattendance.cli;

import io.faceattendance.FaceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --report}: the figures as a page. */
final class ReportOption {
  private static final Pattern PAGE = Pattern.compile(".+\\.html?", Pattern.CASE_INSENSITIVE);

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "also write figures and plots as one page for a browser, replacing it")
  @Nullable Path file;

  /** Finds what would keep the page from being written before pictures are looked at. */
  void requirePlace() {
    if (file != null) {
      OutputFile.requireReplaceable(file);
      // So that no protocol and no picture is replaced by a slip of the hand.
      if (!PAGE.matcher(Photos.name(file)).matches()) {
        throw new FaceException("expected a name that ends in .html for the page, got " + file);
      }
      Annotator.requireFont();
    }
  }

  /** Writes the page if it was asked for. */
  void write(Supplier<String> page) throws IOException {
    if (file != null) {
      OutputFile.replace(file, page.get());
    }
  }
}
