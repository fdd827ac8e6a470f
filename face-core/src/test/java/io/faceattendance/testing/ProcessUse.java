package io.faceattendance.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process uses, as Linux reports it. Tests are skipped with the reason elsewhere. */
public final class ProcessUse {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessUse() {}

  /** Resident memory in bytes, after the garbage of the heap and its direct buffers is gone. */
  public static long residentBytes() {
    // Direct buffers are freed by a thread of their own after the collection that finds them.
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return 1024 * value("VmRSS:");
  }

  /** Threads of the process: the JVM's and those that native libraries started. */
  public static long threads() {
    return value("Threads:");
  }

  private static long value(String field) {
    if (!Files.isReadable(STATUS)) {
      return abort("needs " + STATUS + ", which only Linux has");
    }
    try {
      String line =
          Files.readAllLines(STATUS).stream()
              .filter(candidate -> candidate.startsWith(field))
              .findFirst()
              .orElseThrow();
      return Long.parseLong(line.replaceAll("[^0-9]", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
