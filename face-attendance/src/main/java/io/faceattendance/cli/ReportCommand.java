package io.faceattendance.cli;

import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.GroupId;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.report.PeriodReport;
import io.faceattendance.cli.report.AttendancePage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code report}: the attendance of a session, a person or a group, from the store. */
@Command(
    name = "report",
    description = {
      "The attendance of a session, or of a person or a group over some days.",
      "It is computed from the events as they stand in the store. A time has the offset of the"
          + " session's zone; that of a session without a schedule is in UTC."
    })
final class ReportCommand extends FaceCommand {

  /** Exactly one of them. */
  static final class Subject {
    @Option(
        names = "--session",
        paramLabel = "ID",
        converter = Converters.ToSessionId.class,
        description = "the session; of a template's session TEMPLATE@DATE")
    @Nullable SessionId session;

    @Option(
        names = "--person",
        paramLabel = "ID",
        converter = Converters.ToPersonId.class,
        description = "the history of a person")
    @Nullable PersonId person;

    @Option(
        names = "--group",
        paramLabel = "ID",
        converter = Converters.ToGroupId.class,
        description = "everybody of a group")
    @Nullable GroupId group;
  }

  @ArgGroup(exclusive = true, multiplicity = "1")
  Subject subject = new Subject();

  @Option(
      names = "--from",
      paramLabel = "DATE",
      converter = TimeConverters.ToDate.class,
      description = {
        "the first day, of a person or a group",
        "(default: the first of the month of --to, without it of this month)"
      })
  @Nullable LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      converter = TimeConverters.ToDate.class,
      description = "the last day (default: the last of the month of the first day)")
  @Nullable LocalDate to;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description =
          "also write the rows as CSV, replacing it; new columns will only come at the end")
  @Nullable Path csv;

  @Option(
      names = "--html",
      paramLabel = "FILE.html",
      description = "also write one page for a browser and for printing, replacing it")
  @Nullable Path html;

  @Override
  Result run() throws IOException {
    if (subject.session != null && (from != null || to != null)) {
      throw bad("expected --from and --to with --person or --group alone");
    }
    requireFiles();
    try (FaceAttendance attendance = Opened.withoutModels(common)) {
      AttendanceReported reported = reported(attendance);
      if (csv != null) {
        OutputFile.replace(csv, reported.csv());
      }
      if (html != null) {
        OutputFile.replace(html, reported.page().get());
      }
      return Result.of(true, reported.json(), reported.lines());
    }
  }

  private void requireFiles() {
    if (csv != null) {
      OutputFile.requireReplaceable(csv);
    }
    if (html != null) {
      OutputFile.requirePage(html);
    }
    if (csv != null && html != null && absolute(csv).equals(absolute(html))) {
      throw bad("expected two files for --csv and --html, got %s twice".formatted(csv));
    }
  }

  private static Path absolute(Path file) {
    return file.toAbsolutePath().normalize();
  }

  private AttendanceReported reported(FaceAttendance attendance) {
    if (subject.session != null) {
      return session(attendance, subject.session);
    }
    if (subject.person != null) {
      return person(attendance, subject.person, days());
    }
    return group(attendance, Objects.requireNonNull(subject.group), days());
  }

  /** The month that is meant by what was said. */
  private Days days() {
    LocalDate first =
        from != null ? from : (to == null ? YearMonth.now() : YearMonth.from(to)).atDay(1);
    return Days.of(this, first, to == null ? YearMonth.from(first).atEndOfMonth() : to);
  }

  static AttendanceReported session(FaceAttendance attendance, SessionId session) {
    return AttendanceReported.of(
        attendance
            .reports()
            .session(session)
            .orElseThrow(() -> Sessions.unknown(attendance, session)));
  }

  private static AttendanceReported person(FaceAttendance attendance, PersonId id, Days days) {
    FaceException nobody = new FaceException("nobody has the id " + id);
    PeriodReport report =
        attendance.reports().person(id, days.first(), days.last()).orElseThrow(() -> nobody);
    Person person = attendance.person(id).orElseThrow(() -> nobody).person();
    return AttendanceReported.of(
        Result.object("person", id.value(), "name", person.name()),
        "%s (%s)".formatted(person.name(), id),
        report,
        () -> AttendancePage.person(person, report, Facts.written()));
  }

  private static AttendanceReported group(FaceAttendance attendance, GroupId group, Days days) {
    PeriodReport report =
        attendance
            .reports()
            .group(group, days.first(), days.last())
            .orElseThrow(() -> new FaceException("nobody belongs to a group " + group));
    return AttendanceReported.of(
        Result.object("group", group.value()),
        "group " + group,
        report,
        () -> AttendancePage.group(group, report, Facts.written()));
  }

  /** A spreadsheet computes what begins like a formula; behind an apostrophe it shows it. */
  static @Nullable Object harmless(@Nullable Object cell) {
    boolean formula =
        cell instanceof String text && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    return formula ? "'" + cell : cell;
  }
}
