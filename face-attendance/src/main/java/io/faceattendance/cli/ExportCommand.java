package io.faceattendance.cli;

import io.faceattendance.attendance.ArchiveKeys;
import io.faceattendance.attendance.Archives.Contents;
import io.faceattendance.attendance.FaceAttendance;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code export}: everything in one encrypted file. */
@Command(
    name = "export",
    description = {
      "Writes everything that the store holds to one encrypted file, for backup, and to move to"
          + " another store: import.",
      "Its key is taken from FACE_ARCHIVE_KEY (base64 of 32 bytes) or from the file that"
          + " FACE_ARCHIVE_KEY_FILE names, which is made if it is missing."
    })
final class ExportCommand extends FaceCommand {
  @Parameters(paramLabel = "FILE", description = "the archive, which is not there yet")
  Path file = Path.of("");

  @Override
  Result run() throws IOException {
    OutputFile.requirePlace(file);
    if (Files.exists(file)) { // before a key is made for it
      throw new FileAlreadyExistsException(file.toString());
    }
    try (FaceAttendance attendance = Opened.withoutModels(common)) {
      byte[] key = ArchiveKeys.fromEnvironment(System.getenv(), true);
      try {
        return result("exported to", file, attendance.archives().exportTo(file, key));
      } finally {
        Arrays.fill(key, (byte) 0);
      }
    }
  }

  static Result result(String what, Path file, Contents contents) {
    Map<String, @Nullable Object> json =
        Result.object(
            "file", file.toString(),
            "people", contents.people(),
            "templates", contents.templates(),
            "pictures", contents.pictures(),
            "sessions", contents.sessions(),
            "events", contents.events(),
            "audit_rows", contents.auditRows());
    String line =
        "%s %s: %s, %s, %s, %s, %d events, %d audit rows"
            .formatted(
                what,
                file,
                Result.count(contents.people(), "person", "people"),
                Result.count(contents.templates(), "template", "templates"),
                Result.count(contents.pictures(), "picture", "pictures"),
                Result.count(contents.sessions(), "session", "sessions"),
                contents.events(),
                contents.auditRows());
    return Result.of(true, json, List.of(line));
  }
}
