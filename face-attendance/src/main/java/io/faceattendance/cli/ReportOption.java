package io.faceattendance.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --report}: the figures as a page. */
final class ReportOption {
  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "also write figures and plots as one page for a browser, replacing it")
  @Nullable Path file;

  /** Finds what would keep the page from being written before pictures are looked at. */
  void requirePlace() {
    if (file != null) {
      OutputFile.requirePage(file);
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
