package io.faceattendance.attendance.schedule;

import io.faceattendance.attendance.GroupId;
import io.faceattendance.attendance.internal.Text;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A session or shift that takes place every week. One that ends at or before the local time of its
 * start ends on the next day.
 *
 * <p>A local time that a change of the clock leaves out is moved on by the length of the change;
 * one that comes twice is the first for a start and the second for an end, so that a shift over the
 * change is as long as people were there. If nothing is left of it by that (02:30 to 03:15 while
 * the clock goes from 02:00 to 03:00), it keeps its length from its moved start. Breaks follow the
 * same rules; what then falls out of the time or into the break before is no break. A day that the
 * zone leaves out altogether (Apia, 30 December 2011) has no session. A start that is moved over
 * midnight still belongs to its day of the pattern.
 *
 * @param id its id
 * @param name what people call it: 1 to 200 UTF-16 units, not blank, without control characters
 * @param groups who is expected
 * @param zone where it takes place
 * @param days on which it starts, at least one
 * @param start local time
 * @param end local time
 * @param breaks local times within it, in their order, without overlap
 * @param from the first day; empty for ever before
 * @param to the last day; empty for ever after
 * @param except days on which it does not take place
 * @param rules what counts as attendance
 */
public record SessionTemplate(
    TemplateId id,
    String name,
    SortedSet<GroupId> groups,
    ZoneId zone,
    Set<DayOfWeek> days,
    LocalTime start,
    LocalTime end,
    List<LocalSpan> breaks,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    SortedSet<LocalDate> except,
    SessionRules rules) {

  /**
   * A time of the day.
   *
   * @param start local time
   * @param end local time; at or before the start it is on the next day
   */
  public record LocalSpan(LocalTime start, LocalTime end) {

    /**
     * Checks the components.
     *
     * @param start as above
     * @param end as above
     */
    public LocalSpan {
      LocalSchedule.requireMicroseconds(start);
      LocalSchedule.requireMicroseconds(end);
    }
  }

  private static final int MOST_YEARS = 10;

  /**
   * Checks the components.
   *
   * @param id as above
   * @param name as above
   * @param groups as above; copied
   * @param zone as above
   * @param days as above; copied
   * @param start as above
   * @param end as above
   * @param breaks as above; copied
   * @param from as above
   * @param to as above
   * @param except as above; copied
   * @param rules as above
   */
  public SessionTemplate {
    groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
    days = Set.copyOf(days);
    breaks = List.copyOf(breaks);
    except = Collections.unmodifiableSortedSet(new TreeSet<>(except));
    Text.require("name of a session", name, Session.LONGEST_NAME);
    new LocalSchedule(zone, start, end, breaks);
    if (days.isEmpty()) {
      throw new IllegalArgumentException(
          "expected template %s to take place on at least one day of the week".formatted(id));
    }
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      throw new IllegalArgumentException(
          "expected template %s to take place from a day to the same or a later one, got %s to %s"
              .formatted(id, from.get(), to.get()));
    }
  }

  /**
   * The session of a day.
   *
   * @param date the local day on which it starts
   * @return empty if there is none on that day
   */
  public Optional<Session> on(LocalDate date) {
    return isPlanned(date)
        ? new LocalSchedule(zone, start, end, breaks).on(date).map(time -> instance(date, time))
        : Optional.empty();
  }

  private boolean isPlanned(LocalDate date) {
    return days.contains(date.getDayOfWeek())
        && from.filter(date::isBefore).isEmpty()
        && to.filter(date::isAfter).isEmpty()
        && !except.contains(date);
  }

  private Session instance(LocalDate date, Schedule time) {
    return new Session(
        id.on(date), name, Optional.of(id), date, zone, groups, Optional.of(time), rules);
  }

  /**
   * The session to which an instant belongs: of those whose time, with early window and overtime,
   * holds it, the one that runs; if none runs, the one whose start or end is nearest. Of several
   * that are equally near, the one that starts last.
   *
   * @param instant when
   * @return empty if there is none
   */
  public Optional<Session> at(Instant instant) {
    // A session lasts up to a day, and a change of the clock moves it by up to another one.
    LocalDate first = instant.minus(rules.overtime()).atZone(zone).toLocalDate().minusDays(3);
    LocalDate last = instant.plus(rules.early()).atZone(zone).toLocalDate().plusDays(1);
    return first
        .datesUntil(last.plusDays(1))
        .flatMap(date -> on(date).stream())
        .filter(session -> session.admits(instant))
        .min(nearestTo(instant));
  }

  private static Comparator<Session> nearestTo(Instant instant) {
    return Comparator.comparing((Session session) -> time(session).distance(instant))
        .thenComparing(session -> !time(session).contains(instant))
        .thenComparing(session -> time(session).start(), Comparator.reverseOrder());
  }

  private static Span time(Session session) {
    return session.schedule().orElseThrow().time();
  }

  /**
   * The sessions of days.
   *
   * @param first the first day
   * @param last the last day, at most 10 years later
   * @return by date
   * @throws IllegalArgumentException if the last day is before the first or more than 10 years
   *     later
   */
  public List<Session> between(LocalDate first, LocalDate last) {
    if (last.isBefore(first) || last.isAfter(first.plusYears(MOST_YEARS))) {
      throw new IllegalArgumentException(
          "expected a first day and a last day up to %d years later, got %s to %s"
              .formatted(MOST_YEARS, first, last));
    }
    return first.datesUntil(last.plusDays(1)).flatMap(date -> on(date).stream()).toList();
  }
}
