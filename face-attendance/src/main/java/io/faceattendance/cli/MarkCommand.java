package io.faceattendance.cli;

import io.faceattendance.Image;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.AttendanceReport;
import io.faceattendance.attendance.ClaimReport;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.IdentifiedFace;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.Register.Direction;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.cli.Annotator.Label;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code mark}: who is on these photos, into the store. */
@Command(
    name = "mark",
    description = {
      "Marks who is present on photos of a session.",
      "Exits with 1 if nobody is present with it: nobody known was found, or it does not count, as"
          + " outside the time of the session. A session that nobody created is made, without a"
          + " schedule, and named as new."
    })
final class MarkCommand extends FaceCommand {
  @Option(
      names = "--session",
      required = true,
      paramLabel = "ID",
      converter = Converters.ToSessionId.class,
      description = "the session, or a template: its session at that instant")
  SessionId session = SessionId.of("-");

  @Option(
      names = "--direction",
      paramLabel = "seen|in|out",
      description = "which way; seen checks nobody out (default: seen)")
  Direction direction = Direction.SEEN;

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      converter = Converters.ToInstant.class,
      description = "when, such as 2026-09-01T08:00:00Z (default: now)")
  Instant at = Instant.now();

  @Option(
      names = "--claim",
      paramLabel = "ID",
      converter = Converters.ToPersonId.class,
      description = "who the person says to be: 1:1 instead of a search")
  @Nullable PersonId claim;

  @Mixin FaceOption face = new FaceOption();

  @Option(
      names = "--keep-pictures",
      description = "also keep the best face of who is marked, encrypted: people pictures")
  boolean keepPictures;

  @Option(
      names = "--annotate",
      paramLabel = "FILE-OR-DIR",
      description = "write the photos with boxes and names")
  @Nullable Path annotate;

  @Parameters(arity = "1..*", paramLabel = "PHOTO", description = "photos of the session")
  List<Path> photos = new ArrayList<>();

  @Override
  Result run() throws IOException {
    if (claim != null && photos.size() != 1) {
      throw new ParameterException(
          spec.commandLine(), "expected one PHOTO with --claim, got " + photos.size());
    }
    // All that can be refused is refused before anything is recorded.
    List<Path> targets = annotate == null ? List.of() : Photos.annotated(photos, annotate);
    if (annotate != null) {
      Annotator.requireFont();
    }
    Photos.requireFiles(photos);
    // Where nobody was enrolled nobody can be marked: a mistyped directory must not become a store.
    try (FaceAttendance attendance = Opened.toMark(common, keepPictures)) {
      SessionId where = Sessions.at(attendance, session, at);
      boolean known = attendance.timetable().session(where).isPresent();
      Result result =
          claim == null
              ? search(attendance, where, targets)
              : claim(attendance, where, claim, targets);
      boolean made = !known && attendance.timetable().session(where).isPresent();
      return withSession(result, where, made);
    }
  }

  private static Result withSession(Result result, SessionId where, boolean made) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>(result.json());
    json.put("session_created", made);
    List<String> lines = new ArrayList<>(result.lines());
    if (made) {
      lines.add(Sessions.madeLine(where));
    }
    return new Result(result.exitCode(), json, lines);
  }

  private Result search(FaceAttendance attendance, SessionId where, List<Path> targets) {
    AttendanceReport report =
        attendance.mark(where, Photos.oneByOne(photos, common.limits), at, direction);
    Annotations copies =
        Annotations.write(photos, targets, common.limits, photo -> labels(report, photo));
    List<String> names = Opened.names(photos);
    Map<String, @Nullable Object> json = Views.marked(report, names);
    json.put("alignment", Views.alignment(attendance));
    json.put("thresholds", Views.thresholds(attendance.thresholds().inForce()));
    copies.addTo(json);
    List<String> lines = new ArrayList<>(Views.lines(report, names));
    lines.add(Views.alignmentLine(attendance));
    lines.add(Views.thresholdsLine(attendance.thresholds().inForce()));
    lines.addAll(copies.lines());
    return Result.of(!report.present().isEmpty(), json, lines);
  }

  static List<Label> labels(AttendanceReport report, int photo) {
    List<Label> labels = new ArrayList<>();
    for (IdentifiedFace face : report.faces()) {
      if (face.photo() == photo) {
        String text = face.person().map(Person::name).orElseGet(() -> Views.result(face));
        labels.add(new Label(face.face().box(), text, face.person().isPresent()));
      }
    }
    return labels;
  }

  private Result claim(FaceAttendance attendance, SessionId where, PersonId id, List<Path> targets)
      throws IOException {
    Image image = Photos.read(photos.get(0), common.limits);
    ClaimReport report = attendance.mark(where, id, image, at, face.choice, direction);
    String name = report.claimed().name();
    boolean verified = report.verification().verified();
    String text = verified ? name : "not " + name;
    Label label = new Label(report.evidence().box(), text, verified);
    Annotations copies = Annotations.write(photos, targets, common.limits, photo -> List.of(label));
    Map<String, @Nullable Object> json = claimed(report);
    json.put("alignment", Views.alignment(attendance));
    json.put("thresholds", Views.thresholds(attendance.thresholds().inForce()));
    copies.addTo(json);
    List<String> lines = new ArrayList<>();
    lines.add("%s (%s) %s".formatted(name, id, Views.line(report.verification())));
    if (verified) {
      String answer = AttendanceViews.words(report.answer());
      lines.add(report.present() ? answer : "not counted: " + answer);
    }
    lines.add(Views.alignmentLine(attendance));
    lines.add(Views.thresholdsLine(attendance.thresholds().inForce()));
    lines.addAll(copies.lines());
    return Result.of(report.present(), json, lines);
  }

  private Map<String, @Nullable Object> claimed(ClaimReport report) {
    boolean verified = report.verification().verified();
    Map<String, @Nullable Object> claimed = Views.verification(report.verification());
    claimed.put("id", report.claimed().id().value());
    Map<String, @Nullable Object> face =
        Result.object(
            "id", report.claimed().id().value(),
            "name", report.claimed().name(),
            "similarity", Result.rounded(report.verification().similarity()),
            "photo", photos.get(0).toString(),
            "box", Views.box(report.evidence().box()),
            "already_marked", report.alreadyMarked(),
            "answer", Result.word(report.answer()));
    Map<String, @Nullable Object> mismatch =
        Result.object(
            "photo",
            photos.get(0).toString(),
            "box",
            Views.box(report.evidence().box()),
            "result",
            "unknown",
            "reason",
            "not the person claimed",
            "code",
            "NOT_THE_PERSON_CLAIMED",
            "findings",
            List.of());
    return Result.object(
        "session",
        report.session().value(),
        "at",
        report.at().toString(),
        "faces",
        1,
        "present",
        report.present() ? List.of(face) : List.of(),
        "not_counted",
        verified && !report.present() ? List.of(face) : List.of(),
        "unknown",
        verified ? List.of() : List.of(mismatch),
        "claim",
        claimed);
  }
}
