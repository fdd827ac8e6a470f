package io.faceattendance.cli;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.Evidence;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.Register.Recorded;
import io.faceattendance.attendance.report.AttendanceRow;
import io.faceattendance.attendance.report.PeriodReport.PersonTotals;
import io.faceattendance.attendance.report.Totals;
import io.faceattendance.attendance.rules.Answer;
import io.faceattendance.attendance.rules.Attendance;
import io.faceattendance.attendance.rules.Status;
import io.faceattendance.attendance.schedule.Session;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attendance as JSON objects and in words. The keys are a contract. */
final class AttendanceViews {
  /** The keys of a row in their order: the columns of a CSV file. */
  static final List<String> COLUMNS =
      List.of(
          "person",
          "name",
          "session",
          "status",
          "in",
          "similarity",
          "date",
          "out",
          "late_minutes",
          "left_early_minutes",
          "attended_minutes",
          "source",
          "expected",
          "away_minutes",
          "finished");

  private AttendanceViews() {}

  /** A row of a report, with the keys of {@link #COLUMNS}. */
  static Map<String, @Nullable Object> row(AttendanceRow row) {
    Session session = row.session();
    Attendance attendance = row.attendance();
    boolean measured = !attendance.spans().isEmpty();
    return Result.object(
        "person", row.person().map(person -> person.id().value()).orElse(null),
        "name", row.person().map(Person::name).orElse(null),
        "session", session.id().value(),
        "status", Result.word(attendance.status()),
        "in", SessionViews.time(attendance.in(), session),
        "similarity", row.evidence().map(Evidence::similarity).map(Result::rounded).orElse(null),
        "date", session.date().toString(),
        "out", SessionViews.time(attendance.out(), session),
        "late_minutes", attendance.lateMinutes(),
        "left_early_minutes", attendance.leftEarlyMinutes(),
        "attended_minutes", measured ? attendance.attended().toMinutes() : null,
        "source", source(row),
        "expected", row.expected(),
        "away_minutes", measured ? attendance.awayMinutes() : null,
        "finished", row.finished());
  }

  /** Who says so: what was set right by hand stands apart from what was punched by hand. */
  static @Nullable String source(AttendanceRow row) {
    return row.attendance().corrected()
        ? "correction"
        : row.source().map(Result::word).orElse(null);
  }

  static Map<String, @Nullable Object> totals(Totals totals) {
    Map<String, @Nullable Object> json =
        Result.object(
            "present", totals.counts().get(Status.PRESENT),
            "late", totals.counts().get(Status.LATE),
            "left_early", totals.counts().get(Status.LEFT_EARLY),
            "absent", totals.counts().get(Status.ABSENT),
            "excused", totals.counts().get(Status.EXCUSED));
    json.put("rows", totals.rows());
    return json;
  }

  static Map<String, @Nullable Object> person(PersonTotals one) {
    Map<String, @Nullable Object> json =
        Result.object("person", one.person().id().value(), "name", one.person().name());
    json.putAll(totals(one.totals()));
    json.put("late_minutes", one.lateMinutes());
    return json;
  }

  /** What was recorded, and what the person's attendance is with it. */
  static Map<String, @Nullable Object> recorded(
      Session session, PersonId person, Recorded recorded) {
    Attendance attendance = recorded.attendance();
    return Result.object(
        "event", recorded.event().id().toString(),
        "session", session.id().value(),
        "person", person.value(),
        "at", SessionViews.time(recorded.event().at(), session),
        "status", Result.word(attendance.status()),
        "in", SessionViews.time(attendance.in(), session),
        "out", SessionViews.time(attendance.out(), session),
        "late_minutes", attendance.lateMinutes(),
        "left_early_minutes", attendance.leftEarlyMinutes());
  }

  static String words(Answer answer) {
    return switch (answer) {
      case ACCEPTED -> "accepted";
      case DUPLICATE -> "a duplicate, nothing changed";
      case TO_BE_CONFIRMED -> "seen, to be confirmed by more sightings";
      case OUT_WITHOUT_IN -> "a check-out of somebody who is not in, it does not count";
      case OUTSIDE -> "outside the time of the session, it does not count";
      case NOT_PRESENCE -> "it says nothing of presence";
    };
  }

  static String words(Status status) {
    return Result.word(status).replace('_', ' ');
  }

  /** "late by 7 min, in ..., out ...". */
  static String words(Attendance attendance, Session session) {
    return words(attendance.status())
        + minutes(" by", attendance.lateMinutes())
        + leftEarly(attendance)
        + attendance.in().map(in -> ", in " + SessionViews.time(in, session)).orElse("")
        + attendance.out().map(out -> ", out " + SessionViews.time(out, session)).orElse("")
        + times(attendance);
  }

  private static String leftEarly(Attendance attendance) {
    boolean isStatus = attendance.status() == Status.LEFT_EARLY;
    return minutes(isStatus ? " by" : ", left early by", attendance.leftEarlyMinutes());
  }

  /** How long somebody was there and away; nothing is known of that without a stay. */
  private static String times(Attendance attendance) {
    return attendance.spans().isEmpty()
        ? ""
        : ", attended %d min%s"
            .formatted(
                attendance.attended().toMinutes(), minutes(", away", attendance.awayMinutes()));
  }

  private static String minutes(String before, long minutes) {
    return minutes == 0 ? "" : "%s %d min".formatted(before, minutes);
  }

  /** "8 people: 6 present, ...". */
  static String words(String what, Totals totals) {
    return "%s: %d present, %d late, %d left early, %d absent, %d excused"
        .formatted(
            what,
            totals.counts().get(Status.PRESENT),
            totals.counts().get(Status.LATE),
            totals.counts().get(Status.LEFT_EARLY),
            totals.counts().get(Status.ABSENT),
            totals.counts().get(Status.EXCUSED));
  }
}
