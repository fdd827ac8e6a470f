package io.faceattendance.attendance.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faceattendance.attendance.Consent;
import io.faceattendance.attendance.GroupId;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.store.PersonRow;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A person as a row. The details are a JSON object with groups, external_ids, active_from,
 * active_to, consent and consent_withdrawn_at, each only if there is something to say.
 */
public final class PersonJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PersonJson() {}

  /**
   * A person as a row.
   *
   * @param key the person's key
   * @param person the person
   * @return the row
   */
  public static PersonRow row(UUID key, Person person) {
    ObjectNode details = JSON.createObjectNode();
    if (!person.groups().isEmpty()) {
      person.groups().forEach(group -> details.withArray("groups").add(group.value()));
    }
    if (!person.externalIds().isEmpty()) {
      person
          .externalIds()
          .forEach((system, id) -> details.withObject("external_ids").put(system, id));
    }
    person.activeFrom().ifPresent(day -> details.put("active_from", day.toString()));
    person.activeTo().ifPresent(day -> details.put("active_to", day.toString()));
    person.consent().ifPresent(consent -> put(details, consent));
    return new PersonRow(key, person.id(), person.name(), details.toString());
  }

  private static void put(ObjectNode details, Consent consent) {
    details.put("consent", consent.reference());
    consent.withdrawnAt().ifPresent(at -> details.put("consent_withdrawn_at", at.toString()));
  }

  /**
   * The person of a row.
   *
   * @param row the row
   * @return the person
   * @throws StoreException if its details are not what this version writes
   */
  public static Person person(PersonRow row) {
    try {
      JsonNode details = JSON.readTree(row.details());
      return new Person(
          row.id(),
          row.name(),
          groups(details),
          externalIds(details),
          text(details, "active_from").map(LocalDate::parse),
          text(details, "active_to").map(LocalDate::parse),
          text(details, "consent").map(reference -> consent(reference, details)));
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
      throw new StoreException(
          "the row of person %s cannot be read: it was changed; restore a backup"
              .formatted(row.id()),
          e);
    }
  }

  private static SortedSet<GroupId> groups(JsonNode details) {
    SortedSet<GroupId> groups = new TreeSet<>();
    details.path("groups").forEach(group -> groups.add(GroupId.of(group.asText())));
    return groups;
  }

  private static SortedMap<String, String> externalIds(JsonNode details) {
    SortedMap<String, String> ids = new TreeMap<>();
    details
        .path("external_ids")
        .fields()
        .forEachRemaining(entry -> ids.put(entry.getKey(), entry.getValue().asText()));
    return ids;
  }

  private static Consent consent(String reference, JsonNode details) {
    return new Consent(reference, text(details, "consent_withdrawn_at").map(Instant::parse));
  }

  private static Optional<String> text(JsonNode details, String name) {
    return Optional.ofNullable(details.get(name)).map(JsonNode::asText);
  }
}
