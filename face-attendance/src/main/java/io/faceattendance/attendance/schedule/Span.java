package io.faceattendance.attendance.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * A time from an instant up to, without, another.
 *
 * @param start the first instant
 * @param end the first instant after it; later than the start
 */
public record Span(Instant start, Instant end) {

  /**
   * Checks the components.
   *
   * @param start as above
   * @param end as above
   */
  public Span {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "expected a time that ends after it starts, got %s to %s".formatted(start, end));
    }
  }

  /**
   * How long it lasts.
   *
   * @return above zero
   */
  public Duration duration() {
    return Duration.between(start, end);
  }
}
