package io.faceattendance.cli;

import io.faceattendance.FaceException;
import io.faceattendance.attendance.ArchiveKeys;
import io.faceattendance.attendance.FaceAttendance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code import}: everything from one encrypted file. */
@Command(
    name = "import",
    description = {
      "Reads an archive that export wrote into a store, which must be empty or is made.",
      "Its key is taken from FACE_ARCHIVE_KEY or the file that FACE_ARCHIVE_KEY_FILE names."
    })
final class ImportCommand extends FaceCommand {
  @Parameters(paramLabel = "FILE", description = "the archive")
  Path file = Path.of("");

  @Override
  Result run() throws IOException {
    // All that can be refused is refused before a store is made.
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isRegularFile(file)) {
      throw new FaceException("expected an archive, got %s, which is no file".formatted(file));
    }
    byte[] key = ArchiveKeys.fromEnvironment(System.getenv(), false);
    try (FaceAttendance attendance = Opened.toSetUp(common)) {
      return ExportCommand.result(
          "imported from", file, attendance.archives().importFrom(file, key));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
