package io.faceattendance.attendance.schedule;

import java.time.Instant;
import java.util.List;

/**
 * When a session takes place.
 *
 * @param time from its start to its end
 * @param breaks within that time, in their order, without overlap
 */
public record Schedule(Span time, List<Span> breaks) {

  /**
   * Checks the components.
   *
   * @param time as above
   * @param breaks as above
   */
  public Schedule {
    breaks = List.copyOf(breaks);
    Instant free = time.start();
    for (Span pause : breaks) {
      if (pause.start().isBefore(free) || pause.end().isAfter(time.end())) {
        throw new IllegalArgumentException(
            "expected breaks within %s, in their order and without overlap, got %s"
                .formatted(time, breaks));
      }
      free = pause.end();
    }
  }
}
