package io.faceattendance.cli;

import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.Register.Decision;
import io.faceattendance.attendance.Register.Entry;
import io.faceattendance.attendance.Register.Recorded;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.rules.Attendance;
import io.faceattendance.attendance.schedule.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code void}: events that count no more. */
@Command(
    name = "void",
    description = {
      "Declares an event void: it counts no more.",
      "By its id (session events), or every sighting, check-in and check-out of a person in a"
          + " session. Void events stay on record; a correction can be void as well, by its id."
    })
final class VoidCommand extends FaceCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "EVENT-ID",
      converter = Converters.ToUuid.class,
      description = "the event")
  @Nullable UUID event;

  @Option(
      names = "--session",
      paramLabel = "ID",
      converter = Converters.ToSessionId.class,
      description = "with --person instead of EVENT-ID: in this session")
  @Nullable SessionId session;

  @Option(
      names = "--person",
      paramLabel = "ID",
      converter = Converters.ToPersonId.class,
      description = "with --session instead of EVENT-ID: of this person")
  @Nullable PersonId person;

  @Mixin DecisionOptions why = new DecisionOptions();

  @Override
  Result run() {
    boolean together = session != null && person != null;
    boolean either = session != null || person != null;
    if (event == null ? !together : either) {
      throw bad("expected either EVENT-ID, or --session ID and --person ID");
    }
    Decision decision = why.decision(this);
    try (FaceAttendance attendance = Opened.withoutModels(common)) {
      return event == null
          ? all(attendance, decision)
          : result(attendance, List.of(attendance.register().declareVoid(event, decision)));
    }
  }

  private Result all(FaceAttendance attendance, Decision decision) {
    SessionId where = Objects.requireNonNull(session);
    PersonId who = Objects.requireNonNull(person);
    Sessions.require(attendance, where);
    List<Recorded> recorded = new ArrayList<>();
    for (UUID one : attending(attendance.register().events(where), who)) {
      recorded.add(attendance.register().declareVoid(one, decision));
    }
    if (recorded.isEmpty()) {
      throw new FaceException(
          "there is no event of %s in session %s that could be void: session events"
              .formatted(who, where));
    }
    return result(attendance, recorded);
  }

  private static List<UUID> attending(List<Entry> entries, PersonId who) {
    Set<UUID> gone = EventViews.gone(entries);
    return entries.stream()
        .filter(entry -> entry.person().filter(found -> found.id().equals(who)).isPresent())
        .filter(entry -> entry.event().kind().attends())
        .map(entry -> entry.event().id())
        .filter(id -> !gone.contains(id))
        .toList();
  }

  private static Result result(FaceAttendance attendance, List<Recorded> recorded) {
    Recorded last = recorded.get(recorded.size() - 1);
    Session where = Sessions.require(attendance, last.event().session());
    Attendance now = last.attendance();
    List<String> ids =
        recorded.stream().flatMap(one -> one.event().voids().stream()).map(UUID::toString).toList();
    Map<String, @Nullable Object> json =
        Result.object(
            "voided", ids,
            "session", where.id().value(),
            "person", person(attendance, last).orElse(null),
            "status", Result.word(now.status()),
            "in", SessionViews.time(now.in(), where),
            "out", SessionViews.time(now.out(), where));
    String line =
        "%s void in session %s: %s"
            .formatted(
                Result.count(ids.size(), "event is", "events are"),
                where.id(),
                AttendanceViews.words(now, where));
    return Result.of(true, json, List.of(line));
  }

  private static Optional<String> person(FaceAttendance attendance, Recorded recorded) {
    return attendance.register().events(recorded.event().session()).stream()
        .filter(entry -> entry.event().id().equals(recorded.event().id()))
        .flatMap(entry -> entry.person().stream())
        .map(found -> found.id().value())
        .findAny();
  }
}
