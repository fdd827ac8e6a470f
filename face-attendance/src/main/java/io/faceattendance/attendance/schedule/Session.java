package io.faceattendance.attendance.schedule;

import io.faceattendance.attendance.GroupId;
import io.faceattendance.attendance.SessionId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One occasion on which attendance is taken: the instance of a template on a day, a one-off
 * session, or one that somebody was marked in without further ado, which has no schedule.
 *
 * @param id its id
 * @param name what people call it
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
  }
}
