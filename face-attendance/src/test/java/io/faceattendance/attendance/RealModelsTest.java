package io.faceattendance.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.Image;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.AttendanceReport.PresentPerson;
import io.faceattendance.image.Images;
import io.faceattendance.model.ModelStore;
import io.faceattendance.quality.Defect;
import io.faceattendance.quality.Finding;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way with the default models and the default policy. */
class RealModelsTest {
  private static final SessionId MATHS = SessionId.of("maths");
  private static final Person OBAMA = Person.of("obama", "Barack Obama");
  private static final Person BIDEN = Person.of("biden", "Joe Biden");

  @TempDir Path folder;

  @Test
  void marksTheTwoWhoAreEnrolledAndNobodyElse() throws IOException {
    Image first = photo("train/obama/obama.jpg");
    Image second = photo("biden.jpg");
    Image group = photo("two_people.jpg");
    Image stranger = photo("alex-lacamoire.png");
    try (FaceAttendance attendance = open()) {
      assertThat(attendance.enrol(OBAMA, first).added()).isEqualTo(1);
      assertThat(attendance.enrol(BIDEN, second).added()).isEqualTo(1);
      assertThat(attendance.mark(MATHS, group, Instant.now()).present())
          .extracting(PresentPerson::person)
          .containsExactly(BIDEN, OBAMA);
      assertThat(attendance.mark(SessionId.of("other"), stranger, Instant.now()))
          .satisfies(
              report -> {
                assertThat(report.present()).isEmpty();
                assertThat(report.unknown()).hasSize(1);
              });
      assertThat(attendance.verify(OBAMA.id(), second, FaceChoice.only()).verified()).isFalse();
      assertThat(attendance.verify(PersonId.of("biden"), second, FaceChoice.only()).verified())
          .isTrue();
    }
  }

  @Test
  void enrolsAPortraitOnlyTheRightWayUp() throws IOException {
    try (FaceAttendance attendance = open()) {
      for (int turn : new int[] {90, 180, 270}) {
        EnrolmentResult result = attendance.enrol(OBAMA, rotated(turn));
        assertThat(result.refused())
            .singleElement()
            .satisfies(
                refused ->
                    assertThat(refused.findings())
                        .extracting(Finding::defect)
                        .containsExactly(Defect.ROLLED));
      }
      assertThat(attendance.people()).isEmpty();
      assertThat(attendance.enrol(OBAMA, rotated(0)).added()).isEqualTo(1);
    }
  }

  private static Image rotated(int turn) throws IOException {
    return Images.read(RealFiles.data("inspireface/rotate/rot_" + turn + ".jpg"));
  }

  private FaceAttendance open() {
    ModelStore models = ModelStore.defaults().withDirectory(RealFiles.model("")).offline();
    AttendanceOptions options =
        AttendanceOptions.defaults()
            .withModelStore(models)
            .withKeys(KeyProvider.inFolder(folder.resolve("keys")));
    return FaceAttendance.open(folder.resolve("data"), options);
  }

  private static Image photo(String name) throws IOException {
    return Images.read(RealFiles.data("face_recognition/" + name));
  }
}
