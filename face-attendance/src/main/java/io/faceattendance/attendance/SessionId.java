package io.faceattendance.attendance;

import io.faceattendance.attendance.internal.Text;

/**
 * The application's own key of an occasion on which attendance is taken, such as {@code
 * maths-2026-11-22}.
 *
 * @param value 1 to 200 UTF-16 units without control characters or blank ends
 */
public record SessionId(String value) implements Comparable<SessionId> {
  private static final int LONGEST = 200;

  /**
   * Checks the components.
   *
   * @param value as above
   */
  public SessionId {
    Text.require("session id", value, LONGEST);
    if (!value.equals(value.strip())) {
      throw new IllegalArgumentException("expected a session id without blank ends");
    }
  }

  /**
   * The id of that value.
   *
   * @param value the application's key
   * @return the id
   * @throws IllegalArgumentException if the value is not allowed
   */
  public static SessionId of(String value) {
    return new SessionId(value);
  }

  @Override
  public int compareTo(SessionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
