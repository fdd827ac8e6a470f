package io.faceattendance.cli;

import io.faceattendance.FaceException;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.GroupId;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionTemplate;
import io.faceattendance.attendance.schedule.SessionTemplate.LocalSpan;
import io.faceattendance.attendance.schedule.TemplateId;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code session create}: a session on a date, or a template of sessions on days of the week. */
@Command(
    name = "create",
    description = {
      "Creates a session on a --date, or a template of sessions on --days of the week.",
      "One that ends at or before the time of its start ends on the next day. The id of a template's"
          + " session is TEMPLATE@DATE. What has the id already is replaced with --replace"
          + " alone, as a whole: what is not given then is not kept, but for the first day of a"
          + " template. A session in which somebody was marked stays as it is."
    })
final class SessionCreate extends FaceCommand {
  private static final int NEXT = 5;
  private static final int LOOK_AHEAD_DAYS = 366;

  @Parameters(paramLabel = "ID", description = "the id of the session or template")
  String id = "";

  @Option(names = "--name", paramLabel = "NAME", description = "its name (default: the id)")
  @Nullable String name;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      converter = TimeConverters.ToDate.class,
      description = "the day of a session that takes place once")
  @Nullable LocalDate date;

  @Option(
      names = "--days",
      paramLabel = "DAY",
      split = ",",
      converter = TimeConverters.ToDay.class,
      description = "the days of a template, such as mon,wed,fri")
  List<DayOfWeek> days = new ArrayList<>();

  @Option(
      names = "--start",
      required = true,
      paramLabel = "HH:MM",
      converter = TimeConverters.ToTime.class,
      description = "local time of the start")
  LocalTime start = LocalTime.MIDNIGHT;

  @Option(
      names = "--end",
      required = true,
      paramLabel = "HH:MM",
      converter = TimeConverters.ToEndTime.class,
      description = "local time of the end; 24:00 is midnight, 00:00 to 24:00 the whole day")
  LocalTime end = LocalTime.MIDNIGHT;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      converter = TimeConverters.ToZone.class,
      description = "where it takes place, such as Europe/Berlin (default: that of this system)")
  ZoneId zone = ZoneId.systemDefault();

  @Option(
      names = "--from",
      paramLabel = "DATE",
      converter = TimeConverters.ToDate.class,
      description = {
        "the first day of a template",
        "(default: today in its zone, or the day of --to if that is before; of a template that is"
            + " replaced its own)"
      })
  @Nullable LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      converter = TimeConverters.ToDate.class,
      description = "the last day of a template (default: for ever after)")
  @Nullable LocalDate to;

  @Option(
      names = "--except",
      paramLabel = "DATE",
      split = ",",
      converter = TimeConverters.ToDate.class,
      description = "a day on which a template has no session; may be given again")
  List<LocalDate> except = new ArrayList<>();

  @Option(
      names = "--break",
      paramLabel = "HH:MM-HH:MM",
      converter = TimeConverters.ToLocalSpan.class,
      description = "a break; may be given again")
  List<LocalSpan> breaks = new ArrayList<>();

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      converter = Converters.ToGroupId.class,
      description = "who is expected: the people of this group; may be given again")
  List<GroupId> groups = new ArrayList<>();

  @Option(names = "--replace", description = "replace what has the id already and is not the same")
  boolean replace;

  @Mixin RulesOptions rules = new RulesOptions();

  @Override
  Result run() {
    if ((date == null) == days.isEmpty()) {
      throw bad(
          "expected either --date DATE or --days DAY,..., got " + (date == null ? "none" : "both"));
    }
    if (start.equals(end) && !start.equals(LocalTime.MIDNIGHT)) {
      throw bad("expected an --end other than the --start, got %s twice".formatted(start));
    }
    return date == null ? template() : session(date);
  }

  private Result session(LocalDate day) {
    if (from != null || to != null || !except.isEmpty()) {
      throw bad("expected --from, --to and --except with --days alone, got them with --date");
    }
    Session session = once(day);
    boolean replaced;
    try (FaceAttendance attendance = Opened.toSetUp(common)) {
      if (Sessions.template(attendance, id).isPresent()) {
        throw new FaceException("expected an id of its own, %s is a template".formatted(id));
      }
      Optional<Session> before = attendance.timetable().session(session.id());
      replaced =
          before
              .map(SessionViews::wholeSession)
              .filter(old -> replaces(old, SessionViews.wholeSession(session)))
              .isPresent();
      attendance.timetable().put(session);
    }
    Map<String, @Nullable Object> json = SessionViews.wholeSession(session);
    json.put("template", false);
    json.put("replaced", replaced);
    String heading = replaced ? "session (replaced)" : "session";
    return Result.of(true, json, List.of(heading, SessionViews.line(session)));
  }

  private Session once(LocalDate day) {
    SessionId key = checked(() -> SessionId.of(id));
    return checked(
        () ->
            Session.oneOff(
                key,
                name == null ? id : name,
                day,
                zone,
                start,
                end,
                breaks,
                new TreeSet<>(groups),
                rules.rules()));
  }

  private Result template() {
    if (from != null && to != null) {
      Days.of(this, from, to);
    }
    TemplateId key = checked(() -> TemplateId.of(id));
    weekly(key, Optional.ofNullable(from)); // refused, if so, before a store is made
    SessionTemplate template;
    boolean replaced;
    try (FaceAttendance attendance = Opened.toSetUp(common)) {
      if (attendance.timetable().session(SessionId.of(id)).isPresent()) {
        throw new FaceException("expected an id of its own, %s is a session".formatted(id));
      }
      Optional<SessionTemplate> before = Sessions.template(attendance, id);
      template = weekly(key, before.map(this::first).orElseGet(() -> Optional.of(first())));
      Map<String, @Nullable Object> wanted = SessionViews.wholeTemplate(template);
      replaced =
          before.map(SessionViews::wholeTemplate).filter(old -> replaces(old, wanted)).isPresent();
      attendance.timetable().put(template);
    }
    List<Session> next = next(template);
    Map<String, @Nullable Object> json = SessionViews.wholeTemplate(template);
    json.put("template", true);
    json.put("replaced", replaced);
    json.put("next", next.stream().map(SessionViews::session).toList());
    List<String> lines = new ArrayList<>();
    lines.add(SessionViews.line(template).strip() + (replaced ? " (replaced)" : ""));
    lines.add(next.isEmpty() ? "it has no session from today on" : "its next sessions");
    next.forEach(session -> lines.add(SessionViews.line(session)));
    return Result.of(true, json, lines);
  }

  /** The first day of one that is new. */
  private LocalDate first() {
    LocalDate today = LocalDate.now(zone);
    return from != null ? from : to != null && to.isBefore(today) ? to : today;
  }

  /** The first day of one that is replaced: not today, which would take past absences away. */
  private Optional<LocalDate> first(SessionTemplate before) {
    return from == null ? before.from() : Optional.of(from);
  }

  /**
   * Whether something else is there, which may be replaced.
   *
   * @throws FaceException if it may not
   */
  private boolean replaces(
      Map<String, @Nullable Object> before, Map<String, @Nullable Object> wanted) {
    List<String> changes = SessionViews.changes(before, wanted);
    if (!changes.isEmpty() && !replace) {
      throw new FaceException(
          "%s is here already: --replace would change %s"
              .formatted(id, String.join("; ", changes)));
    }
    return !changes.isEmpty();
  }

  private SessionTemplate weekly(TemplateId key, Optional<LocalDate> first) {
    return checked(
        () ->
            new SessionTemplate(
                key,
                name == null ? id : name,
                new TreeSet<>(groups),
                zone,
                EnumSet.copyOf(days),
                start,
                end,
                breaks,
                first,
                Optional.ofNullable(to),
                new TreeSet<>(except),
                rules.rules()));
  }

  private List<Session> next(SessionTemplate template) {
    LocalDate today = LocalDate.now(zone);
    LocalDate first = template.from().filter(today::isBefore).orElse(today);
    return checked(() -> template.between(first, first.plusDays(LOOK_AHEAD_DAYS))).stream()
        .limit(NEXT)
        .toList();
  }

  /** What the options say together may be no session: breaks outside of it, for instance. */
  private <T> T checked(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }
}
