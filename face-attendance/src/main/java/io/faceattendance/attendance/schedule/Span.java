package io.faceattendance.attendance.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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

  /**
   * Whether an instant is in it.
   *
   * @param instant when
   * @return true from the start up to, without, the end
   */
  public boolean contains(Instant instant) {
    return !instant.isBefore(start) && instant.isBefore(end);
  }

  /**
   * The part of it between two instants.
   *
   * @param first the first instant of it that is wanted
   * @param last the first instant after those that are wanted
   * @return empty if there is no such part
   */
  public Optional<Span> within(Instant first, Instant last) {
    Instant from = start.isBefore(first) ? first : start;
    Instant to = end.isAfter(last) ? last : end;
    return from.isBefore(to) ? Optional.of(new Span(from, to)) : Optional.empty();
  }

  /**
   * How long it shares with another.
   *
   * @param other the other span
   * @return zero or more
   */
  public Duration overlap(Span other) {
    return within(other.start, other.end).map(Span::duration).orElse(Duration.ZERO);
  }

  /** How far an instant is from it; zero within it and at its end. */
  Duration distance(Instant instant) {
    if (instant.isBefore(start)) {
      return Duration.between(instant, start);
    }
    return instant.isAfter(end) ? Duration.between(end, instant) : Duration.ZERO;
  }
}
