package io.faceattendance.cli;

import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.report.AttendanceRow;
import io.faceattendance.attendance.report.PeriodReport;
import io.faceattendance.attendance.report.PeriodReport.PersonTotals;
import io.faceattendance.attendance.report.SessionReport;
import io.faceattendance.attendance.report.SessionReport.Mismatch;
import io.faceattendance.attendance.report.Totals;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.cli.report.AttendancePage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * A report in every form. The keys are a contract.
 *
 * @param json the document
 * @param rows its rows, once more, for a CSV file
 * @param lines the text
 * @param page the page for a browser
 */
record AttendanceReported(
    Map<String, @Nullable Object> json,
    List<Map<String, @Nullable Object>> rows,
    List<String> lines,
    Supplier<String> page) {

  /** Of a session. */
  static AttendanceReported of(SessionReport report) {
    List<Map<String, @Nullable Object>> rows =
        report.rows().stream().map(AttendanceViews::row).toList();
    Session session = report.session();
    Map<String, @Nullable Object> json =
        Result.object(
            "session", session.id().value(),
            "name", session.name(),
            "from", session.date().toString(),
            "to", session.date().toString(),
            "zone", session.zone().getId(),
            "finished", report.finished(),
            "rows", rows,
            "totals", AttendanceViews.totals(report.totals()),
            "mismatches", report.mismatches().stream().map(one -> json(one, session)).toList());
    List<String> lines = new ArrayList<>();
    lines.add(
        "session %s%s: %s"
            .formatted(
                session.id(),
                report.finished() ? "" : " (not over yet)",
                AttendanceViews.words(
                    Result.count(report.totals().rows(), "person", "people"), report.totals())));
    report.rows().forEach(row -> lines.add(line(row, "")));
    report.mismatches().forEach(one -> lines.add(line(one, session)));
    return new AttendanceReported(
        json, rows, lines, () -> AttendancePage.session(report, Facts.written()));
  }

  /**
   * Of a person or a group.
   *
   * @param subject the keys that say who
   * @param who the same in words
   */
  static AttendanceReported of(
      Map<String, @Nullable Object> subject,
      String who,
      PeriodReport report,
      Supplier<String> page) {
    List<Map<String, @Nullable Object>> rows =
        report.rows().stream().map(AttendanceViews::row).toList();
    Map<String, @Nullable Object> json = new LinkedHashMap<>(subject);
    json.put("from", report.first().toString());
    json.put("to", report.last().toString());
    json.put("rows", rows);
    json.put("totals", AttendanceViews.totals(report.totals()));
    json.put("people", report.people().stream().map(AttendanceViews::person).toList());
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s from %s to %s: %s"
            .formatted(
                who,
                report.first(),
                report.last(),
                AttendanceViews.words(rows(report.totals()), report.totals())));
    lines.addAll(report.people().stream().map(AttendanceReported::line).toList());
    report.rows().forEach(row -> lines.add(line(row, row.finished() ? "" : " (not over yet)")));
    return new AttendanceReported(json, rows, lines, page);
  }

  private static Map<String, @Nullable Object> json(Mismatch mismatch, Session session) {
    return Result.object(
        "claimed", mismatch.claimed().map(person -> person.id().value()).orElse(null),
        "at", SessionViews.time(mismatch.at(), session),
        "similarity", Result.rounded(mismatch.evidence().similarity()));
  }

  private static String line(AttendanceRow row, String note) {
    String source = AttendanceViews.source(row);
    return "  %s in %s%s: %s%s%s%s"
        .formatted(
            row.person().map(AttendanceReported::words).orElse("(removed)"),
            row.session().id(),
            note,
            AttendanceViews.words(row.attendance(), row.session()),
            source == null ? "" : " (%s)".formatted(source),
            row.evidence().map(face -> ", cosine %.4f".formatted(face.similarity())).orElse(""),
            row.expected() || row.session().groups().isEmpty() ? "" : ", not expected");
  }

  private static String line(PersonTotals one) {
    return "  %s: %s"
        .formatted(words(one.person()), AttendanceViews.words(rows(one.totals()), one.totals()));
  }

  private static String rows(Totals totals) {
    return Result.count(totals.rows(), "row", "rows");
  }

  private static String words(Person person) {
    return person.id() + "  " + person.name();
  }

  private static String line(Mismatch mismatch, Session session) {
    return "  mismatch: claimed %s at %s, cosine %.4f"
        .formatted(
            mismatch.claimed().map(person -> person.id().value()).orElse("(removed)"),
            SessionViews.time(mismatch.at(), session),
            mismatch.evidence().similarity());
  }

  /** The rows as CSV. */
  String csv() throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180.builder().setHeader(AttendanceViews.COLUMNS.toArray(String[]::new)).get();
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer = format.print(text)) {
      for (Map<String, @Nullable Object> row : rows) {
        printer.printRecord(
            AttendanceViews.COLUMNS.stream().map(row::get).map(ReportCommand::harmless).toList());
      }
    }
    return text.toString();
  }
}
