package io.faceattendance.cli;

import io.faceattendance.FaceException;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.NoStoreException;
import io.faceattendance.attendance.Register;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionTemplate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code session create|list|remove|events}. */
@Command(
    name = "session",
    mixinStandardHelpOptions = true,
    description = "When attendance is taken: sessions, and templates of sessions that recur.",
    subcommands = {
      SessionCreate.class,
      SessionCommand.ListSessions.class,
      SessionCommand.Remove.class,
      SessionCommand.Events.class
    })
final class SessionCommand {

  /** {@code session list}. */
  @Command(name = "list", description = "The sessions of some days, and all templates.")
  static final class ListSessions extends FaceCommand {
    private static final int DAYS = 7;

    @Option(
        names = "--from",
        paramLabel = "DATE",
        converter = TimeConverters.ToDate.class,
        description = "the first day (default: today, or the day of --to if that is before)")
    @Nullable LocalDate from;

    @Option(
        names = "--to",
        paramLabel = "DATE",
        converter = TimeConverters.ToDate.class,
        description = "the last day (default: a week after the first)")
    @Nullable LocalDate to;

    @Override
    Result run() {
      Days days = days();
      List<Session> sessions = new ArrayList<>();
      List<SessionTemplate> templates = new ArrayList<>();
      try (FaceAttendance attendance = Opened.withoutModels(common)) {
        sessions.addAll(attendance.timetable().between(days.first(), days.last()));
        templates.addAll(attendance.timetable().templates());
      } catch (NoStoreException e) {
        // Where nothing was ever stored, there are none.
      }
      return result(days, sessions, templates);
    }

    private Days days() {
      LocalDate today = LocalDate.now();
      LocalDate first = from;
      if (first == null) {
        first = to != null && to.isBefore(today) ? to : today;
      }
      return Days.of(this, first, to == null ? first.plusDays(DAYS) : to);
    }

    private static Result result(
        Days days, List<Session> sessions, List<SessionTemplate> templates) {
      Map<String, @Nullable Object> json =
          Result.object(
              "from", days.first().toString(),
              "to", days.last().toString(),
              "sessions", sessions.stream().map(SessionViews::session).toList(),
              "templates", templates.stream().map(SessionViews::template).toList());
      List<String> lines = new ArrayList<>();
      lines.add(
          "%s from %s to %s"
              .formatted(
                  Result.count(sessions.size(), "session", "sessions"), days.first(), days.last()));
      sessions.forEach(session -> lines.add(SessionViews.line(session)));
      lines.add(Result.count(templates.size(), "template", "templates"));
      templates.forEach(template -> lines.add(SessionViews.line(template)));
      return Result.of(true, json, lines);
    }
  }

  /** {@code session remove}. */
  @Command(
      name = "remove",
      description = "Removes a template; its sessions in which somebody was marked stay.")
  static final class Remove extends FaceCommand {
    @Parameters(paramLabel = "ID", description = "the template's id")
    String id = "";

    @Override
    Result run() {
      try (FaceAttendance attendance = Opened.withoutModels(common)) {
        SessionTemplate template =
            Sessions.template(attendance, id)
                .orElseThrow(
                    () ->
                        new FaceException("there is no template '%s': session list".formatted(id)));
        attendance.timetable().remove(template.id());
        return Result.of(
            true,
            Result.object("removed", id),
            List.of("removed the template %s; sessions with events stay".formatted(id)));
      }
    }
  }

  /** {@code session events}. */
  @Command(name = "events", description = "Everything that was recorded in a session.")
  static final class Events extends FaceCommand {
    @Parameters(
        paramLabel = "ID",
        converter = Converters.ToSessionId.class,
        description = "the session's id; of a template's session TEMPLATE@DATE")
    SessionId id = SessionId.of("-");

    @Override
    Result run() {
      try (FaceAttendance attendance = Opened.withoutModels(common)) {
        Session session = Sessions.require(attendance, id);
        List<Register.Entry> entries = attendance.register().events(id);
        List<String> lines = new ArrayList<>();
        lines.add("session %s: %s".formatted(id, Result.count(entries.size(), "event", "events")));
        EventViews views = EventViews.of(session, entries);
        lines.addAll(views.lines());
        Map<String, @Nullable Object> json =
            Result.object("session", id.value(), "events", views.json());
        return Result.of(true, json, lines);
      }
    }
  }
}
