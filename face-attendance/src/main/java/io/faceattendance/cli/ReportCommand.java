package io.faceattendance.cli;

import io.faceattendance.FaceException;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.report.AttendanceRow;
import io.faceattendance.attendance.report.SessionReport;
import io.faceattendance.attendance.report.SessionReport.Mismatch;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code report}: the attendance of a session, from the store. */
@Command(name = "report", description = "The attendance of a session.")
final class ReportCommand extends FaceCommand {
  @Option(
      names = "--session",
      required = true,
      paramLabel = "ID",
      converter = Converters.ToSessionId.class,
      description = "the session")
  SessionId session = SessionId.of("-");

  @Option(names = "--csv", paramLabel = "FILE", description = "also write the rows as CSV")
  @Nullable Path csv;

  @Override
  Result run() throws IOException {
    try (FaceAttendance attendance = Opened.withoutModels(common)) {
      SessionReport report = read(attendance, session);
      if (csv != null) {
        write(report, csv);
      }
      return Result.of(true, json(report), lines(report));
    }
  }

  static SessionReport read(FaceAttendance attendance, SessionId session) {
    return attendance
        .report(session)
        .orElseThrow(() -> new FaceException("nothing was marked in a session " + session));
  }

  static Map<String, @Nullable Object> json(SessionReport report) {
    List<Map<String, @Nullable Object>> rows =
        report.present().stream().map(one -> row(report, one)).toList();
    List<Map<String, @Nullable Object>> mismatches =
        report.mismatches().stream().map(ReportCommand::mismatch).toList();
    return Result.object(
        "session", report.session().id().value(), "rows", rows, "mismatches", mismatches);
  }

  private static Map<String, @Nullable Object> row(SessionReport report, AttendanceRow row) {
    return Result.object(
        "person", row.person().map(person -> person.id().value()).orElse(null),
        "name", row.person().map(Person::name).orElse(null),
        "session", report.session().id().value(),
        "status", row.attendance().status().name().toLowerCase(Locale.ROOT),
        "in", row.attendance().in().map(Instant::toString).orElse(null));
  }

  private static Map<String, @Nullable Object> mismatch(Mismatch mismatch) {
    return Result.object(
        "claimed", mismatch.claimed().map(person -> person.id().value()).orElse(null),
        "at", mismatch.at().toString(),
        "similarity", Result.rounded(mismatch.evidence().similarity()));
  }

  static List<String> lines(SessionReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("session %s: %d present".formatted(report.session().id(), report.present().size()));
    for (AttendanceRow row : report.present()) {
      lines.add(
          "  %s, since %s"
              .formatted(
                  row.person()
                      .map(person -> person.id() + "  " + person.name())
                      .orElse("(removed)"),
                  row.attendance().in().map(Instant::toString).orElse("-")));
    }
    for (Mismatch mismatch : report.mismatches()) {
      lines.add(
          "  mismatch: claimed %s at %s, cosine %.4f"
              .formatted(
                  mismatch.claimed().map(person -> person.id().value()).orElse("(removed)"),
                  mismatch.at(),
                  mismatch.evidence().similarity()));
    }
    return lines;
  }

  private static void write(SessionReport report, Path file) throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180.builder().setHeader("person", "name", "session", "status", "in").get();
    try (Writer writer = Files.newBufferedWriter(file);
        CSVPrinter printer = format.print(writer)) {
      for (AttendanceRow row : report.present()) {
        printer.printRecord(
            row(report, row).values().stream().map(ReportCommand::harmless).toList());
      }
    }
  }

  /** A spreadsheet computes what begins like a formula; behind an apostrophe it shows it. */
  static @Nullable Object harmless(@Nullable Object cell) {
    boolean formula =
        cell instanceof String text && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    return formula ? "'" + cell : cell;
  }
}
