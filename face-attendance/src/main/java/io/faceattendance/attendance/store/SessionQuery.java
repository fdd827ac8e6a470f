package io.faceattendance.attendance.store;

import io.faceattendance.attendance.SessionId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which sessions.
 *
 * @param id that one
 * @param from that start at this instant or later; those without a schedule count by when they were
 *     stored
 * @param before that start, or were stored, before this instant
 */
public record SessionQuery(
    Optional<SessionId> id, Optional<Instant> from, Optional<Instant> before) {

  /**
   * One session.
   *
   * @param id which
   * @return the query
   */
  public static SessionQuery of(SessionId id) {
    return new SessionQuery(Optional.of(id), Optional.empty(), Optional.empty());
  }

  /**
   * The sessions of a time.
   *
   * @param from the first instant
   * @param before the first instant that does not count any more
   * @return the query
   */
  public static SessionQuery between(Instant from, Instant before) {
    return new SessionQuery(Optional.empty(), Optional.of(from), Optional.of(before));
  }

  /**
   * Every session.
   *
   * @return the query
   */
  public static SessionQuery all() {
    return new SessionQuery(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
