package io.faceattendance.attendance.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.faceattendance.attendance.Register.Decision;
import java.nio.charset.StandardCharsets;

/** Who decided something and why, as the content of a sealed row: JSON with by and reason. */
public final class DecisionJson {
  private DecisionJson() {}

  /**
   * The content of a note.
   *
   * @param decision the decision
   * @return UTF-8
   */
  public static byte[] bytes(Decision decision) {
    return Json.object()
        .put("by", decision.by())
        .put("reason", decision.reason())
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The decision of a note.
   *
   * @param content what was sealed
   * @return the decision
   * @throws io.faceattendance.attendance.StoreException if it is not what this version writes
   */
  public static Decision decision(byte[] content) {
    return Json.read("a note", new String(content, StandardCharsets.UTF_8), DecisionJson::decision);
  }

  private static Decision decision(JsonNode node) {
    return new Decision(Json.text(node, "by"), Json.text(node, "reason"));
  }
}
