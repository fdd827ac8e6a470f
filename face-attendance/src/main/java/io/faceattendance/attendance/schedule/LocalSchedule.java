package io.faceattendance.attendance.schedule;

import io.faceattendance.attendance.schedule.SessionTemplate.LocalSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Times of the day, and the instants that they are on a day of a zone: the only place at which
 * local times become instants. The rules stand at {@link SessionTemplate}.
 *
 * @param zone where
 * @param start local time
 * @param end local time; at or before the start it is on the next day
 * @param breaks within it, in their order, without overlap
 */
record LocalSchedule(ZoneId zone, LocalTime start, LocalTime end, List<LocalSpan> breaks) {
  private static final Duration DAY = Duration.ofDays(1);

  LocalSchedule {
    breaks = List.copyOf(breaks);
    requireMicroseconds(start);
    requireMicroseconds(end);
    Duration length = untilEnd(start, end);
    Duration done = Duration.ZERO;
    for (LocalSpan pause : breaks) {
      Duration from = until(start, pause.start());
      Duration to = from.plus(untilEnd(pause.start(), pause.end()));
      if (from.compareTo(done) < 0 || to.compareTo(length) > 0) {
        throw new IllegalArgumentException(
            "expected breaks within %s to %s, in their order and without overlap, got %s"
                .formatted(start, end, words(breaks)));
      }
      done = to;
    }
  }

  private static String words(List<LocalSpan> spans) {
    return spans.stream()
        .map(span -> span.start() + "-" + span.end())
        .collect(Collectors.joining(", "));
  }

  /** The store keeps microseconds: a finer time would come back as another one. */
  static void requireMicroseconds(LocalTime time) {
    if (time.getNano() % 1000 != 0) {
      throw new IllegalArgumentException(
          "expected a local time of at most microseconds, got " + time);
    }
  }

  /** Empty if the zone left that day out. */
  Optional<Schedule> on(LocalDate date) {
    if (!date.atStartOfDay(zone).toLocalDate().equals(date)) {
      return Optional.empty();
    }
    LocalDateTime localStart = date.atTime(start);
    LocalDateTime localEnd = localStart.plus(untilEnd(start, end));
    Instant first = starts(localStart);
    Instant last = ends(localEnd);
    Span time =
        new Span(
            first,
            first.isBefore(last) ? last : first.plus(Duration.between(localStart, localEnd)));
    return Optional.of(new Schedule(time, breaksOf(localStart, time)));
  }

  private List<Span> breaksOf(LocalDateTime localStart, Span time) {
    List<Span> spans = new ArrayList<>();
    Instant free = time.start();
    for (LocalSpan pause : breaks) {
      LocalDateTime from = localStart.plus(until(start, pause.start()));
      Instant first = later(starts(from), free);
      Instant last = earlier(ends(from.plus(untilEnd(pause.start(), pause.end()))), time.end());
      if (first.isBefore(last)) {
        spans.add(new Span(first, last));
        free = last;
      }
    }
    return spans;
  }

  /** A time in a gap is moved on by its length; one in an overlap is the first. */
  private Instant starts(LocalDateTime local) {
    return ZonedDateTime.of(local, zone).toInstant();
  }

  /** A time in a gap is moved on by its length; one in an overlap is the second. */
  private Instant ends(LocalDateTime local) {
    return ZonedDateTime.of(local, zone).withLaterOffsetAtOverlap().toInstant();
  }

  /** From 0 to less than a day. */
  private static Duration until(LocalTime from, LocalTime to) {
    Duration length = Duration.between(from, to);
    return length.isNegative() ? length.plus(DAY) : length;
  }

  /** From more than 0 to a day. */
  private static Duration untilEnd(LocalTime from, LocalTime to) {
    Duration length = until(from, to);
    return length.isZero() ? DAY : length;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
