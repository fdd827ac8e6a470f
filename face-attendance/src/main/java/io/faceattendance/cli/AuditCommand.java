package io.faceattendance.cli;

import io.faceattendance.attendance.AuditLog;
import io.faceattendance.attendance.AuditLog.Verification;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.store.AuditRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit verify|list}. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "The audit log: what someone may have to answer for, in a chain.",
    subcommands = {AuditCommand.Verify.class, AuditCommand.ListRows.class})
final class AuditCommand {

  /** {@code audit verify}. */
  @Command(
      name = "verify",
      description = {
        "Computes the chain again: finds a row that was changed, moved, added or is missing.",
        "Keep the head it prints elsewhere: with --expect-head a later run shows whether the log"
            + " still goes on from there, and so whether the whole store was put back to an older"
            + " state. Exits with 1 if the log is not intact or does not have that head."
      })
  static final class Verify extends FaceCommand {
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{2,128}");
    private static final int AT_ONCE = 1000;

    @Option(
        names = "--expect-head",
        paramLabel = "HEX",
        description = "the head that an earlier run printed")
    @Nullable String expected;

    @Override
    Result run() {
      if (expected != null && !HEX.matcher(expected).matches()) {
        throw bad("expected the hexadecimal digits of a head, got '%s'".formatted(expected));
      }
      try (FaceAttendance attendance = Opened.withoutModels(common)) {
        Verification verified = attendance.audit().verify();
        return expected == null
            ? result(verified)
            : result(verified, has(attendance.audit(), expected.toLowerCase(Locale.ROOT)));
      }
    }

    private static boolean has(AuditLog log, String head) {
      long after = 0;
      while (true) {
        List<AuditRow> rows = log.rows(after, AT_ONCE);
        if (rows.stream().anyMatch(row -> row.mac().hex().equals(head))) {
          return true;
        }
        if (rows.size() < AT_ONCE) {
          return false;
        }
        after = rows.get(rows.size() - 1).sequence();
      }
    }

    private static Result result(Verification verified) {
      return Result.of(verified.intact(), json(verified), List.of(line(verified)));
    }

    private static Result result(Verification verified, boolean found) {
      Map<String, @Nullable Object> json = json(verified);
      json.put("expected_head_found", found);
      String line =
          found
              ? "the expected head is in the log"
              : "the expected head is not in the log: it is that of another store, or the store was"
                  + " put back to an older state";
      return Result.of(verified.intact() && found, json, List.of(line(verified), line));
    }

    private static Map<String, @Nullable Object> json(Verification verified) {
      return Result.object(
          "intact", verified.intact(),
          "rows", verified.rows(),
          "first_bad", verified.firstBad().isPresent() ? verified.firstBad().getAsLong() : null,
          "head", verified.head());
    }

    private static String line(Verification verified) {
      return verified.intact()
          ? "intact: %d rows, head %s".formatted(verified.rows(), verified.head())
          : "NOT intact: %d rows%s"
              .formatted(
                  verified.rows(),
                  verified.firstBad().isPresent()
                      ? ", the first bad one is " + verified.firstBad().getAsLong()
                      : "");
    }
  }

  /** {@code audit list}. */
  @Command(
      name = "list",
      description =
          "Rows of the audit log. People stand there by random keys, so that a removal leaves the log as it is.")
  static final class ListRows extends FaceCommand {
    @Option(
        names = "--after",
        paramLabel = "N",
        description = "from the row after this number (default: ${DEFAULT-VALUE})")
    long after;

    @Option(
        names = "--limit",
        paramLabel = "N",
        description = "at most so many rows (default: ${DEFAULT-VALUE})")
    int limit = 100;

    @Override
    Result run() {
      if (after < 0 || limit < 1) {
        throw bad(
            "expected --after of at least 0 and --limit of at least 1, got %d and %d"
                .formatted(after, limit));
      }
      try (FaceAttendance attendance = Opened.withoutModels(common)) {
        List<AuditRow> rows = attendance.audit().rows(after, limit);
        List<String> lines = new ArrayList<>(rows.stream().map(ListRows::line).toList());
        lines.add(Result.count(rows.size(), "row", "rows"));
        return Result.of(
            true, Result.object("rows", rows.stream().map(ListRows::json).toList()), lines);
      }
    }

    private static Map<String, @Nullable Object> json(AuditRow row) {
      return Result.object(
          "row", row.sequence(),
          "at", row.entry().at().toString(),
          "action", row.entry().action(),
          "person_key", row.entry().person().map(UUID::toString).orElse(null),
          "details", FaceCommand.fromJson(row.entry().details()),
          "mac", row.mac().hex());
    }

    private static String line(AuditRow row) {
      return "%d  %s  %s%s %s"
          .formatted(
              row.sequence(),
              row.entry().at(),
              row.entry().action(),
              row.entry().person().map(key -> " of " + key).orElse(""),
              row.entry().details());
    }
  }
}
