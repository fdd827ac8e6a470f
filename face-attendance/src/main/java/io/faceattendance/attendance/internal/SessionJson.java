package io.faceattendance.attendance.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faceattendance.attendance.schedule.Schedule;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.Span;
import io.faceattendance.attendance.schedule.TemplateId;
import io.faceattendance.attendance.store.SessionRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A session as a row. The details are a JSON object with name, template (only if there is one),
 * date, zone, groups, breaks (pairs of instants) and rules ({@link RulesJson}); rows of the first
 * version of the store have none of them. A session without a schedule starts with its date and has
 * no end.
 */
public final class SessionJson {
  private SessionJson() {}

  /**
   * A session as a row.
   *
   * @param session the session
   * @param createdAt when it is stored
   * @return the row
   */
  public static SessionRow row(Session session, Instant createdAt) {
    ObjectNode details = Json.object().put("name", session.name());
    session.template().ifPresent(template -> details.put("template", template.value()));
    details.put("date", session.date().toString()).put("zone", session.zone().getId());
    TemplateJson.groups(details, session.groups());
    ArrayNode breaks = details.putArray("breaks");
    session.schedule().stream()
        .flatMap(schedule -> schedule.breaks().stream())
        .forEach(one -> breaks.addArray().add(one.start().toString()).add(one.end().toString()));
    details.set("rules", RulesJson.node(session.rules()));
    Optional<Span> time = session.schedule().map(Schedule::time);
    Instant start = time.map(Span::start).orElseGet(() -> dayOf(session));
    return new SessionRow(
        session.id(), Optional.of(start), time.map(Span::end), createdAt, details.toString());
  }

  private static Instant dayOf(Session session) {
    return session.date().atStartOfDay(session.zone()).toInstant();
  }

  /**
   * The session of a row.
   *
   * @param row the row
   * @param zone where sessions of the first version of the store took place
   * @return the session
   * @throws io.faceattendance.attendance.StoreException if its details are not what this version
   *     writes
   */
  public static Session session(SessionRow row, ZoneId zone) {
    return Json.read(
        "the row of session " + row.id(),
        row.details(),
        details -> details.isEmpty() ? unplanned(row, zone) : session(row, details));
  }

  private static Session unplanned(SessionRow row, ZoneId zone) {
    return Session.adHoc(row.id(), zone, LocalDate.ofInstant(row.createdAt(), zone));
  }

  private static Session session(SessionRow row, JsonNode details) {
    Optional<Span> time = row.end().map(end -> new Span(row.start().orElseThrow(), end));
    return new Session(
        row.id(),
        Json.text(details, "name"),
        Json.optional(details, "template").map(TemplateId::of),
        LocalDate.parse(Json.text(details, "date")),
        ZoneId.of(Json.text(details, "zone")),
        TemplateJson.groups(details),
        time.map(
            span ->
                new Schedule(span, Json.each(details, "breaks").map(SessionJson::span).toList())),
        RulesJson.rules(details.path("rules")));
  }

  private static Span span(JsonNode pair) {
    return new Span(Instant.parse(pair.path(0).asText()), Instant.parse(pair.path(1).asText()));
  }
}
