package io.faceattendance.cli;

import io.faceattendance.FaceException;
import io.faceattendance.Image;
import io.faceattendance.ModelException;
import io.faceattendance.attendance.AttendanceReport;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.image.Images;
import io.faceattendance.model.DemoPictures;
import io.faceattendance.model.ModelStore;
import io.faceattendance.model.PinnedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: two people from a portrait each, a photo of both, and a stranger. */
@Command(
    name = "demo",
    description = "Enrols two people, marks them on a photo, and meets a stranger.")
final class DemoCommand extends FaceCommand {
  private static final SessionId SESSION = SessionId.of("demo");

  @Option(
      names = "--annotate",
      paramLabel = "FILE",
      defaultValue = "demo-two-people.jpg",
      description = "where the annotated picture goes (default: ${DEFAULT-VALUE})")
  Path annotate = Path.of("demo-two-people.jpg");

  private final List<String> lines = new ArrayList<>();

  @Override
  Result run() throws IOException {
    Annotator.requireFont();
    Path target =
        Photos.annotated(List.of(Path.of(DemoPictures.TWO_PEOPLE.name())), annotate).get(0);
    ModelStore files = common.models.store();
    Image group = picture(files, DemoPictures.TWO_PEOPLE, "two_people.jpg");
    Image stranger = picture(files, DemoPictures.ALEX_LACAMOIRE, "alex-lacamoire.png");
    try (FaceAttendance attendance = Opened.withModels(common)) {
      List<Map<String, @Nullable Object>> enrolled = new ArrayList<>();
      Image obama = picture(files, DemoPictures.OBAMA, "train/obama/obama.jpg");
      enrolled.add(enrol(attendance, Person.of("obama", "Barack Obama"), obama));
      Image biden = picture(files, DemoPictures.BIDEN, "biden.jpg");
      enrolled.add(enrol(attendance, Person.of("biden", "Joe Biden"), biden));

      List<String> names = List.of(DemoPictures.TWO_PEOPLE.name());
      AttendanceReport marked = attendance.mark(SESSION, group, Instant.now());
      lines.addAll(Views.lines(marked, names));
      Images.write(Annotator.annotate(group, MarkCommand.labels(marked, 0)), target);
      lines.add("annotated: " + target);

      Result met = IdentifyCommand.identify(attendance, stranger);
      lines.add(DemoPictures.ALEX_LACAMOIRE.name() + ": " + String.join("", met.lines()));
      AttendanceReported report = ReportCommand.session(attendance, SESSION);
      lines.addAll(report.lines());
      Map<String, @Nullable Object> json =
          Result.object(
              "enrolled", enrolled,
              "mark", Views.marked(marked, names),
              "stranger", met.json(),
              "report", report.json(),
              "annotated", target.toString());
      boolean asExpected = marked.present().size() == 2 && met.exitCode() == Result.NO;
      return Result.of(asExpected, json, lines);
    }
  }

  private Map<String, @Nullable Object> enrol(
      FaceAttendance attendance, Person person, Image portrait) {
    // Run twice, the demo does not pile up templates.
    if (attendance.person(person.id()).isEmpty()) {
      attendance.enrol(person, portrait);
    }
    Map<String, @Nullable Object> enrolled =
        Views.person(attendance.person(person.id()).orElseThrow());
    lines.add("enrolled %s (%s)".formatted(person.name(), person.id()));
    return enrolled;
  }

  /** From the folder with test data, if there is one, or by its pinned address and digest. */
  private static Image picture(ModelStore files, PinnedFile pinned, String local)
      throws IOException {
    Optional<Path> here =
        Checkout.folder("data")
            .map(data -> data.resolve("face_recognition").resolve(local))
            .filter(Files::isRegularFile);
    return Images.read(here.isPresent() ? here.get() : download(files, pinned, local));
  }

  private static Path download(ModelStore files, PinnedFile pinned, String local) {
    try {
      return files.path(pinned);
    } catch (ModelException e) {
      throw new FaceException(
          "the demo needs the picture %s: set FACE_DATA to a folder that has face_recognition/%s, or%n%s"
              .formatted(pinned.name(), local, e.getMessage()),
          e);
    }
  }
}
