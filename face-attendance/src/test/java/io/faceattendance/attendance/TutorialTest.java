package io.faceattendance.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.AnalyzedFace;
import io.faceattendance.Embedding;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.FaceEngine;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.report.AttendanceRow;
import io.faceattendance.detect.FaceDetectors;
import io.faceattendance.embed.FaceEmbedders;
import io.faceattendance.image.Images;
import io.faceattendance.match.FaceMatcher;
import io.faceattendance.match.GalleryIndex;
import io.faceattendance.match.Identification;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.model.ModelStore;
import io.faceattendance.testing.RealFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the README and of docs/PARTS.md, as they stand there. */
class TutorialTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream console = System.out;

  @BeforeEach
  void readWhatIsPrinted() {
    System.setOut(new PrintStream(printed, true));
  }

  @AfterEach
  void restore() {
    System.setOut(console);
  }

  @Test
  void marksAClassFromOnePhoto() throws IOException {
    RealFiles.model("mobilefacenet_foamliu.onnx");
    Path ada = RealFiles.data("face_recognition/biden.jpg");
    Path lesson = RealFiles.data("face_recognition/two_people.jpg");
    Path directory = folder.resolve("attendance-data");

    // README: begin
    try (FaceAttendance attendance = FaceAttendance.open(directory)) {
      EnrolmentResult enrolled =
          attendance.enrol(Person.of("s-001", "Ada Lovelace"), Images.read(ada));
      enrolled.refused().forEach(photo -> System.out.println("refused: " + photo.message()));
      AttendanceReport report =
          attendance.mark(SessionId.of("maths"), Images.read(lesson), Instant.now());
      report.present().forEach(one -> System.out.println(one.person().name() + " is present"));
      report.unknown().forEach(face -> System.out.println("somebody: " + face.reason()));
    }
    // README: end

    assertThat(printed.toString()).contains("Ada Lovelace is present", "somebody: ");
    try (FaceAttendance attendance = FaceAttendance.open(directory)) {
      assertThat(attendance.report(SessionId.of("maths")).orElseThrow().present())
          .extracting(AttendanceRow::person)
          .containsExactly(Optional.of(Person.of("s-001", "Ada Lovelace")));
    }
  }

  @Test
  void usesEveryPartAlone() throws IOException {
    RealFiles.model("mobilefacenet_foamliu.onnx");
    Path portrait = RealFiles.data("face_recognition/biden.jpg");
    Path group = RealFiles.data("face_recognition/two_people.jpg");

    // README: begin parts
    ModelStore models = ModelStore.defaults();
    try (FaceDetector detector = FaceDetectors.open("yunet", models);
        FaceEmbedder embedder = FaceEmbedders.open("mobilefacenet", models)) {
      FaceEngine engine = FaceEngine.of(detector, embedder);
      GalleryIndex gallery = GalleryIndex.exact(engine.space());
      FaceMatcher matcher = FaceMatcher.of(gallery, MatchPolicy.defaults(engine.space()));

      Embedding face =
          engine.analyzeCentral(Images.read(portrait)).orElseThrow().embedding().orElseThrow();
      gallery.add(PersonId.of("s-001"), UUID.randomUUID(), face);

      List<AnalyzedFace> faces = engine.analyze(Images.read(group));
      List<Embedding> embeddings =
          faces.stream().flatMap(found -> found.embedding().stream()).toList();
      for (Identification who : matcher.identifyAll(embeddings)) {
        if (who instanceof Identification.Known known) {
          System.out.println(known.person() + ", cosine " + known.similarity().orElseThrow());
        }
      }
    }
    // README: end parts

    assertThat(printed.toString()).contains("s-001, cosine 0.");
  }

  @Test
  void isWhatTheReadmeShows() throws IOException {
    String documents =
        Files.readString(Path.of("../README.md")) + Files.readString(Path.of("../docs/PARTS.md"));
    String shown = withoutIndent(documents);
    String source =
        Files.readString(Path.of("src/test/java/io/faceattendance/attendance/TutorialTest.java"));
    for (String part : List.of("", " parts")) {
      String begin = "// README: begin" + part + "\n";
      int start = source.indexOf(begin) + begin.length();
      int end = source.indexOf("// README: end" + part + "\n");
      String code = withoutIndent(source.substring(start, end));
      assertThat(shown).contains(code);
    }
  }

  private static String withoutIndent(String text) {
    return text.replaceAll("(?m)^ +", "").strip();
  }
}
