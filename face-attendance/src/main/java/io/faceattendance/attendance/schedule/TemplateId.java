package io.faceattendance.attendance.schedule;

import io.faceattendance.attendance.SessionId;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The application's own key of a session template, such as {@code maths} or {@code night}. The id
 * of its session on a day is {@code maths@2026-11-23}.
 *
 * @param value as {@link SessionId} allows it, at most 180 UTF-16 units, without {@code @}
 */
public record TemplateId(String value) implements Comparable<TemplateId> {
  private static final int LONGEST = 180;
  private static final char AT = '@';

  /**
   * Checks the components.
   *
   * @param value as above
   */
  public TemplateId {
    SessionId.of(value);
    if (value.length() > LONGEST || value.indexOf(AT) >= 0) {
      throw new IllegalArgumentException(
          "expected a template id of at most %d characters without %s, got '%s'"
              .formatted(LONGEST, AT, value));
    }
  }

  /**
   * The id of that value.
   *
   * @param value the application's key
   * @return the id
   * @throws IllegalArgumentException if the value is not allowed
   */
  public static TemplateId of(String value) {
    return new TemplateId(value);
  }

  /**
   * The id of the template's session on a day.
   *
   * @param date the local day on which it starts
   * @return the session's id
   */
  public SessionId on(LocalDate date) {
    return SessionId.of(value + AT + date);
  }

  /**
   * A template and a day.
   *
   * @param template which template
   * @param date the local day on which the session starts
   */
  public record Instance(TemplateId template, LocalDate date) {}

  /**
   * What the id of a session says.
   *
   * @param session the session's id
   * @return empty if it has not the form of the id of a template's session
   */
  public static Optional<Instance> parse(SessionId session) {
    int at = session.value().lastIndexOf(AT);
    try {
      return at <= 0
          ? Optional.empty()
          : Optional.of(
              new Instance(
                  of(session.value().substring(0, at)),
                  LocalDate.parse(session.value().substring(at + 1))));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(TemplateId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
