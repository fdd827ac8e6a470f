package io.faceattendance.attendance.rules;

import io.faceattendance.attendance.rules.AttendanceEvent.Kind;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionRules.OutWithoutIn;
import io.faceattendance.attendance.schedule.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People check in and out; being seen checks in, never out. */
final class InOut implements Course {
  private final Duration cooldown;
  private final Optional<Instant> forgottenIn;
  private final List<Span> closed = new ArrayList<>();
  private @Nullable Instant firstIn;
  private @Nullable UUID decidedBy;
  private @Nullable Instant openSince;
  private @Nullable Instant lastOut;
  private @Nullable Instant lastAccepted;

  InOut(Session session) {
    cooldown = session.rules().cooldown();
    forgottenIn =
        session
            .schedule()
            .filter(when -> session.rules().outWithoutIn() == OutWithoutIn.IN_AT_START)
            .map(when -> when.time().start());
  }

  @Override
  public Answer next(AttendanceEvent event) {
    if (lastAccepted != null && !event.at().isAfter(lastAccepted.plus(cooldown))) {
      return Answer.DUPLICATE;
    }
    Answer answer = event.kind() == Kind.CHECKED_OUT ? leave(event) : come(event);
    if (answer == Answer.ACCEPTED) {
      lastAccepted = event.at();
    }
    return answer;
  }

  private Answer come(AttendanceEvent event) {
    if (openSince != null) {
      return Answer.DUPLICATE;
    }
    open(event.at(), event);
    return Answer.ACCEPTED;
  }

  private Answer leave(AttendanceEvent event) {
    if (openSince == null) {
      Optional<Instant> start = forgottenIn.filter(event.at()::isAfter);
      if (firstIn != null || start.isEmpty()) {
        return Answer.OUT_WITHOUT_IN;
      }
      close(open(start.get(), event), event.at());
    } else {
      close(openSince, event.at());
    }
    return Answer.ACCEPTED;
  }

  private Instant open(Instant since, AttendanceEvent event) {
    openSince = since;
    if (firstIn == null) {
      firstIn = since;
      decidedBy = event.id();
    }
    return since;
  }

  private void close(Instant since, Instant out) {
    closed.add(new Span(since, out));
    openSince = null;
    lastOut = out;
  }

  @Override
  public Stay stay() {
    return new Stay(
        Optional.ofNullable(firstIn),
        openSince == null ? Optional.ofNullable(lastOut) : Optional.empty(),
        closed,
        Optional.ofNullable(openSince),
        Optional.ofNullable(decidedBy));
  }
}
