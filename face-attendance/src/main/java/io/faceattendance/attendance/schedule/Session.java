package io.faceattendance.attendance.schedule;

import io.faceattendance.attendance.GroupId;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.internal.Text;
import io.faceattendance.attendance.schedule.SessionTemplate.LocalSpan;
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
 * One occasion on which attendance is taken: the instance of a template on a day, a one-off
 * session, or one that somebody was marked in without further ado, which has no schedule.
 *
 * @param id its id
 * @param name what people call it: 1 to 200 UTF-16 units, not blank, without control characters
 * @param template of which it is an instance; empty if it is none
 * @param date the local day to which it is counted: that of its start
 * @param zone where it takes place
 * @param groups who is expected: the people of any of these groups who are active on that date
 * @param schedule when it takes place; empty without one: then nobody is late
 * @param rules what counts as attendance
 */
public record Session(
    SessionId id,
    String name,
    Optional<TemplateId> template,
    LocalDate date,
    ZoneId zone,
    SortedSet<GroupId> groups,
    Optional<Schedule> schedule,
    SessionRules rules) {

  static final int LONGEST_NAME = 200;

  /**
   * Checks the components.
   *
   * @param id as above
   * @param name as above
   * @param template as above
   * @param date as above
   * @param zone as above
   * @param groups as above; copied
   * @param schedule as above
   * @param rules as above
   */
  public Session {
    groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
    Text.require("name of a session", name, LONGEST_NAME);
    if (template.isPresent() && (schedule.isEmpty() || !template.get().on(date).equals(id))) {
      throw new IllegalArgumentException(
          "expected the session of template %s on %s to have the id %s and a schedule, got %s"
              .formatted(template.get(), date, template.get().on(date), id));
    }
  }

  /**
   * A session that takes place once. Local times become instants as those of a {@link
   * SessionTemplate} do.
   *
   * @param id its id
   * @param name what people call it
   * @param date the local day on which it starts
   * @param zone where it takes place
   * @param start local time
   * @param end local time; at or before the start it is on the next day
   * @param breaks local times within it, in their order, without overlap
   * @param groups who is expected
   * @param rules what counts as attendance
   * @return the session
   * @throws IllegalArgumentException if the name or the breaks are not allowed, or the zone left
   *     that day out
   */
  public static Session oneOff(
      SessionId id,
      String name,
      LocalDate date,
      ZoneId zone,
      LocalTime start,
      LocalTime end,
      List<LocalSpan> breaks,
      Set<GroupId> groups,
      SessionRules rules) {
    Schedule schedule =
        new LocalSchedule(zone, start, end, breaks)
            .on(date)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "expected a day that there is in %s, got %s".formatted(zone, date)));
    return once(id, name, date, zone, Optional.of(schedule), groups, rules);
  }

  /**
   * A session that takes place once.
   *
   * @param id its id
   * @param name what people call it
   * @param zone where it takes place; its date is that of its start there
   * @param schedule when it takes place
   * @param groups who is expected
   * @param rules what counts as attendance
   * @return the session
   * @throws IllegalArgumentException if the name is not allowed
   */
  public static Session oneOff(
      SessionId id,
      String name,
      ZoneId zone,
      Schedule schedule,
      Set<GroupId> groups,
      SessionRules rules) {
    LocalDate date = schedule.time().start().atZone(zone).toLocalDate();
    return once(id, name, date, zone, Optional.of(schedule), groups, rules);
  }

  /**
   * A session in which somebody is marked without further ado: without a schedule and groups, named
   * as its id, in which whoever was seen once was there.
   *
   * @param id its id
   * @param zone where it takes place
   * @param date the local day to which it is counted
   * @return the session
   */
  public static Session adHoc(SessionId id, ZoneId zone, LocalDate date) {
    SessionRules rules = SessionRules.defaults(SessionRules.Kind.MARK_ONCE);
    return once(id, id.value(), date, zone, Optional.empty(), Set.of(), rules);
  }

  private static Session once(
      SessionId id,
      String name,
      LocalDate date,
      ZoneId zone,
      Optional<Schedule> schedule,
      Set<GroupId> groups,
      SessionRules rules) {
    return new Session(
        id, name, Optional.empty(), date, zone, new TreeSet<>(groups), schedule, rules);
  }

  /**
   * The first instant of which events count.
   *
   * @return the start without the early window; empty without a schedule: then all count
   */
  public Optional<Instant> opens() {
    return schedule.map(when -> when.time().start().minus(rules.early()));
  }

  /**
   * The last instant of which events count.
   *
   * @return the end with the overtime; empty without a schedule: then all count
   */
  public Optional<Instant> closes() {
    return schedule.map(when -> when.time().end().plus(rules.overtime()));
  }

  /**
   * Whether events of an instant count.
   *
   * @param instant when
   * @return true from {@link #opens()} to {@link #closes()}, both included
   */
  public boolean admits(Instant instant) {
    return opens().filter(instant::isBefore).isEmpty()
        && closes().filter(instant::isAfter).isEmpty();
  }
}
