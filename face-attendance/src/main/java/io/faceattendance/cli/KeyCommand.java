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
  private static final String NEW_KEY = "FACE_NEW_KEY";
  private static final String NEW_KEY_FILE = "FACE_NEW_KEY_FILE";

  /** {@code key rotate}. */
  @Command(
      name = "rotate",
      description = {
        "Encrypts everything anew with another key.",
        "The new key is taken from FACE_NEW_KEY (base64 of 32 bytes) or from the file that"
            + " FACE_NEW_KEY_FILE names; set FACE_KEY or FACE_KEY_FILE to it afterwards. Without"
            + " both, and if the key is in a file, that file gets a new one and the one before is"
            + " kept beside it, as its name with .old.",
        "Afterwards the store opens with the new key alone. Archives have keys of their own; copies"
            + " of the store made before need the old one."
      })
  static final class Rotate extends FaceCommand {
    /** Where the new key comes from. */
    private record Next(String from, KeyProvider key) {}

    @Override
    Result run() {
      Next next = next(System.getenv());
      try (FaceAttendance attendance = Opened.withoutModels(common)) {
        int records = attendance.privacy().rotateKey(next.key());
        return Result.of(
            true,
            Result.object("rotated", true, "records", records, "key", next.from()),
            List.of(
                "%s encrypted anew: from now on the store opens with the new key (%s) alone"
                    .formatted(Result.count(records, "record", "records"), next.from())));
      }
    }

    private static Next next(Map<String, String> environment) {
      String key = environment.getOrDefault(NEW_KEY, "");
      if (!key.isBlank()) {
        return new Next(NEW_KEY, decoded(key));
      }
      String file = environment.getOrDefault(NEW_KEY_FILE, "");
      return file.isBlank()
          ? new Next("key_file", KeyProvider.defaults().next())
          : new Next(NEW_KEY_FILE, KeyProvider.ofFile(Path.of(file)));
    }

    private static KeyProvider decoded(String key) {
      try {
        return KeyProvider.of(Base64.getDecoder().decode(key.strip()));
      } catch (IllegalArgumentException e) {
        // The decoder's message quotes the text, which may be most of a key: it is not passed on.
        throw new FaceException(
            "expected base64 of %d bytes in the environment variable %s; make one with: openssl rand -base64 32"
                .formatted(KeyProvider.KEY_BYTES, NEW_KEY));
      }
    }
  }
}
