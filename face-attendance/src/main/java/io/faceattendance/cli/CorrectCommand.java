package io.faceattendance.cli;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.Register.Decision;
import io.faceattendance.attendance.Register.Recorded;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.rules.Answer;
import io.faceattendance.attendance.rules.AttendanceEvent.Correction;
import io.faceattendance.attendance.rules.Status;
import io.faceattendance.attendance.schedule.Session;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code correct}: what holds instead of what the events say. */
@Command(
    name = "correct",
    description = {
      "Sets the attendance of a person in a session right.",
      "The latest correction holds; the events stay, and so does every correction before. To take"
          + " one back: void.",
      "Exits with 1 if the correction does not hold, as a later one does."
    })
final class CorrectCommand extends FaceCommand {
  @Option(
      names = "--session",
      required = true,
      paramLabel = "ID",
      converter = Converters.ToSessionId.class,
      description = "the session; of a template's session TEMPLATE@DATE")
  SessionId session = SessionId.of("-");

  @Option(
      names = "--person",
      required = true,
      paramLabel = "ID",
      converter = Converters.ToPersonId.class,
      description = "the person")
  PersonId person = PersonId.of("-");

  @Option(
      names = "--status",
      required = true,
      paramLabel = "STATUS",
      converter = Converters.ToStatus.class,
      description = "present, late, left-early, absent or excused")
  Status status = Status.PRESENT;

  @Option(
      names = "--in",
      paramLabel = "INSTANT",
      converter = Converters.ToInstant.class,
      description = "when the person came (default: as the events say)")
  @Nullable Instant in;

  @Option(
      names = "--out",
      paramLabel = "INSTANT",
      converter = Converters.ToInstant.class,
      description = "when the person left (default: as the events say)")
  @Nullable Instant out;

  @Mixin DecisionOptions why = new DecisionOptions();

  @Override
  Result run() {
    Correction correction = correction();
    Decision decision = why.decision(this);
    try (FaceAttendance attendance = Opened.withoutModels(common)) {
      Session where = Sessions.require(attendance, session);
      Recorded recorded = attendance.register().correct(session, person, correction, decision);
      Map<String, @Nullable Object> json = AttendanceViews.recorded(where, person, recorded);
      json.put("by", decision.by());
      json.put("reason", decision.reason());
      json.put("answer", Result.word(recorded.answer()));
      boolean accepted = recorded.answer() == Answer.ACCEPTED;
      String line =
          "%s in session %s: %s (by %s)%s"
              .formatted(
                  person,
                  session,
                  AttendanceViews.words(recorded.attendance(), where),
                  decision.by(),
                  accepted ? "" : "; not accepted: " + AttendanceViews.words(recorded.answer()));
      return Result.of(accepted, json, List.of(line));
    }
  }

  private Correction correction() {
    try {
      return new Correction(status, Optional.ofNullable(in), Optional.ofNullable(out));
    } catch (IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }
}
