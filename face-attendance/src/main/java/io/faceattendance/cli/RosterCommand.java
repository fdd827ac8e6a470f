package io.faceattendance.cli;

import io.faceattendance.attendance.EnrolledPerson;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.Roster.RosterChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code roster import}. */
@Command(
    name = "roster",
    mixinStandardHelpOptions = true,
    description = "The people of an institution, enrolled or not.",
    subcommands = RosterCommand.Import.class)
final class RosterCommand {

  /** {@code roster import}. */
  @Command(
      name = "import",
      description = {
        "Adds people from a CSV file, and brings those who are here up to date; nobody is removed.",
        "Its header has the columns id and name, and may have groups (separated by ;, so that a name of"
            + " a group has no comma here), active_from"
            + " and active_to (dates), consent (a reference), and external_SYSTEM for an id in"
            + " another system. A column that is there holds for everybody in the file: an empty"
            + " value takes away what was stored. What has no column stays as it is stored. A consent"
            + " is never taken away here, and one that was withdrawn stays so: consent. The whole"
            + " file is taken or nothing of it; every bad row is named by"
            + " its line."
      })
  static final class Import extends FaceCommand {
    @Parameters(paramLabel = "FILE", description = "the CSV file, in UTF-8")
    Path file = Path.of("");

    @Override
    Result run() throws IOException {
      // Before a store is made: what is no roster at all must not leave one.
      RosterFile.read(file, List.of());
      try (FaceAttendance attendance = Opened.toSetUp(common)) {
        RosterFile.Contents contents =
            RosterFile.read(
                file, attendance.people().stream().map(EnrolledPerson::person).toList());
        return result(contents, attendance.roster().put(contents.people()));
      }
    }

    private Result result(RosterFile.Contents contents, RosterChange change) {
      Map<String, @Nullable Object> json =
          Result.object(
              "people", contents.people().size(),
              "added", change.added(),
              "changed", change.changed(),
              "unchanged", change.unchanged(),
              "ignored_columns", contents.ignored());
      List<String> lines = new ArrayList<>();
      lines.add(
          "%s: %s, %d added, %d changed, %d unchanged"
              .formatted(
                  file,
                  Result.count(contents.people().size(), "person", "people"),
                  change.added(),
                  change.changed(),
                  change.unchanged()));
      if (!contents.ignored().isEmpty()) {
        lines.add("ignored columns: " + String.join(", ", contents.ignored()));
      }
      return Result.of(true, json, lines);
    }
  }
}
