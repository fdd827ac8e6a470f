package io.faceattendance.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** People for tests that need no face. */
final class Attendees {
  private Attendees() {}

  /**
   * Puts people on the roster.
   *
   * @param people ID,NAME and perhaps ,GROUPS
   */
  static void add(Cli cli, Path folder, String... people) {
    List<String> lines = new ArrayList<>(List.of("id,name,groups"));
    for (String person : people) {
      lines.add(person.split(",", -1).length == 2 ? person + "," : person);
    }
    try {
      cli.done("roster", "import", Files.write(folder.resolve("people.csv"), lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode punch(Cli cli, String person, String session, String direction, String at) {
    return cli.json("punch", person, "--session", session, "--direction", direction, "--at", at)
        .json();
  }
}
