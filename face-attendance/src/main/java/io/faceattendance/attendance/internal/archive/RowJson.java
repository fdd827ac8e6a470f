package io.faceattendance.attendance.internal.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faceattendance.BoundingBox;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.Evidence;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.store.AuditEntry;
import io.faceattendance.attendance.store.AuditHead;
import io.faceattendance.attendance.store.AuditRow;
import io.faceattendance.attendance.store.Bytes;
import io.faceattendance.attendance.store.EventRow;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SessionRow;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * Rows as JSON objects and back, without loss. Reading throws {@link IllegalArgumentException} or
 * {@link java.time.DateTimeException} for an object that this version did not write.
 */
final class RowJson {
  private RowJson() {}

  static ObjectNode of(Kind kind) {
    return JsonNodeFactory.instance.objectNode().put("type", kind.word());
  }

  static ObjectNode document(String name, byte[] plain) {
    return of(Kind.DOCUMENT).put("name", name).put("content", base64(plain));
  }

  static void document(JsonNode line, ArchiveVisitor visitor) {
    visitor.document(text(line, "name"), bytes(line, "content"));
  }

  static ObjectNode person(PersonRow row) {
    return of(Kind.PERSON)
        .put("key", row.key().toString())
        .put("id", row.id().value())
        .put("name", row.name())
        .put("details", row.details());
  }

  static PersonRow person(JsonNode line) {
    return new PersonRow(
        uuid(line, "key"),
        PersonId.of(text(line, "id")),
        text(line, "name"),
        text(line, "details"));
  }

  static ObjectNode sealed(PlainRecord row) {
    return of(Kind.SEALED)
        .put("id", row.id().toString())
        .put("person", row.person().toString())
        .put("kind", row.kind())
        .put("label", row.label())
        .put("created_at", row.createdAt().toString())
        .put("content", base64(row.plain()));
  }

  static PlainRecord sealed(JsonNode line) {
    return new PlainRecord(
        uuid(line, "id"),
        uuid(line, "person"),
        text(line, "kind"),
        text(line, "label"),
        instant(line, "created_at"),
        bytes(line, "content"));
  }

  static ObjectNode session(SessionRow row) {
    ObjectNode line = of(Kind.SESSION).put("id", row.id().value());
    row.start().ifPresent(start -> line.put("start", start.toString()));
    row.end().ifPresent(end -> line.put("end", end.toString()));
    return line.put("created_at", row.createdAt().toString()).put("details", row.details());
  }

  static SessionRow session(JsonNode line) {
    return new SessionRow(
        SessionId.of(text(line, "id")),
        optional(line, "start").map(Instant::parse),
        optional(line, "end").map(Instant::parse),
        instant(line, "created_at"),
        text(line, "details"));
  }

  static ObjectNode event(EventRow row) {
    ObjectNode line =
        of(Kind.EVENT)
            .put("id", row.id().toString())
            .put("session", row.session().value())
            .put("person", row.person().toString())
            .put("kind", row.kind())
            .put("occurrence", row.occurrence())
            .put("attends", row.attends())
            .put("at", row.at().toString())
            .put("recorded_at", row.recordedAt().toString())
            .put("source", row.source());
    row.evidence().ifPresent(evidence -> line.set("evidence", evidence(evidence)));
    row.refersTo().ifPresent(event -> line.put("refers_to", event.toString()));
    return line.put("details", row.details());
  }

  static EventRow event(JsonNode line) {
    return new EventRow(
        uuid(line, "id"),
        SessionId.of(text(line, "session")),
        uuid(line, "person"),
        text(line, "kind"),
        number(line, "occurrence"),
        required(line, "attends").asBoolean(),
        instant(line, "at"),
        instant(line, "recorded_at"),
        text(line, "source"),
        Optional.ofNullable(line.get("evidence")).map(RowJson::evidence),
        optional(line, "refers_to").map(UUID::fromString),
        text(line, "details"));
  }

  private static ObjectNode evidence(Evidence evidence) {
    BoundingBox box = evidence.box();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("similarity", evidence.similarity()).put("threshold", evidence.threshold());
    node.put("photo", evidence.photo());
    node.putArray("box").add(box.x()).add(box.y()).add(box.width()).add(box.height());
    return node;
  }

  private static Evidence evidence(JsonNode node) {
    JsonNode box = required(node, "box");
    return new Evidence(
        required(node, "similarity").asDouble(),
        required(node, "threshold").asDouble(),
        Math.toIntExact(number(node, "photo")),
        new BoundingBox(
            required(box, 0).asDouble(),
            required(box, 1).asDouble(),
            required(box, 2).asDouble(),
            required(box, 3).asDouble()));
  }

  static ObjectNode archive(UUID id, Instant createdAt, ArchiveStart start) {
    ObjectNode line =
        of(Kind.ARCHIVE)
            .put("format", ArchiveHeader.FORMAT)
            .put("id", id.toString())
            .put("created_at", createdAt.toString())
            .put("templates_version", start.templatesVersion());
    AuditHead head = start.auditHead();
    line.putObject("audit_head")
        .put("rows", head.rows())
        .put("mac", head.mac().hex())
        .put("seal", head.seal().hex());
    return line;
  }

  static ArchiveStart start(JsonNode line) {
    JsonNode head = required(line, "audit_head");
    return new ArchiveStart(
        number(line, "templates_version"),
        new AuditHead(number(head, "rows"), hex(head, "mac"), hex(head, "seal")));
  }

  static ObjectNode audit(AuditRow row) {
    ObjectNode line =
        of(Kind.AUDIT)
            .put("sequence", row.sequence())
            .put("at", row.entry().at().toString())
            .put("action", row.entry().action());
    row.entry().person().ifPresent(person -> line.put("person", person.toString()));
    return line.put("details", row.entry().details())
        .put("epoch", row.epoch())
        .put("mac", row.mac().hex());
  }

  static AuditRow audit(JsonNode line) {
    return new AuditRow(
        number(line, "sequence"),
        new AuditEntry(
            instant(line, "at"),
            text(line, "action"),
            optional(line, "person").map(UUID::fromString),
            text(line, "details")),
        Math.toIntExact(number(line, "epoch")),
        hex(line, "mac"));
  }

  private static Bytes hex(JsonNode line, String name) {
    return Bytes.of(HexFormat.of().parseHex(text(line, name)));
  }

  static String text(JsonNode line, String name) {
    return required(line, name).asText();
  }

  static long number(JsonNode line, String name) {
    return required(line, name).asLong();
  }

  static Instant instant(JsonNode line, String name) {
    return Instant.parse(text(line, name));
  }

  static UUID uuid(JsonNode line, String name) {
    return UUID.fromString(text(line, name));
  }

  private static Optional<String> optional(JsonNode line, String name) {
    return Optional.ofNullable(line.get(name)).map(JsonNode::asText);
  }

  private static JsonNode required(JsonNode line, String name) {
    JsonNode node = line.get(name);
    if (node == null) {
      throw new IllegalArgumentException("expected a field " + name);
    }
    return node;
  }

  private static JsonNode required(JsonNode list, int index) {
    JsonNode node = list.get(index);
    if (node == null) {
      throw new IllegalArgumentException("expected an element " + index);
    }
    return node;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] bytes(JsonNode line, String name) {
    return Base64.getDecoder().decode(text(line, name));
  }
}
