package io.faceattendance.cli;

import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.Register;
import io.faceattendance.attendance.Register.Decision;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.rules.AttendanceEvent.Correction;
import io.faceattendance.attendance.schedule.Session;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The events of a session as JSON objects and as lines. The keys are a contract.
 *
 * @param session the session
 * @param entries its events
 * @param gone the ids of events that were declared void
 */
record EventViews(Session session, List<Register.Entry> entries, Set<UUID> gone) {

  static EventViews of(Session session, List<Register.Entry> entries) {
    return new EventViews(session, entries, gone(entries));
  }

  /** The events that count no more. */
  static Set<UUID> gone(List<Register.Entry> entries) {
    return entries.stream()
        .flatMap(entry -> entry.event().voids().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  List<Map<String, @Nullable Object>> json() {
    return entries.stream().map(this::json).toList();
  }

  private Map<String, @Nullable Object> json(Register.Entry entry) {
    AttendanceEvent event = entry.event();
    Map<String, @Nullable Object> json =
        Result.object(
            "id", event.id().toString(),
            "kind", Result.word(event.kind()),
            "at", SessionViews.time(event.at(), session),
            "recorded_at", SessionViews.time(event.recordedAt(), session),
            "person", entry.person().map(person -> person.id().value()).orElse(null),
            "name", entry.person().map(Person::name).orElse(null),
            "source", Result.word(event.source()),
            "similarity",
                event.evidence().map(found -> Result.rounded(found.similarity())).orElse(null),
            "void", gone.contains(event.id()),
            "voids", event.voids().map(UUID::toString).orElse(null));
    json.put("status", event.correction().map(Correction::status).map(Result::word).orElse(null));
    json.put("in", SessionViews.time(event.correction().flatMap(Correction::in), session));
    json.put("out", SessionViews.time(event.correction().flatMap(Correction::out), session));
    json.put("by", entry.decision().map(Decision::by).orElse(null));
    json.put("reason", entry.decision().map(Decision::reason).orElse(null));
    return json;
  }

  List<String> lines() {
    return entries.stream().map(this::line).toList();
  }

  private String line(Register.Entry entry) {
    AttendanceEvent event = entry.event();
    return "  %s  %s  %s %s%s%s%s (%s)%s"
        .formatted(
            event.id(),
            SessionViews.time(event.at(), session),
            entry.person().map(person -> person.id().value()).orElse("(removed)"),
            Result.word(event.kind()),
            event.correction().map(what -> " to " + Result.word(what.status())).orElse(""),
            event.voids().map(which -> " " + which).orElse(""),
            entry
                .decision()
                .map(decision -> " by %s: %s".formatted(decision.by(), decision.reason()))
                .orElse(""),
            Result.word(event.source()),
            gone.contains(event.id()) ? ", void" : "");
  }
}
