package io.faceattendance.attendance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The attendance of a session as it stands in the store.
 *
 * @param session which session
 * @param present who was there, in the order in which they were first recorded
 * @param mismatches claims that a face contradicted, in the order of recording
 */
public record SessionReport(SessionId session, List<Presence> present, List<Mismatch> mismatches) {

  /**
   * Checks the components.
   *
   * @param session as above
   * @param present as above
   * @param mismatches as above
   */
  public SessionReport {
    present = List.copyOf(present);
    mismatches = List.copyOf(mismatches);
  }

  /**
   * A person who was there.
   *
   * @param person who; empty if the person has been removed since
   * @param since the instant given with the first mark, to the microsecond
   * @param evidence on what ground
   */
  public record Presence(Optional<Person> person, Instant since, Evidence evidence) {}

  /**
   * A claim that the face contradicted.
   *
   * @param claimed who it was claimed to be; empty if that person has been removed since
   * @param at the instant given with the photo, to the microsecond
   * @param evidence how similar the face was
   */
  public record Mismatch(Optional<Person> claimed, Instant at, Evidence evidence) {}
}
