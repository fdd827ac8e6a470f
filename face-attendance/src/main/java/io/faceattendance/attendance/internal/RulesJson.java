package io.faceattendance.attendance.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faceattendance.attendance.schedule.SessionRules;
import java.time.Duration;

/**
 * Session rules as a JSON object: kind and out_without_in as words, sightings as a number, the
 * others as ISO 8601 durations.
 */
final class RulesJson {
  private RulesJson() {}

  static ObjectNode node(SessionRules rules) {
    return Json.object()
        .put("kind", Json.word(rules.kind()))
        .put("early", rules.early().toString())
        .put("grace", rules.grace().toString())
        .put("leave_grace", rules.leaveGrace().toString())
        .put("overtime", rules.overtime().toString())
        .put("sightings", rules.sightings())
        .put("sightings_within", rules.sightingsWithin().toString())
        .put("cooldown", rules.cooldown().toString())
        .put("presence_gap", rules.presenceGap().toString())
        .put("out_without_in", Json.word(rules.outWithoutIn()));
  }

  static SessionRules rules(JsonNode node) {
    return new SessionRules(
        Json.constant(SessionRules.Kind.class, Json.text(node, "kind")),
        duration(node, "early"),
        duration(node, "grace"),
        duration(node, "leave_grace"),
        duration(node, "overtime"),
        Integer.parseInt(Json.text(node, "sightings")),
        duration(node, "sightings_within"),
        duration(node, "cooldown"),
        duration(node, "presence_gap"),
        Json.constant(SessionRules.OutWithoutIn.class, Json.text(node, "out_without_in")));
  }

  private static Duration duration(JsonNode node, String name) {
    return Duration.parse(Json.text(node, name));
  }
}
