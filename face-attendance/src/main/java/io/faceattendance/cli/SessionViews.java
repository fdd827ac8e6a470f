package io.faceattendance.cli;

import io.faceattendance.attendance.GroupId;
import io.faceattendance.attendance.schedule.Schedule;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionRules;
import io.faceattendance.attendance.schedule.SessionTemplate;
import io.faceattendance.attendance.schedule.Span;
import io.faceattendance.attendance.schedule.TemplateId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sessions and templates as JSON objects and as lines. The keys are a contract. */
final class SessionViews {
  private static final DateTimeFormatter HOURS = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private SessionViews() {}

  /** An instant with the offset of the session's zone; without a schedule in UTC. */
  static String time(Instant instant, Session session) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        session.schedule().isPresent()
            ? instant.atZone(session.zone()).toOffsetDateTime()
            : instant.atOffset(ZoneOffset.UTC));
  }

  static @Nullable String time(Optional<Instant> instant, Session session) {
    return instant.map(when -> time(when, session)).orElse(null);
  }

  static Map<String, @Nullable Object> session(Session session) {
    return Result.object(
        "id", session.id().value(),
        "name", session.name(),
        "template", session.template().map(TemplateId::value).orElse(null),
        "date", session.date().toString(),
        "start", time(session.schedule().map(Schedule::time).map(Span::start), session),
        "end", time(session.schedule().map(Schedule::time).map(Span::end), session),
        "zone", session.zone().getId(),
        "groups", groups(session.groups()),
        "kind", Result.word(session.rules().kind()));
  }

  /** The same with all details. */
  static Map<String, @Nullable Object> wholeSession(Session session) {
    Map<String, @Nullable Object> json = session(session);
    json.put(
        "breaks",
        session.schedule().map(Schedule::breaks).orElse(List.of()).stream()
            .map(
                span ->
                    Result.object(
                        "start", time(span.start(), session), "end", time(span.end(), session)))
            .toList());
    json.put("rules", rules(session.rules()));
    return json;
  }

  static Map<String, @Nullable Object> template(SessionTemplate template) {
    return Result.object(
        "id", template.id().value(),
        "name", template.name(),
        "days",
            template.days().stream().sorted().map(Result::word).map(day -> (Object) day).toList(),
        "start", HOURS.format(template.start()),
        "end", HOURS.format(template.end()),
        "zone", template.zone().getId(),
        "from", template.from().map(LocalDate::toString).orElse(null),
        "to", template.to().map(LocalDate::toString).orElse(null),
        "except", template.except().stream().map(LocalDate::toString).toList(),
        "groups", groups(template.groups()),
        "kind", Result.word(template.rules().kind()));
  }

  /** The same with all details. */
  static Map<String, @Nullable Object> wholeTemplate(SessionTemplate template) {
    Map<String, @Nullable Object> json = template(template);
    json.put(
        "breaks",
        template.breaks().stream()
            .map(
                span ->
                    Result.object(
                        "start", HOURS.format(span.start()), "end", HOURS.format(span.end())))
            .toList());
    json.put("rules", rules(template.rules()));
    return json;
  }

  /** What is different between two sessions, or two templates, with all details: in words. */
  static List<String> changes(
      Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
    List<String> changes = new ArrayList<>();
    for (Map.Entry<String, @Nullable Object> entry : after.entrySet()) {
      Object old = before.get(entry.getKey());
      if (old instanceof Map<?, ?> rules && entry.getValue() instanceof Map<?, ?> wanted) {
        wanted.forEach((key, value) -> addChange(changes, key, rules.get(key), value));
      } else {
        addChange(changes, entry.getKey(), old, entry.getValue());
      }
    }
    return changes;
  }

  private static void addChange(
      List<String> changes, Object key, @Nullable Object old, @Nullable Object value) {
    if (!Objects.equals(old, value)) {
      changes.add("%s from %s to %s".formatted(key, words(old), words(value)));
    }
  }

  private static Object words(@Nullable Object value) {
    return value == null || value.equals(List.of()) ? "none" : value;
  }

  private static Map<String, @Nullable Object> rules(SessionRules rules) {
    return Result.object(
        "early_minutes", rules.early().toMinutes(),
        "grace_minutes", rules.grace().toMinutes(),
        "leave_grace_minutes", rules.leaveGrace().toMinutes(),
        "overtime_minutes", rules.overtime().toMinutes(),
        "sightings", rules.sightings(),
        "sightings_within_minutes", rules.sightingsWithin().toMinutes(),
        "cooldown_seconds", rules.cooldown().toSeconds(),
        "presence_gap_minutes", rules.presenceGap().toMinutes(),
        "out_without_in", Result.word(rules.outWithoutIn()));
  }

  private static List<String> groups(SortedSet<GroupId> groups) {
    return groups.stream().map(GroupId::value).toList();
  }

  static String line(Session session) {
    return "  %s  %s, %s%s"
        .formatted(
            session.id(),
            session.name(),
            session
                .schedule()
                .map(schedule -> hours(schedule.time(), session))
                .orElse(session.date() + ", without a schedule"),
            suffix(session.groups()));
  }

  private static String hours(Span span, Session session) {
    return "%s to %s (%s)"
        .formatted(time(span.start(), session), time(span.end(), session), session.zone().getId());
  }

  static String line(SessionTemplate template) {
    return "  template %s  %s, %s from %s to %s (%s)%s"
        .formatted(
            template.id(),
            template.name(),
            template.days().stream().sorted().map(Result::word).collect(Collectors.joining(", ")),
            HOURS.format(template.start()),
            HOURS.format(template.end()),
            template.zone().getId(),
            suffix(template.groups()));
  }

  private static String suffix(SortedSet<GroupId> groups) {
    return groups.isEmpty() ? "" : ", for " + String.join(", ", groups(groups));
  }
}
