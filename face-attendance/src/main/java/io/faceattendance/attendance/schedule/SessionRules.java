package io.faceattendance.attendance.schedule;

import java.time.Duration;

/**
 * What counts as attendance of a session. Durations are zero to seven days.
 *
 * @param kind how presence is established
 * @param early how long before the start somebody may come
 * @param grace how long after the start somebody is not yet late
 * @param leaveGrace how long before the end somebody may leave without having left early
 * @param overtime how long after the end events still count
 * @param sightings how many sightings confirm a presence, at least 1
 * @param sightingsWithin the longest time from the first to the last of these sightings
 * @param cooldown how long after an accepted punch another one is a duplicate
 * @param presenceGap {@link Kind#PRESENCE}: how long a person may go unseen and still be there
 * @param outWithoutIn {@link Kind#IN_OUT}: what a check-out of somebody who is not in means
 */
public record SessionRules(
    Kind kind,
    Duration early,
    Duration grace,
    Duration leaveGrace,
    Duration overtime,
    int sightings,
    Duration sightingsWithin,
    Duration cooldown,
    Duration presenceGap,
    OutWithoutIn outWithoutIn) {

  private static final Duration LONGEST = Duration.ofDays(7);

  /** How presence is established. */
  public enum Kind {
    /** Whoever was seen once was there: a class. */
    MARK_ONCE,
    /** People check in and out: work. */
    IN_OUT,
    /** Whoever is seen again and again is there in between: a workshop, an examination. */
    PRESENCE
  }

  /** What a check-out of somebody who is not in means. */
  public enum OutWithoutIn {
    /** Nothing: it is answered as such and does not count. */
    IGNORE,
    /** The person was there from the start: the check-in was forgotten. */
    IN_AT_START
  }

  /**
   * Checks the components.
   *
   * @param kind as above
   * @param early as above
   * @param grace as above
   * @param leaveGrace as above
   * @param overtime as above
   * @param sightings as above
   * @param sightingsWithin as above
   * @param cooldown as above
   * @param presenceGap as above
   * @param outWithoutIn as above
   */
  public SessionRules {
    for (Duration duration :
        new Duration[] {
          early, grace, leaveGrace, overtime, sightingsWithin, cooldown, presenceGap
        }) {
      if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "expected durations of zero to seven days, got " + duration);
      }
    }
    if (sightings < 1) {
      throw new IllegalArgumentException("expected at least 1 sighting, got " + sightings);
    }
    if (sightings > 1 && sightingsWithin.isZero()) {
      throw new IllegalArgumentException(
          "expected a time above zero within which %d sightings confirm a presence"
              .formatted(sightings));
    }
  }

  /**
   * Half an hour before the start to the end, late after 5 minutes, left early more than 5 minutes
   * before the end, check-outs up to 4 hours after the end, one sighting, a cooldown of a minute,
   * 15 minutes unseen, a check-out without check-in ignored.
   *
   * @param kind how presence is established
   * @return the rules
   */
  public static SessionRules defaults(Kind kind) {
    return new SessionRules(
        kind,
        Duration.ofMinutes(30),
        Duration.ofMinutes(5),
        Duration.ofMinutes(5),
        kind == Kind.IN_OUT ? Duration.ofHours(4) : Duration.ZERO,
        1,
        Duration.ofMinutes(5),
        Duration.ofMinutes(1),
        Duration.ofMinutes(15),
        OutWithoutIn.IGNORE);
  }
}
