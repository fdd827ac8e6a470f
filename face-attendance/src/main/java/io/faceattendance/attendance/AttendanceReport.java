package io.faceattendance.attendance;

import io.faceattendance.attendance.rules.Answer;
import java.time.Instant;
import java.util.List;

/**
 * What a call of {@link FaceAttendance#mark(SessionId, java.util.stream.Stream, Instant,
 * Register.Direction)} found and recorded.
 *
 * @param session the session
 * @param at the instant given, to the microsecond
 * @param faces every face that was found, photo by photo
 * @param present who was recognised and is not absent with it, each once with the best evidence, by
 *     id; all of them stand in the store when the call returns
 * @param notCounted who was recognised and is absent all the same, as the {@link
 *     PresentPerson#answer answer} says; recorded and in order like those present
 */
public record AttendanceReport(
    SessionId session,
    Instant at,
    List<IdentifiedFace> faces,
    List<PresentPerson> present,
    List<PresentPerson> notCounted) {

  /**
   * Checks the components.
   *
   * @param session as above
   * @param at as above
   * @param faces as above
   * @param present as above
   * @param notCounted as above
   */
  public AttendanceReport {
    faces = List.copyOf(faces);
    present = List.copyOf(present);
    notCounted = List.copyOf(notCounted);
  }

  /**
   * The faces that nobody can be named for, each with its reason.
   *
   * @return those of {@link #faces()} without a person
   */
  public List<IdentifiedFace> unknown() {
    return faces.stream().filter(face -> face.person().isEmpty()).toList();
  }

  /**
   * A person who was recognised.
   *
   * @param person who
   * @param evidence the best face of all photos
   * @param alreadyMarked whether the person had been marked in that session before; the first mark
   *     stays as it is
   * @param answer what the mark means by the rules of the session, among the person's events there
   */
  public record PresentPerson(
      Person person, Evidence evidence, boolean alreadyMarked, Answer answer) {}
}
