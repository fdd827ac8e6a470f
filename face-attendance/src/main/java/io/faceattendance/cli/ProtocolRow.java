package io.faceattendance.cli;

import io.faceattendance.FaceException;
import io.faceattendance.Image;
import io.faceattendance.image.ImageLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One row of an identification protocol.
 *
 * @param source where it stands, for messages
 * @param role what the picture is for
 * @param identity whom it shows; may be blank for somebody who is not in the gallery
 * @param picture its file
 * @param group a part of the data set, if the file names it
 */
record ProtocolRow(
    CsvRow source, Role role, String identity, Path picture, Optional<String> group) {

  /** What a picture is for. */
  enum Role {
    /** To be enrolled. */
    GALLERY,
    /** To be searched: somebody of the gallery. */
    PROBE_KNOWN,
    /** To be searched: nobody of the gallery. */
    PROBE_UNKNOWN;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static ProtocolRow of(CsvRow row, Path root) {
    Role role = role(row);
    String identity = row.text("identity");
    if (identity.isEmpty() && role != Role.PROBE_UNKNOWN) {
      throw row.bad("an identity", "none");
    }
    Optional<String> group =
        row.has("group")
            ? Optional.of(row.text("group")).filter(name -> !name.isEmpty())
            : Optional.empty();
    return new ProtocolRow(row, role, identity, row.picture(root), group);
  }

  private static Role role(CsvRow row) {
    return Arrays.stream(Role.values())
        .filter(role -> role.word().equalsIgnoreCase(row.text("role")))
        .findAny()
        .orElseThrow(
            () ->
                row.bad(
                    "a role of "
                        + Arrays.stream(Role.values())
                            .map(Role::word)
                            .collect(Collectors.joining(", ")),
                    "'" + row.text("role") + "'"));
  }

  boolean is(Role wanted) {
    return role == wanted;
  }

  /** Finds a wrong name before models are loaded. */
  void requireFile() {
    if (!Files.isRegularFile(picture)) {
      throw source.bad("a picture", picture + ", which is no file");
    }
  }

  Image read(ImageLimits limits) {
    try {
      return Photos.read(picture, limits);
    } catch (IOException | FaceException e) {
      throw source.bad("a picture that can be read", picture + ": " + Main.message(e));
    }
  }
}
