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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code session create|list|remove|cancel|events}. */
@Command(
    name = "session",
    mixinStandardHelpOptions = true,
    description = "When attendance is taken: sessions, and templates of sessions that recur.",
    subcommands = {
      SessionCreate.class,
      SessionCommand.ListSessions.class,
      SessionCommand.Remove.class,
      SessionCommand.Cancel.class,
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
      description = {
        "Removes a template, or a session that takes place once and in which nothing was recorded.",
        "Sessions of the template in which somebody was marked, or which have started, stay."
      })
  static final class Remove extends FaceCommand {
    @Parameters(paramLabel = "ID", description = "the id of the template or session")
    String id = "";

    @Override
    Result run() {
      try (FaceAttendance attendance = Opened.withoutModels(common)) {
        Optional<SessionTemplate> template = Sessions.template(attendance, id);
        if (template.isPresent()) {
          attendance.timetable().remove(template.get().id());
          return removed("the template %s; sessions with events stay".formatted(id), true);
        }
        SessionId session = once(attendance);
        attendance.timetable().cancel(session);
        return removed("the session " + session, false);
      }
    }

    private SessionId once(FaceAttendance attendance) {
      Optional<Session> found = session(attendance);
      if (found.isEmpty()) {
        throw new FaceException("there is no template or session '%s': session list".formatted(id));
      }
      SessionId session = found.get().id();
      if (found.get().template().isPresent()) {
        throw new FaceException(
            "%s is a session of a template: session cancel %s".formatted(id, id));
      }
      if (!attendance.register().events(session).isEmpty()) {
        throw new FaceException(
            "the session %s has events and stays; to call it off: session cancel %s"
                .formatted(id, id));
      }
      return session;
    }

    private Optional<Session> session(FaceAttendance attendance) {
      try {
        return attendance.timetable().session(SessionId.of(id));
      } catch (IllegalArgumentException e) { // no id at all
        throw bad(String.valueOf(e.getMessage()));
      }
    }

    private Result removed(String what, boolean template) {
      return Result.of(
          true, Result.object("removed", id, "template", template), List.of("removed " + what));
    }
  }

  /** {@code session cancel}. */
  @Command(
      name = "cancel",
      description = {
        "Calls a session off in which nothing was recorded that counts.",
        "One of a template becomes a day on which the template does not take place. Nobody is"
            + " absent from it any more."
      })
  static final class Cancel extends FaceCommand {
    @Parameters(
        paramLabel = "ID",
        converter = Converters.ToSessionId.class,
        description = "the session's id; of a template's session TEMPLATE@DATE")
    SessionId id = SessionId.of("-");

    @Override
    Result run() {
      try (FaceAttendance attendance = Opened.withoutModels(common)) {
        if (Sessions.template(attendance, id.value()).isPresent()
            || !attendance.timetable().cancel(id)) {
          throw Sessions.unknown(attendance, id);
        }
        return Result.of(
            true, Result.object("cancelled", id.value()), List.of("cancelled the session " + id));
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
