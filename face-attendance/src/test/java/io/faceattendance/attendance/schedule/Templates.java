package io.faceattendance.attendance.schedule;

import io.faceattendance.attendance.schedule.SessionTemplate.LocalSpan;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Templates for tests. */
public final class Templates {
  private Templates() {}

  /** One on all days of the week, for ever. */
  public static SessionTemplate daily(
      String zone, String start, String end, SessionRules rules, LocalSpan... breaks) {
    return new SessionTemplate(
        TemplateId.of("shift"),
        "Shift",
        new TreeSet<>(),
        ZoneId.of(zone),
        Set.of(DayOfWeek.values()),
        LocalTime.parse(start),
        LocalTime.parse(end),
        List.of(breaks),
        Optional.empty(),
        Optional.empty(),
        new TreeSet<>(),
        rules);
  }

  /** A time of the day. */
  public static LocalSpan span(String start, String end) {
    return new LocalSpan(LocalTime.parse(start), LocalTime.parse(end));
  }
}
