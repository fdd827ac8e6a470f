package io.faceattendance.attendance.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faceattendance.attendance.GroupId;
import io.faceattendance.attendance.schedule.SessionTemplate;
import io.faceattendance.attendance.schedule.SessionTemplate.LocalSpan;
import io.faceattendance.attendance.schedule.TemplateId;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A session template as the content of a document: a JSON object with id, name, groups, zone, days
 * (words), start and end (local times), breaks (pairs of local times), from and to (dates, each
 * only if there is one), except (dates) and rules ({@link RulesJson}).
 */
public final class TemplateJson {
  private TemplateJson() {}

  /**
   * The content of a template's document.
   *
   * @param template the template
   * @return UTF-8
   */
  public static byte[] bytes(SessionTemplate template) {
    ObjectNode node = Json.object().put("id", template.id().value()).put("name", template.name());
    groups(node, template.groups());
    node.put("zone", template.zone().getId());
    ArrayNode days = node.putArray("days");
    template.days().stream().sorted().forEach(day -> days.add(Json.word(day)));
    node.put("start", template.start().toString()).put("end", template.end().toString());
    ArrayNode breaks = node.putArray("breaks");
    template
        .breaks()
        .forEach(one -> breaks.addArray().add(one.start().toString()).add(one.end().toString()));
    template.from().ifPresent(day -> node.put("from", day.toString()));
    template.to().ifPresent(day -> node.put("to", day.toString()));
    ArrayNode except = node.putArray("except");
    template.except().forEach(day -> except.add(day.toString()));
    node.set("rules", RulesJson.node(template.rules()));
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The template of a document.
   *
   * @param content its content
   * @return the template
   * @throws io.faceattendance.attendance.StoreException if it is not what this version writes
   */
  public static SessionTemplate template(byte[] content) {
    return Json.read(
        "a session template", new String(content, StandardCharsets.UTF_8), TemplateJson::template);
  }

  private static SessionTemplate template(JsonNode node) {
    return new SessionTemplate(
        TemplateId.of(Json.text(node, "id")),
        Json.text(node, "name"),
        groups(node),
        ZoneId.of(Json.text(node, "zone")),
        Json.each(node, "days")
            .map(day -> Json.constant(DayOfWeek.class, day.asText()))
            .collect(Collectors.toSet()),
        LocalTime.parse(Json.text(node, "start")),
        LocalTime.parse(Json.text(node, "end")),
        Json.each(node, "breaks").map(TemplateJson::span).toList(),
        Json.optional(node, "from").map(LocalDate::parse),
        Json.optional(node, "to").map(LocalDate::parse),
        Json.each(node, "except")
            .map(day -> LocalDate.parse(day.asText()))
            .collect(Collectors.toCollection(TreeSet::new)),
        RulesJson.rules(node.path("rules")));
  }

  private static LocalSpan span(JsonNode pair) {
    return new LocalSpan(
        LocalTime.parse(pair.path(0).asText()), LocalTime.parse(pair.path(1).asText()));
  }

  static void groups(ObjectNode to, SortedSet<GroupId> groups) {
    ArrayNode array = to.putArray("groups");
    groups.forEach(group -> array.add(group.value()));
  }

  static SortedSet<GroupId> groups(JsonNode from) {
    return Json.each(from, "groups")
        .map(group -> GroupId.of(group.asText()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
