package io.faceattendance.attendance;

import static io.faceattendance.attendance.FakeFaces.portrait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.Register.Decision;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.internal.archive.ArchiveImport;
import io.faceattendance.attendance.rules.AttendanceEvent.Correction;
import io.faceattendance.attendance.rules.Status;
import io.faceattendance.attendance.store.InMemoryStore;
import io.faceattendance.attendance.store.StoreLocation;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.head.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {
  private static final Person ADA = Person.of("s-1", "Ada").withGroups(GroupId.of("7a"));
  private static final Person BOB = Person.of("s-2", "Bob");
  private static final SessionId MATHS = SessionId.of("maths");
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final byte[] ARCHIVE_KEY = new byte[KeyProvider.KEY_BYTES];

  @TempDir Path folder;

  private FaceAttendance open(StoreLocation location, int key) {
    return FaceAttendance.open(
        location,
        AttendanceFixture.withoutPolicy(folder)
            .withKeys(key(key))
            .keepingPictures(true, true)
            .withoutRetraining(),
        new FakeTrainer());
  }

  private static KeyProvider key(int number) {
    byte[] bytes = new byte[KeyProvider.KEY_BYTES];
    Arrays.fill(bytes, (byte) number);
    return KeyProvider.of(bytes);
  }

  private static void fill(FaceAttendance attendance) {
    attendance.enrol(ADA, portrait(50));
    attendance.enrol(BOB, portrait(150));
    attendance.mark(MATHS, portrait(50), NOON);
    attendance
        .register()
        .correct(
            MATHS,
            BOB.id(),
            new Correction(Status.EXCUSED, Optional.empty(), Optional.empty()),
            new Decision("teacher-1", "ill"));
    attendance.heads().train(HeadKind.SVM, Training.defaults());
  }

  /** So that the fake faces can be opened without thresholds of the test's own. */
  private void calibrate(StoreLocation location) {
    AttendanceOptions options = AttendanceFixture.options(folder).withKeys(key(1));
    try (FaceAttendance attendance = FaceAttendance.open(location, options)) {
      attendance.thresholds().calibrate(AttendanceFixture.table(FakeFaces.SPACE, 0.1), 0.02);
    }
  }

  @Test
  void whatWasImportedIsUsedAsBefore() throws IOException {
    InMemoryStore here = new InMemoryStore();
    calibrate(here);
    Path file = folder.resolve("term.archive");
    InMemoryStore there = new InMemoryStore();
    try (FaceAttendance source = open(here, 1)) {
      fill(source);
      source.archives().exportTo(file, ARCHIVE_KEY);
      AttendanceOptions empty = AttendanceFixture.options(folder).withoutModels().withKeys(key(2));
      try (FaceAttendance target = FaceAttendance.open(there, empty)) {
        target.archives().importFrom(file, ARCHIVE_KEY);
      }
      try (FaceAttendance target = open(there, 2)) {
        requireSame(target, source);
      }
    }
  }

  private static void requireSame(FaceAttendance target, FaceAttendance source) {
    assertThat(target.people()).isEqualTo(source.people());
    assertThat(target.reports().session(MATHS)).isEqualTo(source.reports().session(MATHS));
    assertThat(target.register().events(MATHS)).isEqualTo(source.register().events(MATHS));
    assertThat(target.thresholds().inForce().words())
        .isEqualTo(source.thresholds().inForce().words());
    assertThat(target.thresholds().inForce().policy().targetFpir()).isEqualTo(0.02);
    assertThat(target.thresholds().identification().similarity())
        .isEqualTo(source.thresholds().identification().similarity());
    assertThat(target.heads().status()).isEqualTo(source.heads().status());
    assertThat(target.heads().status().orElseThrow().upToDate()).isTrue();
    assertThat(target.identify(portrait(50)).get(0).identification())
        .as("the head decides")
        .isEqualTo(source.identify(portrait(50)).get(0).identification());
    for (Person person : List.of(ADA, BOB)) {
      assertThat(target.privacy().pictures(person.id()))
          .isEqualTo(source.privacy().pictures(person.id()));
    }
    target.heads().off();
    assertThat(target.identify(portrait(50)).get(0).person()).map(Person::id).contains(ADA.id());
    assertThat(target.mark(MATHS, portrait(50), NOON).present().get(0).alreadyMarked()).isTrue();
    assertThat(target.person(PersonId.of("s-2"))).isPresent();
  }

  @Test
  void aStoreWithHalfAnImportIsNotOpened() {
    InMemoryStore location = new InMemoryStore();
    try (Vault vault = Vault.open(location, key(1), Clock.systemUTC(), true)) {
      vault
          .rows()
          .commit(vault.change().put(vault.seal(ArchiveImport.MARKER, new byte[1])).build());
    }
    assertThatThrownBy(() -> open(location, 1))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("an import into this one is running or was interrupted");
  }

  @Test
  void theKeyOfArchivesIsMadeForAnExportAndDemandedForAnImport() throws IOException {
    Path file = folder.resolve("keys").resolve("archive.key");
    Map<String, String> environment = Map.of("FACE_ARCHIVE_KEY_FILE", file.toString());
    assertThatThrownBy(() -> ArchiveKeys.fromEnvironment(environment, false))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("it is not there");
    byte[] made = ArchiveKeys.fromEnvironment(environment, true);
    assertThat(made).hasSize(KeyProvider.KEY_BYTES).isNotEqualTo(ARCHIVE_KEY);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(ArchiveKeys.fromEnvironment(environment, false)).isEqualTo(made);
    assertThat(ArchiveKeys.fromEnvironment(environment, true)).isEqualTo(made);
    String text = Files.readString(file).strip();
    assertThat(ArchiveKeys.fromEnvironment(Map.of("FACE_ARCHIVE_KEY", text), false))
        .isEqualTo(made);
    assertThatThrownBy(
            () -> ArchiveKeys.fromEnvironment(Map.of("FACE_ARCHIVE_KEY", "short"), false))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("FACE_ARCHIVE_KEY")
        .hasMessageNotContaining("short");
    assertThatThrownBy(() -> ArchiveKeys.fromEnvironment(Map.of(), true))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("set FACE_ARCHIVE_KEY_FILE");
  }
}
