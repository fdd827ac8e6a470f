package io.faceattendance.attendance;

import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.internal.AttendanceStore;
import io.faceattendance.attendance.internal.Fact;
import io.faceattendance.match.Verification;
import java.time.Instant;
import java.util.List;

/** A claimed identity, compared and recorded. */
final class Claims {
  private Claims() {}

  static ClaimReport record(
      AttendanceStore store,
      Gallery.Loaded gallery,
      SessionId session,
      PersonId claimed,
      Faces.Found.One one,
      Instant at) {
    Verification answer = gallery.matcher().verify(claimed, one.embedding());
    Evidence evidence =
        new Evidence(answer.similarity(), answer.threshold().similarity(), 0, one.face().box());
    Fact.Kind kind = answer.verified() ? Fact.Kind.PRESENT : Fact.Kind.MISMATCH;
    Person person = gallery.person(claimed).orElseThrow(() -> removed(claimed));
    Fact.Outcome outcome =
        store.record(session, List.of(new Fact(claimed, kind, at, evidence))).get(0);
    if (outcome == Fact.Outcome.NO_SUCH_PERSON) {
      throw removed(claimed);
    }
    return new ClaimReport(session, at, person, answer, evidence, outcome == Fact.Outcome.KNOWN);
  }

  private static FaceException removed(PersonId claimed) {
    return new FaceException("the person %s was removed meanwhile".formatted(claimed));
  }
}
