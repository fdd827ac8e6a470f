package io.faceattendance.attendance;

import java.time.Instant;
import java.util.List;

/**
 * What a call of {@link FaceAttendance#mark(SessionId, java.util.stream.Stream, Instant)} found and
 * recorded.
 *
 * @param session the session
 * @param at the instant given, to the microsecond
 * @param faces how many faces were found in all photos
 * @param present who was recognised, each once with the best evidence, by id; all of them stand in
 *     the store when the call returns
 * @param unknown the faces that nobody can be named for, with the reason
 */
public record AttendanceReport(
    SessionId session,
    Instant at,
    int faces,
    List<PresentPerson> present,
    List<IdentifiedFace> unknown) {

  /**
   * Checks the components.
   *
   * @param session as above
   * @param at as above
   * @param faces as above
   * @param present as above
   * @param unknown as above
   */
  public AttendanceReport {
    present = List.copyOf(present);
    unknown = List.copyOf(unknown);
  }

  /**
   * A person who was recognised.
   *
   * @param person who
   * @param evidence the best face of all photos
   * @param alreadyMarked whether the person had been marked in that session before; the first mark
   *     stays as it is
   */
  public record PresentPerson(Person person, Evidence evidence, boolean alreadyMarked) {}
}
