package io.faceattendance.attendance.store;

import io.faceattendance.attendance.SessionId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which events: those that fulfil every component that is there.
 *
 * @param sessions of these sessions; empty for all sessions
 * @param people of the people with these keys; empty for everybody
 * @param id that one
 */
public record EventQuery(
    Optional<Set<SessionId>> sessions, Optional<Set<UUID>> people, Optional<UUID> id) {

  /**
   * Checks the components.
   *
   * @param sessions as above; copied
   * @param people as above; copied
   * @param id as above
   */
  public EventQuery {
    sessions = sessions.map(Set::copyOf);
    people = people.map(Set::copyOf);
  }

  /**
   * The events of sessions.
   *
   * @param sessions which
   * @return the query
   */
  public static EventQuery of(Set<SessionId> sessions) {
    return new EventQuery(Optional.of(sessions), Optional.empty(), Optional.empty());
  }

  /**
   * The events of people in sessions.
   *
   * @param sessions which
   * @param people the people's keys
   * @return the query
   */
  public static EventQuery of(Set<SessionId> sessions, Set<UUID> people) {
    return new EventQuery(Optional.of(sessions), Optional.of(people), Optional.empty());
  }

  /**
   * The events of a person.
   *
   * @param person the person's key
   * @return the query
   */
  public static EventQuery of(UUID person) {
    return new EventQuery(Optional.empty(), Optional.of(Set.of(person)), Optional.empty());
  }

  /**
   * One event.
   *
   * @param id its id
   * @return the query
   */
  public static EventQuery ofId(UUID id) {
    return new EventQuery(Optional.empty(), Optional.empty(), Optional.of(id));
  }

  /**
   * Every event.
   *
   * @return the query
   */
  public static EventQuery all() {
    return new EventQuery(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
