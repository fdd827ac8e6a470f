package io.faceattendance.cli;

import io.faceattendance.FaceException;
import io.faceattendance.cli.ProtocolRow.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An identification protocol: who is enrolled with which pictures, and which pictures are searched.
 *
 * @param rows in the order of the file
 */
record Protocol(List<ProtocolRow> rows) {
  private static final List<String> COLUMNS = List.of("role", "identity", "path");

  /**
   * Reads and checks it.
   *
   * @param file with the columns role, identity, path and perhaps group
   * @param root what its paths are relative to
   */
  static Protocol read(Path file, Path root) throws IOException {
    Path folder = root.toAbsolutePath().normalize();
    Protocol protocol =
        new Protocol(CsvRow.read(file, COLUMNS, row -> ProtocolRow.of(row, folder)));
    if (protocol.gallery().isEmpty() || protocol.probes().isEmpty()) {
      throw new FaceException(
          "expected pictures of the gallery and probes in %s, got %d and %d"
              .formatted(file, protocol.gallery().size(), protocol.probes().size()));
    }
    protocol.requireTrueRoles();
    protocol.requireOtherPictures();
    protocol.requireNoRowTwice();
    protocol.rows.forEach(ProtocolRow::requireFile);
    return protocol;
  }

  List<ProtocolRow> gallery() {
    return rows.stream().filter(row -> row.is(Role.GALLERY)).toList();
  }

  List<ProtocolRow> probes() {
    return rows.stream().filter(row -> !row.is(Role.GALLERY)).toList();
  }

  boolean hasGroups() {
    return rows.stream().anyMatch(row -> row.source().has("group"));
  }

  /** A wrong role would be counted as an error of the models. */
  private void requireTrueRoles() {
    Set<String> enrolled =
        gallery().stream().map(ProtocolRow::identity).collect(Collectors.toSet());
    for (ProtocolRow row : rows) {
      if (row.is(Role.PROBE_KNOWN) && !enrolled.contains(row.identity())) {
        throw row.source()
            .bad("a gallery row for the identity of a probe_known", "none for " + row.identity());
      }
      if (row.is(Role.PROBE_UNKNOWN) && enrolled.contains(row.identity())) {
        throw row.source()
            .bad("no gallery row for the identity of a probe_unknown", "one for " + row.identity());
      }
    }
  }

  /** A copied row would make intervals narrower than they are. */
  private void requireNoRowTwice() {
    Map<List<Object>, ProtocolRow> seen = new HashMap<>();
    for (ProtocolRow row : rows) {
      ProtocolRow same = seen.putIfAbsent(List.of(row.identity(), row.picture()), row);
      if (same != null) {
        throw row.source()
            .bad(
                "a picture once",
                "%s as in line %d".formatted(row.picture(), same.source().line()));
      }
    }
  }

  /** A picture is always found by itself: it would be counted as a success of the models. */
  private void requireOtherPictures() {
    Map<Path, ProtocolRow> enrolled = new HashMap<>();
    gallery().forEach(row -> enrolled.putIfAbsent(row.picture(), row));
    for (ProtocolRow row : probes()) {
      ProtocolRow same = enrolled.get(row.picture());
      if (same != null) {
        throw row.source()
            .bad(
                "a picture that is not in the gallery",
                "%s, which line %d enrols".formatted(row.picture(), same.source().line()));
      }
    }
  }
}
