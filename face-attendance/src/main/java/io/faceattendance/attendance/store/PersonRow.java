package io.faceattendance.attendance.store;

import io.faceattendance.PersonId;
import java.util.UUID;

/**
 * A person. Id, name and details stand here and nowhere else; whatever outlives the person holds
 * the key, which means nothing once this row is gone.
 *
 * @param key random, never given again
 * @param id the application's key, unique among the people who are here
 * @param name the name
 * @param details everything else about the person, as JSON text
 */
public record PersonRow(UUID key, PersonId id, String name, String details) {

  /** Names the id only: names do not belong in a log. */
  @Override
  public String toString() {
    return "PersonRow[" + id + "]";
  }
}
