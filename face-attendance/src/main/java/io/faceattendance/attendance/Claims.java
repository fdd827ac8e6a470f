package io.faceattendance.attendance;

import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.internal.EventStore;
import io.faceattendance.attendance.internal.Fact;
import io.faceattendance.attendance.internal.StoredPerson;
import io.faceattendance.attendance.store.EventOutcome;
import io.faceattendance.match.Verification;
import java.time.Instant;
import java.util.List;

/** A claimed identity, compared and recorded. */
final class Claims {
  private Claims() {}

  static ClaimReport record(
      EventStore events,
      Gallery.Loaded gallery,
      SessionId session,
      PersonId claimed,
      Faces.Found.One one,
      Instant at) {
    Verification answer = gallery.matcher().verify(claimed, one.embedding());
    Evidence evidence =
        new Evidence(answer.similarity(), answer.threshold().similarity(), 0, one.face().box());
    Fact.Kind kind = answer.verified() ? Fact.Kind.SEEN : Fact.Kind.MISMATCH;
    StoredPerson person = gallery.person(claimed).orElseThrow(() -> removed(claimed));
    Fact fact = new Fact(person.key(), kind, at, Fact.Source.CLAIM, evidence);
    EventOutcome outcome = events.record(session, List.of(fact)).get(0);
    if (outcome == EventOutcome.NO_SUCH_PERSON) {
      throw removed(claimed);
    }
    boolean before = outcome != EventOutcome.FIRST;
    return new ClaimReport(session, at, person.person(), answer, evidence, before);
  }

  private static FaceException removed(PersonId claimed) {
    return new FaceException("the person %s was removed meanwhile".formatted(claimed));
  }
}
