package io.faceattendance.attendance.store;

import io.faceattendance.attendance.SessionId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which events.
 *
 * @param sessions of these sessions; empty for all sessions
 * @param person of this person; empty for everybody
 */
public record EventQuery(Optional<Set<SessionId>> sessions, Optional<UUID> person) {

  /**
   * Checks the components.
   *
   * @param sessions as above
   * @param person as above
   */
  public EventQuery {
    sessions = sessions.map(Set::copyOf);
  }

  /**
   * The events of sessions.
   *
   * @param sessions which
   * @return the query
   */
  public static EventQuery of(Set<SessionId> sessions) {
    return new EventQuery(Optional.of(sessions), Optional.empty());
  }

  /**
   * The events of a person.
   *
   * @param person the person's key
   * @return the query
   */
  public static EventQuery of(UUID person) {
    return new EventQuery(Optional.empty(), Optional.of(person));
  }

  /**
   * Every event.
   *
   * @return the query
   */
  public static EventQuery all() {
    return new EventQuery(Optional.empty(), Optional.empty());
  }
}
