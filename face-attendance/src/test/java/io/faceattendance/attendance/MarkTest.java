package io.faceattendance.attendance;

import static io.faceattendance.attendance.FakeFaces.picture;
import static io.faceattendance.attendance.FakeFaces.portrait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceException;
import io.faceattendance.Image;
import io.faceattendance.ImageException;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.AttendanceReport.PresentPerson;
import io.faceattendance.attendance.FakeFaces.Drawn;
import io.faceattendance.attendance.Register.Direction;
import io.faceattendance.attendance.report.AttendanceRow;
import io.faceattendance.attendance.report.SessionReport;
import io.faceattendance.attendance.report.SessionReport.Mismatch;
import io.faceattendance.match.Identification;
import io.faceattendance.quality.Defect;
import io.faceattendance.quality.Finding;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkTest {
  private static final SessionId MATHS = SessionId.of("maths");
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Person ADA = Person.of("s-1", "Ada");
  private static final Person BOB = Person.of("s-2", "Bob");

  @TempDir Path folder;
  private FaceAttendance attendance;

  @BeforeEach
  void enrolTwo() {
    attendance = AttendanceFixture.open(folder);
    attendance.enrol(ADA, portrait(1));
    attendance.enrol(BOB, portrait(2));
  }

  @AfterEach
  void close() {
    attendance.close();
  }

  @Test
  void marksWhoIsInAPhotoAndListsTheOthersWithTheReason() {
    Image group = picture(Drawn.of(3), Drawn.of(2), Drawn.of(1), Drawn.of(2).sized(20));
    AttendanceReport report = attendance.mark(MATHS, group, NOON);
    assertThat(report.faces()).hasSize(4);
    assertThat(report.present()).extracting(PresentPerson::person).containsExactly(ADA, BOB);
    assertThat(report.present()).noneMatch(PresentPerson::alreadyMarked);
    Evidence evidence = report.present().get(0).evidence();
    assertThat(evidence.box()).isEqualTo(new BoundingBox(210, 10, 60, 60));
    assertThat(evidence.similarity())
        .isCloseTo(1, within(1e-6))
        .isGreaterThan(evidence.threshold());
    assertThat(report.unknown()).hasSize(2);
    assertThat(report.unknown().get(0).identification().orElseThrow())
        .isInstanceOf(Identification.Unknown.class);
    assertThat(report.unknown().get(0).code()).isEqualTo("BELOW_THRESHOLD");
    assertThat(report.unknown().get(1).findings())
        .containsExactly(new Finding(Defect.TOO_SMALL, 20, 24));
    assertThat(report.unknown().get(1).code()).isEqualTo("TOO_SMALL");
    assertThat(report.unknown().get(1).reason()).contains("too small");
  }

  @Test
  void theReportOfTheSessionComesFromTheStore() {
    attendance.mark(MATHS, portrait(1), NOON);
    attendance.close();
    try (FaceAttendance again = AttendanceFixture.open(folder)) {
      SessionReport report = again.report(MATHS).orElseThrow();
      assertThat(report.present())
          .extracting(AttendanceRow::person)
          .containsExactly(Optional.of(ADA));
      assertThat(report.present().get(0).attendance().in()).contains(NOON);
      assertThat(AttendanceFixture.sessions(again)).containsExactly(MATHS);
      assertThat(again.report(SessionId.of("physics"))).isEmpty();
    }
  }

  @Test
  void markingAgainSaysSoAndKeepsTheFirst() {
    attendance.mark(MATHS, portrait(1), NOON);
    AttendanceReport again = attendance.mark(MATHS, portrait(1), NOON.plusSeconds(60));
    assertThat(again.present()).extracting(PresentPerson::alreadyMarked).containsExactly(true);
    assertThat(attendance.report(MATHS).orElseThrow().present())
        .extracting(row -> row.attendance().in())
        .containsExactly(Optional.of(NOON));
  }

  @Test
  void takesTheBestFaceOfSeveralPhotos() {
    Image worse = picture(Drawn.of(1).differing(60), Drawn.of(3));
    Image better = picture(Drawn.of(4), Drawn.of(1).differing(10));
    AttendanceReport report =
        attendance.mark(MATHS, Stream.of(worse, better, worse), NOON, Direction.SEEN);
    assertThat(report.faces()).hasSize(6);
    assertThat(report.present()).hasSize(1);
    assertThat(report.present().get(0).evidence().photo()).isEqualTo(1);
    assertThat(report.unknown()).extracting(IdentifiedFace::photo).containsExactly(0, 1, 2);
  }

  @Test
  void readsOnePhotoAfterTheOtherFromAStream() {
    List<String> order = new ArrayList<>();
    try (FaceAttendance watched = openWatched(order)) {
      Stream<Image> photos =
          Stream.of(List.of(1, 2), List.of(7))
              .flatMap(List::stream)
              .map(
                  person -> {
                    order.add("read " + person);
                    return portrait(person);
                  });
      AttendanceReport report = watched.mark(MATHS, photos, NOON, Direction.SEEN);
      assertThat(report.present()).extracting(PresentPerson::person).containsExactly(ADA, BOB);
      assertThat(report.unknown()).extracting(IdentifiedFace::photo).containsExactly(2);
    }
    assertThat(order)
        .containsExactly("read 1", "detected", "read 2", "detected", "read 7", "detected");
  }

  private FaceAttendance openWatched(List<String> order) {
    FakeFaces.Detector faces = new FakeFaces.Detector();
    FaceDetector watching =
        new FaceDetector() {
          @Override
          public List<Face> detect(Image image) {
            order.add("detected");
            return faces.detect(image);
          }

          @Override
          public boolean findsLandmarks() {
            return true;
          }

          @Override
          public void close() {
            faces.close();
          }
        };
    AttendanceOptions options =
        AttendanceFixture.options(folder)
            .withModels(() -> watching, () -> new FakeFaces.Embedder(FakeFaces.SPACE));
    return FaceAttendance.open(folder.resolve("data"), options);
  }

  @Test
  void recordsNothingIfOnePhotoCannotBeRead() {
    Stream<Image> photos =
        Stream.of(1, 2)
            .map(
                person -> {
                  if (person == 2) {
                    throw new ImageException("truncated");
                  }
                  return portrait(person);
                });
    assertThatThrownBy(() -> attendance.mark(MATHS, photos, NOON, Direction.SEEN))
        .isInstanceOf(ImageException.class)
        .hasMessage("truncated");
    assertThat(attendance.report(MATHS)).isEmpty();
  }

  @Test
  void refusesAnInstantThatCannotBeStoredBeforeItReadsAPhoto() {
    List<String> order = new ArrayList<>();
    try (FaceAttendance watched = openWatched(order)) {
      for (Instant at : List.of(Instant.MAX, Instant.MIN)) {
        assertThatThrownBy(() -> watched.mark(MATHS, portrait(1), at))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("290,000 years");
        assertThatThrownBy(() -> watched.mark(MATHS, ADA.id(), portrait(1), at))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("290,000 years");
      }
    }
    assertThat(order).isEmpty();
    assertThat(AttendanceFixture.sessions(attendance)).isEmpty();
  }

  @Test
  void saysTheInstantAsItIsStored() {
    Instant fine = Instant.parse("2026-11-22T12:00:00.123456789Z");
    Instant stored = Instant.parse("2026-11-22T12:00:00.123456Z");
    assertThat(attendance.mark(MATHS, portrait(1), fine).at()).isEqualTo(stored);
    assertThat(attendance.mark(MATHS, BOB.id(), portrait(2), fine).at()).isEqualTo(stored);
    assertThat(attendance.report(MATHS).orElseThrow().present())
        .extracting(row -> row.attendance().in())
        .containsExactly(Optional.of(stored), Optional.of(stored));
    Instant early = Instant.parse("1969-12-31T23:59:59.123456789Z");
    SessionId old = SessionId.of("old");
    assertThat(attendance.mark(old, portrait(1), early).at())
        .isEqualTo(
            attendance.report(old).orElseThrow().present().get(0).attendance().in().orElseThrow())
        .isEqualTo(Instant.parse("1969-12-31T23:59:59.123456Z"));
  }

  @Test
  void namesAPersonForOneFaceOfAPhotoAtMost() {
    Image twice = picture(Drawn.of(1).differing(50), Drawn.of(1));
    AttendanceReport report = attendance.mark(MATHS, twice, NOON);
    assertThat(report.present()).hasSize(1);
    assertThat(report.present().get(0).evidence().box().x()).isEqualTo(110);
    assertThat(report.unknown())
        .singleElement()
        .satisfies(
            face ->
                assertThat(face.identification().orElseThrow().reason())
                    .isEqualTo(Identification.Reason.PERSON_IS_ANOTHER_FACE));
  }

  @Test
  void aSessionWithoutAnybodyKnownIsRecordedToo() {
    assertThat(attendance.mark(MATHS, picture(), NOON).faces()).isEmpty();
    assertThat(attendance.report(MATHS).orElseThrow().present()).isEmpty();
    assertThatThrownBy(() -> attendance.mark(MATHS, Stream.of(), NOON, Direction.SEEN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClaimThatHoldsIsAPresence() {
    ClaimReport claim = attendance.mark(MATHS, ADA.id(), portrait(1), NOON);
    assertThat(claim.present()).isTrue();
    assertThat(claim.claimed()).isEqualTo(ADA);
    assertThat(claim.alreadyMarked()).isFalse();
    assertThat(attendance.mark(MATHS, ADA.id(), portrait(1), NOON).alreadyMarked()).isTrue();
    assertThat(attendance.report(MATHS).orElseThrow().present())
        .extracting(AttendanceRow::person)
        .containsExactly(Optional.of(ADA));
  }

  @Test
  void aClaimThatDoesNotHoldIsRecordedAsAMismatchAndNobodyIsPresent() {
    ClaimReport claim = attendance.mark(MATHS, ADA.id(), portrait(2), NOON);
    assertThat(claim.present()).isFalse();
    SessionReport report = attendance.report(MATHS).orElseThrow();
    assertThat(report.present()).isEmpty();
    assertThat(report.mismatches())
        .containsExactly(new Mismatch(Optional.of(ADA), NOON, claim.evidence()));
  }

  @Test
  void refusesAClaimOfNobodyEnrolledOrWithoutOneFaceAndRecordsNothing() {
    PersonId nobody = PersonId.of("nobody");
    assertThatThrownBy(() -> attendance.mark(MATHS, nobody, portrait(1), NOON))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("nobody");
    Image two = picture(Drawn.of(2), Drawn.of(1).sized(70));
    assertThatThrownBy(() -> attendance.mark(MATHS, ADA.id(), two, NOON))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("found 2");
    assertThat(attendance.report(MATHS)).isEmpty();
    assertThat(
            attendance
                .mark(MATHS, ADA.id(), two, NOON, FaceChoice.largest(), Direction.SEEN)
                .present())
        .isTrue();
  }

  @Test
  void verifiesPhotosAndClaims() {
    Image other = picture(Drawn.of(1).differing(40));
    assertThat(attendance.verify(portrait(1), other, FaceChoice.only()).verified()).isTrue();
    assertThat(attendance.verify(portrait(1), portrait(2), FaceChoice.only()).verified()).isFalse();
    assertThat(attendance.verify(ADA.id(), other, FaceChoice.only()).verified()).isTrue();
    assertThat(attendance.verify(BOB.id(), other, FaceChoice.only()).verified()).isFalse();
    assertThatThrownBy(() -> attendance.verify(portrait(1), picture(), FaceChoice.only()))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("found none");
    assertThat(
            attendance
                .verify(
                    picture(Drawn.of(5), other(1), Drawn.of(2)),
                    portrait(1),
                    FaceChoice.nearestTheCentre())
                .verified())
        .isTrue();
    assertThat(AttendanceFixture.sessions(attendance)).isEmpty();
  }

  private static Drawn other(int person) {
    return Drawn.of(person).differing(10);
  }

  @Test
  void identifiesWithoutRecording() {
    List<IdentifiedFace> faces = attendance.identify(picture(Drawn.of(2), Drawn.of(7)));
    assertThat(faces)
        .extracting(IdentifiedFace::person)
        .containsExactly(Optional.of(BOB), Optional.empty());
    assertThat(AttendanceFixture.sessions(attendance)).isEmpty();
  }

  @Test
  void theThresholdFollowsThePeople() {
    double two = attendance.thresholds().identification().similarity();
    for (int person = 10; person < 30; person++) {
      attendance.enrol(
          Person.of("p-" + person, "P"),
          List.of(portrait(person)),
          EnrolmentOptions.defaults().allowingResemblance());
    }
    assertThat(attendance.thresholds().identification().similarity()).isGreaterThan(two);
  }

  @Test
  void doesNotMarkWhoeverGotTheIdWhileThePhotosWereRead() {
    try (FaceAttendance other = AttendanceFixture.open(folder)) {
      Stream<Image> photos =
          Stream.of(1, 2)
              .map(
                  number -> {
                    if (number == 2) { // Ada was recognised in the first
                      other.remove(ADA.id());
                      other.enrol(Person.of("s-1", "Cyd"), portrait(3));
                    }
                    return number == 1 ? portrait(1) : picture();
                  });
      AttendanceReport report = attendance.mark(MATHS, photos, NOON, Register.Direction.SEEN);
      assertThat(report.present()).isEmpty();
      assertThat(report.unknown())
          .extracting(IdentifiedFace::code)
          .containsExactly("PERSON_REMOVED");
    }
  }
}
