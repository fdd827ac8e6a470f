package io.faceattendance.attendance;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.internal.Text;

/**
 * Who can be enrolled. The name is stored exactly as given, whatever quotes, slashes or emoji it
 * has; id and name stand in the store's table of people and nowhere else.
 *
 * @param id the application's key of the person
 * @param name 1 to {@value #LONGEST_NAME} UTF-16 units, not blank, without control characters
 */
public record Person(PersonId id, String name) {
  /** The most UTF-16 units that a name may have. */
  public static final int LONGEST_NAME = 1000;

  /**
   * Checks the components.
   *
   * @param id as above
   * @param name as above
   */
  public Person {
    Text.require("name", name, LONGEST_NAME);
  }

  /**
   * A person.
   *
   * @param id the application's key, as {@link PersonId} allows it
   * @param name the name
   * @return the person
   * @throws IllegalArgumentException if the id or the name is not allowed
   */
  public static Person of(String id, String name) {
    return new Person(PersonId.of(id), name);
  }

  /** Names the id only: names do not belong in a log. */
  @Override
  public String toString() {
    return "Person[" + id + "]";
  }
}
