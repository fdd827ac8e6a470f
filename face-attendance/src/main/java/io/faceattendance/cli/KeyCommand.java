package io.faceattendance.cli;

import io.faceattendance.FaceException;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.KeyProvider;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code key rotate}. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = "The key of the store.",
    subcommands = KeyCommand.Rotate.class)
final class KeyCommand {

  /** {@code key rotate}. */
  @Command(
      name = "rotate",
      description = {
        "Encrypts everything anew with another key.",
        "The new key is taken from FACE_NEW_KEY (base64 of 32 bytes) or from the file that"
            + " FACE_NEW_KEY_FILE names. Afterwards the store opens with the new key alone: set"
            + " FACE_KEY or FACE_KEY_FILE to it. Archives and copies made before still need the old"
            + " one: keep it as long as you keep them."
      })
  static final class Rotate extends FaceCommand {
    @Override
    Result run() {
      KeyProvider next = next(System.getenv());
      try (FaceAttendance attendance = Opened.withoutModels(common)) {
        int records = attendance.privacy().rotateKey(next);
        return Result.of(
            true,
            Result.object("rotated", true, "records", records),
            List.of(
                "%s encrypted anew: from now on the store opens with the new key alone"
                    .formatted(Result.count(records, "record", "records"))));
      }
    }

    private static KeyProvider next(Map<String, String> environment) {
      String key = environment.getOrDefault("FACE_NEW_KEY", "");
      String file = environment.getOrDefault("FACE_NEW_KEY_FILE", "");
      if (!key.isBlank()) {
        return decoded(key);
      }
      if (!file.isBlank()) {
        return KeyProvider.ofFile(Path.of(file));
      }
      throw new FaceException(
          "expected the new key: set FACE_NEW_KEY_FILE to a file outside the data directory, or"
              + " FACE_NEW_KEY to the key; make one with: openssl rand -base64 32");
    }

    // The decoder's message quotes the text, which may be most of a key: it is not passed on.
    private static KeyProvider decoded(String key) {
      try {
        return KeyProvider.of(Base64.getDecoder().decode(key.strip()));
      } catch (IllegalArgumentException e) {
        throw new FaceException(
            "expected base64 of %d bytes in the environment variable FACE_NEW_KEY; make one with:"
                    .formatted(KeyProvider.KEY_BYTES)
                + " openssl rand -base64 32");
      }
    }
  }
}
