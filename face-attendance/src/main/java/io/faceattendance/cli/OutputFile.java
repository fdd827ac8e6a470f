package io.faceattendance.cli;

import io.faceattendance.FaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/** Where a command writes what it made. */
final class OutputFile {
  private static final Pattern PAGE = Pattern.compile(".+\\.html?", Pattern.CASE_INSENSITIVE);

  private OutputFile() {}

  /** Finds a wrong name before pictures are looked at for an hour. */
  static void requirePlace(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
      throw new FaceException("expected a file in a folder that is there, got " + file);
    }
  }

  /** The same for {@link #replace}, which would put a file in place of a device or a pipe. */
  static void requireReplaceable(Path file) {
    requirePlace(file);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FaceException("expected a file that can be replaced, got " + file);
    }
  }

  /** The same for a page, so that nothing else is replaced by a slip of the hand. */
  static void requirePage(Path file) {
    requireReplaceable(file);
    if (!PAGE.matcher(Photos.name(file)).matches()) {
      throw new FaceException("expected a name that ends in .html for the page, got " + file);
    }
  }

  /**
   * Writes a text in UTF-8 in place of the file: whoever reads it sees the old one or the new one,
   * never a half.
   */
  static void replace(Path file, String text) throws IOException {
    Path target = file.toAbsolutePath().normalize();
    Path folder = target.getParent();
    if (folder == null) {
      throw new FaceException("expected a file in a folder, got " + file);
    }
    Path draft = folder.resolve("." + Photos.name(target) + "." + System.nanoTime() + ".tmp");
    try {
      Files.writeString(draft, text);
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
