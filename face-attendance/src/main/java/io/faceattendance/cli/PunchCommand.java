package io.faceattendance.cli;

import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.Register.Direction;
import io.faceattendance.attendance.Register.Recorded;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.rules.Answer;
import io.faceattendance.attendance.schedule.Session;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code punch}: somebody was there, by hand. */
@Command(
    name = "punch",
    description = {
      "Records by hand that a person was there, came or left.",
      "Exits with 1 if that does not count: outside the time of the session, or a check-out of"
          + " somebody who is not in. A session that nobody created is refused without"
          + " --new-session."
    })
final class PunchCommand extends FaceCommand {
  @Parameters(
      paramLabel = "ID",
      converter = Converters.ToPersonId.class,
      description = "the person's id")
  PersonId id = PersonId.of("-");

  @Option(
      names = "--session",
      required = true,
      paramLabel = "ID",
      converter = Converters.ToSessionId.class,
      description = "the session, or a template: its session at that instant")
  SessionId session = SessionId.of("-");

  @Option(
      names = "--direction",
      paramLabel = "seen|in|out",
      description = "which way; seen checks nobody out (default: seen)")
  Direction direction = Direction.SEEN;

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      converter = Converters.ToInstant.class,
      description = "when, such as 2026-09-01T08:00:00Z (default: now)")
  Instant at = Instant.now();

  @Option(
      names = "--new-session",
      description = "make the session, without a schedule, if it is not there")
  boolean newSession;

  @Override
  Result run() {
    try (FaceAttendance attendance = Opened.withoutModels(common)) {
      SessionId chosen = Sessions.at(attendance, session, at);
      boolean made = attendance.timetable().session(chosen).isEmpty();
      if (made && !newSession) {
        throw new FaceException(
            "there is no session %s: create it, or make one without a schedule by --new-session"
                .formatted(chosen));
      }
      Recorded recorded = attendance.register().punch(chosen, id, direction, at);
      return result(Sessions.require(attendance, chosen), recorded, made);
    }
  }

  private Result result(Session in, Recorded recorded, boolean made) {
    Map<String, @Nullable Object> json = AttendanceViews.recorded(in, id, recorded);
    json.put("direction", Result.word(direction));
    json.put("answer", Result.word(recorded.answer()));
    json.put("session_created", made);
    String line =
        "%s in session %s at %s: %s; %s"
            .formatted(
                id,
                in.id(),
                SessionViews.time(recorded.event().at(), in),
                AttendanceViews.words(recorded.answer()),
                AttendanceViews.words(recorded.attendance(), in));
    List<String> lines = made ? List.of(line, Sessions.madeLine(in.id())) : List.of(line);
    return Result.of(counts(recorded.answer()), json, lines);
  }

  private static boolean counts(Answer answer) {
    return answer != Answer.OUTSIDE && answer != Answer.OUT_WITHOUT_IN;
  }
}
