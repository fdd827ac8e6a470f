package io.faceattendance.attendance.rules;

import io.faceattendance.attendance.schedule.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sightings no further apart than the gap make one span. A single one has no length, so it makes no
 * span.
 */
final class Presence implements Course {
  private final Duration gap;
  private final List<Span> closed = new ArrayList<>();
  private @Nullable AttendanceEvent first;
  private Instant since = Instant.MIN;
  private Instant last = Instant.MIN;

  Presence(Duration gap) {
    this.gap = gap;
  }

  @Override
  public Answer next(AttendanceEvent event) {
    if (first == null) {
      first = event;
      since = event.at();
    } else if (event.at().equals(last)) {
      return Answer.DUPLICATE;
    } else if (event.at().isAfter(last.plus(gap))) {
      span().ifPresent(closed::add);
      since = event.at();
    }
    last = event.at();
    return Answer.ACCEPTED;
  }

  private Optional<Span> span() {
    return since.isBefore(last) ? Optional.of(new Span(since, last)) : Optional.empty();
  }

  @Override
  public Stay stay() {
    if (first == null) {
      return Stay.NONE;
    }
    List<Span> spans = new ArrayList<>(closed);
    span().ifPresent(spans::add);
    return new Stay(
        Optional.of(first.at()),
        Optional.of(last),
        spans,
        Optional.empty(),
        Optional.of(first.id()));
  }
}
