package io.faceattendance.attendance;

import static io.faceattendance.attendance.FakeFaces.picture;
import static io.faceattendance.attendance.FakeFaces.portrait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.Image;
import io.faceattendance.ModelException;
import io.faceattendance.attendance.AttendanceReport.PresentPerson;
import io.faceattendance.attendance.FakeFaces.Drawn;
import io.faceattendance.attendance.Register.Direction;
import io.faceattendance.match.Identification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {
  private static final SessionId MATHS = SessionId.of("maths");
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Person ADA = Person.of("s-1", "Ada");
  private static final Person BOB = Person.of("s-2", "Bob");

  @TempDir Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  @Test
  void knowsEverybodyAfterReopening() {
    try (FaceAttendance first = AttendanceFixture.open(folder)) {
      first.enrol(ADA, portrait(1));
      first.enrol(BOB, portrait(2));
    }
    try (FaceAttendance again = AttendanceFixture.open(folder)) {
      AttendanceReport report = again.mark(MATHS, picture(Drawn.of(1), Drawn.of(2)), NOON);
      assertThat(report.present()).extracting(PresentPerson::person).containsExactly(ADA, BOB);
    }
  }

  @Test
  void refusesTemplatesOfAnotherModel() {
    try (FaceAttendance first = AttendanceFixture.open(folder)) {
      first.enrol(ADA, portrait(1));
    }
    EmbeddingSpace other = new EmbeddingSpace("newer", "none", "middle", "none", 64);
    assertThatThrownBy(() -> FaceAttendance.open(data(), AttendanceFixture.options(folder, other)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("fake/none/middle/none/64")
        .hasMessageContaining("newer/none/middle/none/64")
        .hasMessageContaining("enrol everybody again");
    AttendanceFixture.open(folder).close();
  }

  @Test
  void seesWhatAnotherInstanceOnTheSameDirectoryDoes() {
    try (FaceAttendance first = AttendanceFixture.open(folder);
        FaceAttendance second = AttendanceFixture.open(folder)) {
      first.enrol(ADA, portrait(1));
      assertThat(second.identify(portrait(1)).get(0).person()).contains(ADA);
      second.enrol(BOB, portrait(2));
      assertThat(first.mark(MATHS, portrait(2), NOON).present()).hasSize(1);
      assertThat(second.enrol(Person.of("s-3", "Eve"), portrait(1)).refused()).hasSize(1);
      first.remove(ADA.id());
      assertThat(second.identify(portrait(1)).get(0).identification().orElseThrow())
          .isInstanceOf(Identification.Unknown.class);
      assertThat(second.report(MATHS).orElseThrow().present()).hasSize(1);
    }
  }

  @Test
  void readsAndRemovesWithoutModels() {
    try (FaceAttendance first = AttendanceFixture.open(folder)) {
      first.enrol(ADA, portrait(1));
      first.mark(MATHS, portrait(1), NOON);
    }
    AttendanceOptions reading = AttendanceFixture.options(folder).withoutModels();
    try (FaceAttendance reader = FaceAttendance.open(data(), reading)) {
      assertThat(reader.people()).hasSize(1);
      assertThat(reader.report(MATHS).orElseThrow().present()).hasSize(1);
      assertThatThrownBy(() -> reader.identify(portrait(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("without");
      assertThat(reader.remove(ADA.id())).contains(new RemovalReceipt(ADA.id(), 1, false, true));
    }
  }

  @Test
  void existingOnlyRefusesADirectoryWithoutAStoreAndCreatesNothing() throws IOException {
    AttendanceOptions existing = AttendanceFixture.options(folder).existingOnly();
    assertThatThrownBy(() -> FaceAttendance.open(data(), existing))
        .isInstanceOf(NoStoreException.class)
        .hasMessageContaining(data().toString());
    assertThat(folder).isEmptyDirectory();
    Files.createDirectory(data());
    assertThatThrownBy(() -> FaceAttendance.open(data(), existing))
        .isInstanceOf(NoStoreException.class);
    assertThat(data()).isEmptyDirectory();
    assertThat(folder.resolve("keys")).doesNotExist();
  }

  @Test
  void existingOnlyRefusesAStoreWhoseCreationWasInterrupted() throws IOException {
    Files.createDirectory(data());
    Files.createFile(data().resolve("attendance.db"));
    AttendanceOptions existing = AttendanceFixture.options(folder).existingOnly();
    assertThatThrownBy(() -> FaceAttendance.open(data(), existing))
        .isInstanceOf(NoStoreException.class);
    assertThat(folder.resolve("keys")).doesNotExist();
    assertThat(data().resolve("attendance.db")).isEmptyFile();
  }

  @Test
  void existingOnlyOpensAStore() {
    try (FaceAttendance first = AttendanceFixture.open(folder)) {
      first.enrol(ADA, portrait(1));
    }
    AttendanceOptions existing = AttendanceFixture.options(folder).existingOnly();
    try (FaceAttendance again = FaceAttendance.open(data(), existing)) {
      assertThat(again.people()).hasSize(1);
    }
  }

  @Test
  void releasesWhatItTookIfItCannotBeOpened() {
    FakeFaces.Detector detector = new FakeFaces.Detector();
    AttendanceOptions broken =
        AttendanceFixture.options(folder)
            .withModels(
                () -> detector,
                () -> {
                  throw new ModelException("no embedder");
                });
    assertThatThrownBy(() -> FaceAttendance.open(data(), broken))
        .isInstanceOf(ModelException.class);
    assertThat(detector.closed).hasValue(1);
    assertThat(data().resolve("attendance.db-wal")).as("the file is closed").doesNotExist();
  }

  @Test
  void closesEverythingOnceAndRefusesLaterCalls() {
    FakeFaces.Detector detector = new FakeFaces.Detector();
    FakeFaces.Embedder embedder = new FakeFaces.Embedder(FakeFaces.SPACE);
    FaceAttendance attendance =
        FaceAttendance.open(
            data(), AttendanceFixture.options(folder).withModels(() -> detector, () -> embedder));
    attendance.close();
    attendance.close();
    assertThat(detector.closed).hasValue(1);
    assertThat(embedder.closed).hasValue(1);
    assertThat(data().resolve("attendance.db-wal")).doesNotExist();
    assertThatThrownBy(attendance::people)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void refusesToBeClosedFromInsideItsOwnCall() {
    FaceAttendance attendance = AttendanceFixture.open(folder);
    Stream<Image> closing = Stream.of(1).map(person -> closed(attendance));
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () ->
            assertThatThrownBy(() -> attendance.mark(MATHS, closing, NOON, Direction.SEEN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside its own call"));
    assertThat(AttendanceFixture.sessions(attendance)).isEmpty();
    attendance.close();
  }

  private static Image closed(FaceAttendance attendance) {
    attendance.close();
    return portrait(1);
  }

  @Test
  void needsNoUsableModelSettingsToReadOnly() throws IOException {
    String wrong = "ftp://example.org/models";
    System.setProperty("face.models.mirror", wrong);
    try {
      AttendanceOptions defaults =
          AttendanceOptions.defaults().withKeys(KeyProvider.inFolder(folder.resolve("keys")));
      FaceAttendance.open(data(), defaults.withoutModels()).close();
      assertThatThrownBy(() -> FaceAttendance.open(data(), defaults))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining(wrong);
    } finally {
      System.clearProperty("face.models.mirror");
    }
  }

  @Test
  void closeWaitsForRunningCallsFiftyTimes() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 50; round++) {
        closeUnderLoad(threads, round);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void closeUnderLoad(ExecutorService threads, int round) throws Exception {
    FakeFaces.Detector detector = new FakeFaces.Detector();
    FakeFaces.Embedder embedder = new FakeFaces.Embedder(FakeFaces.SPACE);
    FaceAttendance attendance =
        FaceAttendance.open(
            data(), AttendanceFixture.options(folder).withModels(() -> detector, () -> embedder));
    attendance.enrol(ADA, portrait(1));
    CountDownLatch started = new CountDownLatch(4);
    List<Future<Integer>> calls = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      SessionId session = SessionId.of("s-%d-%d".formatted(round, thread));
      calls.add(threads.submit(() -> markUntilClosed(attendance, session, started)));
    }
    started.await();
    attendance.close();
    for (Future<Integer> call : calls) {
      assertThat(call.get()).isPositive();
    }
    assertThat(detector.misused.get() + embedder.misused.get()).isZero();
  }

  private static int markUntilClosed(
      FaceAttendance attendance, SessionId session, CountDownLatch started) {
    int marked = 0;
    try {
      while (true) {
        attendance.mark(session, portrait(1), NOON);
        if (marked++ == 0) {
          started.countDown();
        }
      }
    } catch (IllegalStateException closed) {
      assertThat(closed).hasMessageContaining("expected an open FaceAttendance");
      return marked;
    }
  }

  @Test
  void eightThreadsOnTwoInstancesEnrolAndMarkEverybodyOnce() throws Exception {
    int people = 24;
    int sessions = 10;
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (FaceAttendance first = AttendanceFixture.open(folder);
        FaceAttendance second = AttendanceFixture.open(folder)) {
      List<Callable<Integer>> enrolling = new ArrayList<>();
      List<Callable<Integer>> marking = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        FaceAttendance attendance = thread % 2 == 0 ? first : second;
        enrolling.add(() -> enrolAll(attendance, people));
        marking.add(() -> markAll(attendance, people, sessions));
      }
      assertThat(sum(threads.invokeAll(enrolling))).isEqualTo(8 * people);
      assertThat(first.people()).hasSize(people).allMatch(enrolled -> enrolled.templates() == 8);
      assertThat(sum(threads.invokeAll(marking))).as("new marks").isEqualTo(people * sessions);
      for (SessionId session : AttendanceFixture.sessions(second)) {
        assertThat(second.report(session).orElseThrow().present()).hasSize(people);
      }
      assertThat(AttendanceFixture.sessions(second)).hasSize(sessions);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Person person(int number) {
    return Person.of("p-" + number, "N" + number);
  }

  private static int enrolAll(FaceAttendance attendance, int people) {
    int added = 0;
    EnrolmentOptions options = EnrolmentOptions.defaults().allowingResemblance();
    for (int number = 1; number <= people; number++) {
      added += attendance.enrol(person(number), List.of(portrait(number)), options).added();
    }
    return added;
  }

  private static int markAll(FaceAttendance attendance, int people, int sessions) {
    int marked = 0;
    for (int session = 0; session < sessions; session++) {
      for (int number = 1; number <= people; number++) {
        AttendanceReport report =
            attendance.mark(SessionId.of("t-" + session), portrait(number), NOON);
        marked += (int) report.present().stream().filter(one -> !one.alreadyMarked()).count();
      }
    }
    return marked;
  }

  private static int sum(List<Future<Integer>> numbers) throws Exception {
    int sum = 0;
    for (Future<Integer> number : numbers) {
      sum += number.get();
    }
    return sum;
  }
}
