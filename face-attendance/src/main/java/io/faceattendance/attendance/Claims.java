package io.faceattendance.attendance;

import io.faceattendance.FaceException;
import io.faceattendance.Image;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.Register.Direction;
import io.faceattendance.attendance.Register.Recorded;
import io.faceattendance.attendance.internal.StoredPerson;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.rules.AttendanceEvent.Kind;
import io.faceattendance.attendance.rules.AttendanceEvent.Source;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.match.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A claimed identity, compared and recorded. */
final class Claims {
  private final Recorder recorder;
  private final Session session;
  private final Instant at;
  private final Direction direction;

  Claims(Recorder recorder, Session session, Instant at, Direction direction) {
    this.recorder = recorder;
    this.session = session;
    this.at = at;
    this.direction = direction;
  }

  ClaimReport record(
      Gallery.Loaded gallery,
      PersonId claimed,
      Image photo,
      Faces.Found.One one,
      MarkPictures pictures) {
    Verification answer = gallery.matcher().verify(claimed, one.embedding());
    Evidence evidence =
        new Evidence(answer.similarity(), answer.threshold().similarity(), 0, one.face().box());
    StoredPerson person = gallery.person(claimed).orElseThrow(() -> removed(claimed));
    Kind kind = answer.verified() ? Recorder.kind(direction) : Kind.MISMATCH;
    AttendanceEvent event =
        recorder.event(session, person.key(), kind, at, Source.CLAIM, Optional.of(evidence));
    if (answer.verified()) {
      pictures.offer(photo, person.key(), claimed, answer.similarity(), one.face().box());
    }
    Recorder.Result result =
        recorder.record(session, event, change -> pictures.addTo(change, List.of(event)));
    Recorded recorded = result.recorded().orElseThrow(() -> removed(claimed));
    return new ClaimReport(
        session.id(),
        at,
        person.person(),
        answer,
        evidence,
        result.before(),
        recorded.answer(),
        recorded.attendance());
  }

  private static FaceException removed(PersonId claimed) {
    return new FaceException("the person %s was removed meanwhile".formatted(claimed));
  }
}
