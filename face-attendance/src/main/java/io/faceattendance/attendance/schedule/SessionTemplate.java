package io.faceattendance.attendance.schedule;

import io.faceattendance.attendance.GroupId;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
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
 * change is as long as people were there.
 *
 * @param id its id
 * @param name what people call it
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
  public record LocalSpan(LocalTime start, LocalTime end) {}

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
  }

  /**
   * The session of a day.
   *
   * @param date the local day on which it starts
   * @return empty if there is none on that day
   */
  public Optional<Session> on(LocalDate date) {
    throw new UnsupportedOperationException();
  }

  /**
   * The session to which an instant belongs: of those whose time, with early window and overtime,
   * holds it, the one that runs; if none runs, the one whose start or end is nearest.
   *
   * @param instant when
   * @return empty if there is none
   */
  public Optional<Session> at(Instant instant) {
    throw new UnsupportedOperationException();
  }

  /**
   * The sessions of days.
   *
   * @param first the first day
   * @param last the last day
   * @return by date
   */
  public List<Session> between(LocalDate first, LocalDate last) {
    throw new UnsupportedOperationException();
  }
}
