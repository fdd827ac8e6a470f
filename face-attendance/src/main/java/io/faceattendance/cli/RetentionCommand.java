package io.faceattendance.cli;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.Privacy.Retention;
import io.faceattendance.attendance.Privacy.RetentionResult;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code retention}: deletes what is older than it may be. */
@Command(
    name = "retention",
    description = {
      "Deletes what is older than it may be, for good, and records that in the audit log.",
      "What is not named is kept. With none of --events, --people and --pictures: events of two"
          + " years (P2Y), people a year after their last active day (P1Y), pictures of 30 days"
          + " (P30D). Look with --dry-run first."
    })
final class RetentionCommand extends FaceCommand {
  private static final Retention DEFAULTS =
      new Retention(
          Optional.of(Period.ofYears(2)),
          Optional.of(Period.ofYears(1)),
          Optional.of(Period.ofDays(30)));

  @Option(
      names = "--events",
      paramLabel = "PERIOD",
      converter = TimeConverters.ToPeriod.class,
      description = "how long events and sessions are kept, such as P2Y")
  @Nullable Period events;

  @Option(
      names = "--people",
      paramLabel = "PERIOD",
      converter = TimeConverters.ToPeriod.class,
      description = "how long people are kept after their last active day, such as P90D")
  @Nullable Period people;

  @Option(
      names = "--pictures",
      paramLabel = "PERIOD",
      converter = TimeConverters.ToPeriod.class,
      description = "how long pictures are kept, such as P30D")
  @Nullable Period pictures;

  @Option(names = "--dry-run", description = "only say what would be deleted")
  boolean dryRun;

  @Override
  Result run() {
    Retention retention = retention();
    try (FaceAttendance attendance = Opened.withoutModels(common)) {
      return result(retention, attendance.privacy().retain(retention, dryRun));
    }
  }

  private Retention retention() {
    if (events == null && people == null && pictures == null) {
      return DEFAULTS;
    }
    try {
      return new Retention(
          Optional.ofNullable(events), Optional.ofNullable(people), Optional.ofNullable(pictures));
    } catch (IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  private Result result(Retention retention, RetentionResult deleted) {
    List<String> ids = deleted.people().stream().map(PersonId::value).toList();
    Map<String, @Nullable Object> json =
        Result.object(
            "dry_run", dryRun,
            "as_of", deleted.asOf().toString(),
            "retention", periods(retention),
            "people", ids,
            "templates", deleted.templates(),
            "pictures", deleted.pictures(),
            "events", deleted.events(),
            "sessions", deleted.sessions());
    json.put("erased", deleted.erased());
    return Result.of(true, json, lines(retention, deleted, ids));
  }

  private static Map<String, @Nullable Object> periods(Retention retention) {
    return Result.object(
        "events", word(retention.events()),
        "people", word(retention.people()),
        "pictures", word(retention.pictures()));
  }

  private static @Nullable String word(Optional<Period> period) {
    return period.map(Period::toString).orElse(null);
  }

  private List<String> lines(Retention retention, RetentionResult deleted, List<String> ids) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "kept as of %s: events %s, people %s, pictures %s"
            .formatted(
                deleted.asOf(),
                kept(retention.events()),
                kept(retention.people()),
                kept(retention.pictures())));
    lines.add(
        "%s %s, %s, %s, %s, %s"
            .formatted(
                dryRun ? "would delete" : "deleted",
                Result.count(ids.size(), "person", "people"),
                Result.count(deleted.templates(), "template", "templates"),
                Result.count(deleted.pictures(), "picture", "pictures"),
                deleted.events() == 1 ? "1 event" : deleted.events() + " events",
                Result.count(deleted.sessions(), "session", "sessions")));
    ids.forEach(id -> lines.add("  " + id));
    if (!dryRun && !deleted.erased() && deletesAnything(deleted)) {
      lines.add("the store is in use: the bytes are erased when it is opened next");
    }
    return lines;
  }

  private static boolean deletesAnything(RetentionResult deleted) {
    return !deleted.people().isEmpty()
        || deleted.pictures() > 0
        || deleted.events() > 0
        || deleted.sessions() > 0;
  }

  private static String kept(Optional<Period> period) {
    return period.map(Period::toString).orElse("for ever");
  }
}
