package io.faceattendance.attendance;

import io.faceattendance.attendance.internal.Text;

/**
 * The application's own key of a group of people, such as a class or a department.
 *
 * @param value 1 to 200 UTF-16 units without control characters, semicolons or blank ends
 */
public record GroupId(String value) implements Comparable<GroupId> {
  private static final int LONGEST = 200;

  /**
   * Checks the components.
   *
   * @param value as above
   */
  public GroupId {
    Text.require("group id", value, LONGEST);
    if (!value.equals(value.strip()) || value.indexOf(';') >= 0) {
      throw new IllegalArgumentException(
          "expected a group id without blank ends and semicolons, got '%s'".formatted(value));
    }
  }

  /**
   * The id of that value.
   *
   * @param value the application's key
   * @return the id
   * @throws IllegalArgumentException if the value is not allowed
   */
  public static GroupId of(String value) {
    return new GroupId(value);
  }

  @Override
  public int compareTo(GroupId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
