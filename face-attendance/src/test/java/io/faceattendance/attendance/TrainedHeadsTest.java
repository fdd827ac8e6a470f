package io.faceattendance.attendance;

import static io.faceattendance.attendance.FakeFaces.portrait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.faceattendance.FaceException;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.Identification;
import io.faceattendance.match.TemplateScoring;
import io.faceattendance.match.head.Training;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** When a head has a say, and when it is trained again. */
@Timeout(60)
class TrainedHeadsTest {
  private static final Person ADA = Person.of("s-1", "Ada");
  private static final Person BOB = Person.of("s-2", "Bob");
  private static final Person CYD = Person.of("s-3", "Cyd");
  private static final String REFUSED = "HEAD_REFUSES";

  @TempDir Path folder;
  private final FakeTrainer trainer = new FakeTrainer();

  @BeforeEach
  void enrol() {
    try (FaceAttendance attendance = open(false)) {
      attendance.enrol(ADA, portrait(1));
      attendance.enrol(BOB, portrait(2));
    }
  }

  private FaceAttendance open(boolean retraining) {
    AttendanceOptions options = AttendanceFixture.options(folder);
    return FaceAttendance.open(
        folder.resolve("data"), retraining ? options : options.withoutRetraining(), trainer);
  }

  private static TrainedHead train(FaceAttendance attendance) {
    return attendance.heads().train(HeadKind.SVM, Training.defaults());
  }

  /** Who a portrait is of, or why it is nobody. */
  private static String answer(FaceAttendance attendance, int person) {
    Identification answer =
        attendance.identify(portrait(person)).get(0).identification().orElseThrow();
    return answer instanceof Identification.Known known
        ? known.person().value()
        : answer.reason().name();
  }

  @Test
  void aHeadThatWasBetterIsUsedAtOnceHereAndElsewhere() {
    try (FaceAttendance first = open(false);
        FaceAttendance second = open(false)) {
      assertThat(answer(second, 1)).isEqualTo("s-1");
      List<Double> progress = new ArrayList<>();
      TrainedHead head =
          first.heads().train(HeadKind.TRIPLET, Training.defaults().withProgress(progress::add));
      assertThat(head.kind()).isEqualTo(HeadKind.TRIPLET);
      assertThat(head.inUse()).isTrue();
      assertThat(head.upToDate()).isTrue();
      assertThat(head.persons()).isEqualTo(2);
      assertThat(head.templates()).isEqualTo(2);
      assertThat(head.trial()).isEqualTo(FakeTrainer.BETTER);
      assertThat(progress).last().isEqualTo(1.0);
      assertThat(answer(first, 1)).isEqualTo(REFUSED);
      assertThat(answer(second, 1)).isEqualTo(REFUSED);
      assertThat(second.heads().status()).contains(head);
    }
    try (FaceAttendance again = open(false)) {
      assertThat(answer(again, 1)).isEqualTo(REFUSED);
    }
  }

  @Test
  void aHeadThatWasNotBetterIsKeptAndNotUsed() {
    trainer.verdict = FakeTrainer.NOT_BETTER;
    try (FaceAttendance attendance = open(false)) {
      TrainedHead head = train(attendance);
      assertThat(head.inUse()).isFalse();
      assertThat(head.reason()).startsWith("the raw embedding stays in force");
      assertThat(answer(attendance, 1)).isEqualTo("s-1");
    }
  }

  @Test
  void theRawEmbeddingDecidesOnceSomebodyIsEnrolled() {
    try (FaceAttendance first = open(false);
        FaceAttendance second = open(false)) {
      train(first);
      first.enrol(CYD, portrait(3));
      for (FaceAttendance attendance : List.of(first, second)) {
        assertThat(answer(attendance, 1)).isEqualTo("s-1");
        assertThat(answer(attendance, 3)).isEqualTo("s-3");
      }
      TrainedHead head = second.heads().status().orElseThrow();
      assertThat(head.inUse()).isTrue();
      assertThat(head.upToDate()).isFalse();
      assertThat(head.reason()).contains("trained again");
      assertThat(train(second).upToDate()).isTrue();
      assertThat(answer(first, 3)).isEqualTo(REFUSED);
    }
  }

  @Test
  void theRemovalOfAPersonDeletesTheHead() {
    try (FaceAttendance first = open(false);
        FaceAttendance second = open(false)) {
      first.enrol(CYD, portrait(3));
      train(first);
      assertThat(answer(second, 1)).isEqualTo(REFUSED);
      assertThat(first.remove(CYD.id()).orElseThrow().headDeleted()).isTrue();
      assertThat(first.heads().status()).isEmpty();
      assertThat(answer(first, 1)).isEqualTo("s-1");
      assertThat(answer(second, 1)).isEqualTo("s-1");
      assertThat(first.remove(BOB.id()).orElseThrow().headDeleted()).isFalse();
    }
  }

  @Test
  void canBeSwitchedOff() {
    try (FaceAttendance first = open(true);
        FaceAttendance second = open(true)) {
      train(first);
      assertThat(second.heads().off()).isTrue();
      assertThat(second.heads().off()).isFalse();
      assertThat(answer(first, 1)).isEqualTo("s-1");
      assertThat(answer(second, 1)).isEqualTo("s-1");
      assertThat(first.heads().status()).isEmpty();
    }
  }

  @Test
  void isTrainedAndSwitchedOffWithoutModels() {
    AttendanceOptions reading = AttendanceFixture.options(folder).withoutModels();
    try (FaceAttendance reader = FaceAttendance.open(folder.resolve("data"), reading, trainer)) {
      assertThat(train(reader).inUse()).isTrue();
      try (FaceAttendance attendance = open(false)) {
        assertThat(answer(attendance, 1)).isEqualTo(REFUSED);
        assertThat(reader.heads().off()).isTrue();
        assertThat(answer(attendance, 1)).isEqualTo("s-1");
      }
    }
  }

  @Test
  void changesOfThresholdsLeaveTheHeadInForce() {
    try (FaceAttendance attendance = open(false)) {
      train(attendance);
      attendance.thresholds().calibrate(AttendanceFixture.table(FakeFaces.SPACE, 0.1), 0.01);
      assertThat(answer(attendance, 1)).isEqualTo(REFUSED);
      assertThat(attendance.heads().status().orElseThrow().upToDate()).isTrue();
    }
  }

  @Test
  void severalChangesAreOneTrainingInTheBackground() {
    try (FaceAttendance attendance = open(true)) {
      train(attendance);
      CountDownLatch mayFinish = new CountDownLatch(1);
      trainer.during = training -> await(mayFinish);
      for (int person = 3; person < 8; person++) {
        attendance.enrol(Person.of("s-" + person, "N" + person), portrait(person));
      }
      assertThat(answer(attendance, 7)).as("meanwhile the raw embedding").isEqualTo("s-7");
      mayFinish.countDown();
      until(() -> attendance.heads().status().orElseThrow().upToDate());
      assertThat(answer(attendance, 7)).isEqualTo(REFUSED);
      assertThat(attendance.heads().status().orElseThrow().persons()).isEqualTo(7);
      assertThat(trainer.trainings).as("the first and one more").hasValue(2);
    }
  }

  @Test
  void isTrainedAgainWithoutAPersonWhoWasRemoved() {
    try (FaceAttendance attendance = open(true)) {
      attendance.enrol(CYD, portrait(3));
      train(attendance);
      attendance.remove(CYD.id());
      assertThat(attendance.heads().status()).isEmpty();
      until(() -> attendance.heads().status().isPresent());
      assertThat(attendance.heads().status().orElseThrow().persons()).isEqualTo(2);
      assertThat(answer(attendance, 1)).isEqualTo(REFUSED);
    }
  }

  @Test
  void isTrainedAgainIfItIsOutOfDateWhenTheDirectoryIsOpened() {
    try (FaceAttendance attendance = open(false)) {
      train(attendance);
      attendance.enrol(CYD, portrait(3));
    }
    try (FaceAttendance attendance = open(true)) {
      until(() -> attendance.heads().status().orElseThrow().upToDate());
      assertThat(answer(attendance, 3)).isEqualTo(REFUSED);
    }
  }

  @Test
  void switchedOffMeansThatNoneIsTrainedAgain() throws InterruptedException {
    try (FaceAttendance attendance = open(true)) {
      train(attendance);
      CountDownLatch running = new CountDownLatch(1);
      trainer.during = training -> runUntilCancelled(training, running);
      attendance.enrol(CYD, portrait(3));
      assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(attendance.heads().off()).isTrue();
      assertThat(attendance.heads().status()).isEmpty();
      attendance.enrol(Person.of("s-4", "Dan"), portrait(4));
      Thread.sleep(1000);
      assertThat(attendance.heads().status()).isEmpty();
      assertThat(trainer.trainings).hasValue(2);
    }
  }

  @Test
  void closeCancelsATrainingThatRunsAndStoresNothing() throws InterruptedException {
    FaceAttendance attendance = open(true);
    train(attendance);
    CountDownLatch running = new CountDownLatch(1);
    trainer.during = training -> runUntilCancelled(training, running);
    attendance.enrol(CYD, portrait(3));
    assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
    assertTimeoutPreemptively(Duration.ofSeconds(20), attendance::close);
    until(() -> threads().isEmpty());
    try (FaceAttendance again = open(false)) {
      assertThat(again.heads().status().orElseThrow().upToDate()).isFalse();
    }
  }

  @Test
  void noThreadIsStartedWithoutAHead() {
    try (FaceAttendance attendance = open(true)) {
      attendance.enrol(CYD, portrait(3));
      assertThat(threads()).isEmpty();
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(thread -> thread.getName().toLowerCase(Locale.ROOT))
        .filter(name -> name.contains("head training"))
        .toList();
  }

  @Test
  void aTrainingThatFailsLeavesTheRawEmbeddingInForce() {
    try (FaceAttendance attendance = open(true)) {
      train(attendance);
      CountDownLatch failed = new CountDownLatch(2);
      trainer.during =
          training -> {
            failed.countDown();
            if (failed.getCount() == 1) {
              throw new FaceException("too few templates");
            }
            throw new IllegalStateException("a defect");
          };
      attendance.enrol(CYD, portrait(3));
      until(() -> failed.getCount() == 1);
      attendance.enrol(Person.of("s-4", "Dan"), portrait(4));
      until(() -> failed.getCount() == 0);
      assertThat(answer(attendance, 3)).isEqualTo("s-3");
      trainer.during = training -> {};
      attendance.enrol(Person.of("s-5", "Eve"), portrait(5));
      until(() -> attendance.heads().status().orElseThrow().upToDate());
    }
  }

  @Test
  void beginsAgainIfPeopleChangeMeanwhile() {
    try (FaceAttendance attendance = open(false)) {
      AtomicInteger round = new AtomicInteger();
      trainer.during =
          training -> {
            if (round.getAndIncrement() == 0) {
              attendance.remove(BOB.id());
              attendance.enrol(CYD, portrait(3));
            }
          };
      assertThat(train(attendance).persons()).isEqualTo(2);
      assertThat(answer(attendance, 3)).isEqualTo(REFUSED);
      assertThat(trainer.trainings).hasValue(2);
    }
  }

  @Test
  void givesUpIfPeopleChangeDuringEachTraining() {
    try (FaceAttendance attendance = open(false)) {
      AtomicInteger person = new AtomicInteger(10);
      trainer.during =
          training -> {
            int number = person.getAndIncrement();
            attendance.enrol(Person.of("s-" + number, "N"), portrait(number));
          };
      assertThatThrownBy(() -> train(attendance))
          .isInstanceOf(FaceException.class)
          .hasMessageContaining("train again later");
      assertThat(attendance.heads().status()).isEmpty();
    }
  }

  @Test
  void refusesToTrainOnNobody() {
    try (FaceAttendance attendance = open(false)) {
      attendance.remove(ADA.id());
      attendance.remove(BOB.id());
      assertThatThrownBy(() -> train(attendance))
          .isInstanceOf(FaceException.class)
          .hasMessageContaining("nobody is enrolled");
    }
  }

  @Test
  void aHeadThatThisVersionCannotReadLeavesTheRawEmbeddingInForce() {
    try (FaceAttendance attendance = open(false)) {
      attendance.enrol(Person.of("unreadable", "U"), portrait(9));
      train(attendance);
      assertThat(answer(attendance, 1)).isEqualTo("s-1");
    }
  }

  /** Blocks a training in the background just before it is stored. */
  private CountDownLatch blockBeforeStoring(CountDownLatch reached) {
    CountDownLatch mayGoOn = new CountDownLatch(1);
    trainer.before =
        () -> {
          reached.countDown();
          await(mayGoOn);
        };
    return mayGoOn;
  }

  @Test
  void switchedOffKeepsNothingOfATrainingThatIsAboutToBeStored() {
    try (FaceAttendance attendance = open(true);
        FaceAttendance elsewhere = open(false)) {
      for (FaceAttendance decides : List.of(attendance, elsewhere)) {
        trainer.before = () -> {};
        train(attendance);
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch mayGoOn = blockBeforeStoring(reached);
        int before = trainer.trainings.get();
        attendance.enrol(Person.of("n-" + before, "N"), portrait(before + 10));
        await(reached);
        assertThat(decides.heads().off()).isTrue();
        mayGoOn.countDown();
        untilTheTrainingEnds();
        assertThat(attendance.heads().status()).isEmpty();
        assertThat(attendance.heads().wanted()).isEmpty();
        assertThat(trainer.trainings).hasValue(before + 1);
      }
    }
  }

  @Test
  void anotherKindElsewhereIsNotUndoneByARetraining() {
    try (FaceAttendance attendance = open(true);
        FaceAttendance elsewhere = open(false)) {
      train(attendance);
      CountDownLatch reached = new CountDownLatch(1);
      CountDownLatch mayGoOn = blockBeforeStoring(reached);
      attendance.enrol(CYD, portrait(3));
      await(reached);
      trainer.before = () -> {};
      elsewhere.heads().train(HeadKind.SOFTMAX, Training.defaults());
      mayGoOn.countDown();
      untilTheTrainingEnds();
      assertThat(attendance.heads().status().orElseThrow().kind()).isEqualTo(HeadKind.SOFTMAX);
      assertThat(attendance.heads().wanted()).contains(HeadKind.SOFTMAX);
    }
  }

  @Test
  void aTrainingThatWasAskedForIsRefusedIfTheHeadIsSwitchedOffMeanwhile() {
    try (FaceAttendance attendance = open(false);
        FaceAttendance elsewhere = open(false)) {
      trainer.before = () -> elsewhere.heads().off();
      assertThatThrownBy(() -> train(attendance))
          .isInstanceOf(FaceException.class)
          .hasMessageContaining("switched off");
      assertThat(attendance.heads().status()).isEmpty();
      assertThat(trainer.trainings).hasValue(1);
    }
  }

  @Test
  void aRequestAfterSwitchingOffDoesNotReviveWhatRuns() {
    try (FaceAttendance attendance = open(true)) {
      train(attendance);
      CountDownLatch running = new CountDownLatch(1);
      trainer.during = training -> runUntilCancelled(training, running);
      attendance.enrol(CYD, portrait(3));
      await(running);
      attendance.heads().off();
      trainer.during = training -> {};
      train(attendance); // a new wish, as the old training ends for good
      attendance.enrol(Person.of("s-4", "Dan"), portrait(4));
      until(() -> attendance.heads().status().orElseThrow().upToDate());
      assertThat(trainer.trainings).as("two asked for, one cancelled, one again").hasValue(4);
    }
  }

  @Test
  void isTrainedAgainAfterARemovalThatNobodyWaitedFor() {
    try (FaceAttendance attendance = open(true)) {
      attendance.enrol(CYD, portrait(3));
      attendance.heads().train(HeadKind.TRIPLET, Training.defaults().withSeed(99));
      attendance.remove(CYD.id());
    }
    List<Long> seeds = new CopyOnWriteArrayList<>();
    trainer.during = training -> seeds.add(training.seed());
    try (FaceAttendance attendance = open(true)) {
      until(() -> attendance.heads().status().isPresent());
      TrainedHead head = attendance.heads().status().orElseThrow();
      assertThat(head.kind()).isEqualTo(HeadKind.TRIPLET);
      assertThat(head.seed()).isEqualTo(99);
      assertThat(head.persons()).isEqualTo(2);
      assertThat(seeds).as("that of the user's training").containsExactly(99L);
    }
  }

  @Test
  void isTrainedAgainAfterARemovalByAnotherProgram() {
    try (FaceAttendance attendance = open(true);
        FaceAttendance elsewhere = open(false)) {
      attendance.enrol(CYD, portrait(3));
      train(attendance);
      elsewhere.remove(CYD.id());
      assertThat(answer(attendance, 1)).as("meanwhile the raw embedding").isEqualTo("s-1");
      until(() -> attendance.heads().status().isPresent());
      assertThat(attendance.heads().status().orElseThrow().persons()).isEqualTo(2);
    }
  }

  @Test
  void aProgramThatComparesOtherwiseNeitherUsesTheHeadNorTrainsIt() throws InterruptedException {
    AttendanceOptions mean =
        AttendanceFixture.options(folder).withTemplateScoring(TemplateScoring.MEAN);
    try (FaceAttendance best = open(false);
        FaceAttendance other = FaceAttendance.open(folder.resolve("data"), mean, trainer)) {
      train(best);
      assertThat(answer(best, 1)).isEqualTo(REFUSED);
      assertThat(answer(other, 1)).isEqualTo("s-1");
      assertThat(best.heads().status().orElseThrow().fitsScoring()).isTrue();
      assertThat(other.heads().status().orElseThrow().fitsScoring()).isFalse();
      other.enrol(CYD, portrait(3));
      Thread.sleep(1000);
      assertThat(trainer.trainings).hasValue(1);
    }
  }

  @Test
  void failuresAndLostTrialsAreLogged() {
    Logger logger = (Logger) LoggerFactory.getLogger(Retraining.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.list = new CopyOnWriteArrayList<>();
    logger.addAppender(log);
    log.start();
    try (FaceAttendance attendance = open(true)) {
      train(attendance);
      CountDownLatch running = new CountDownLatch(1);
      CountDownLatch mayFail = new CountDownLatch(1);
      trainer.during =
          training -> {
            running.countDown();
            await(mayFail);
            throw new IllegalStateException("a defect");
          };
      attendance.enrol(CYD, portrait(3));
      await(running);
      attendance.enrol(Person.of("s-4", "Dan"), portrait(4)); // asks again while it runs
      trainer.during = training -> {};
      trainer.verdict = FakeTrainer.NOT_BETTER;
      mayFail.countDown();
      until(() -> log.list.size() == 2);
      assertThat(log.list)
          .extracting(ILoggingEvent::getLevel)
          .containsExactly(Level.ERROR, Level.WARN);
      assertThat(log.list.get(0).getThrowableProxy().getMessage()).isEqualTo("a defect");
      assertThat(log.list.get(1).getFormattedMessage())
          .contains("not used", "the raw embedding stays in force");
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void aTrainingThatCannotBeInterruptedDoesNotKeepCloseFromReturning() {
    FaceAttendance attendance = open(true);
    train(attendance);
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch mayGoOn = blockBeforeStoring(reached);
    attendance.enrol(CYD, portrait(3));
    await(reached);
    assertTimeoutPreemptively(Duration.ofSeconds(20), attendance::close);
    mayGoOn.countDown();
    until(() -> threads().isEmpty());
    try (FaceAttendance again = open(false)) {
      assertThat(again.heads().status().orElseThrow().upToDate()).isFalse();
    }
  }

  @Test
  void aHeadThatWasChangedLeavesTheRawEmbeddingInForce() throws SQLException {
    try (FaceAttendance attendance = open(false)) {
      train(attendance);
    }
    Path file = folder.resolve("data").resolve("attendance.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "UPDATE documents SET content = zeroblob(40) WHERE name = 'head/model'");
    }
    try (FaceAttendance attendance = open(true)) {
      assertThat(answer(attendance, 1)).isEqualTo("s-1");
      assertThatThrownBy(() -> attendance.heads().status())
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("head off");
      assertThat(attendance.heads().off()).isTrue();
      assertThat(attendance.heads().status()).isEmpty();
    }
  }

  @Test
  void saysThatTheMarginDoesNotCountWhileAHeadIsUsed() {
    try (FaceAttendance attendance = open(false)) {
      assertThat(train(attendance).reason()).contains("the margin between people does not count");
    }
  }

  private void untilTheTrainingEnds() {
    until(
        () ->
            Thread.getAllStackTraces().entrySet().stream()
                .filter(one -> one.getKey().getName().contains("head training"))
                .flatMap(one -> Stream.of(one.getValue()))
                .noneMatch(frame -> frame.getClassName().equals(HeadTraining.class.getName())));
  }

  private static void runUntilCancelled(Training training, CountDownLatch running) {
    running.countDown();
    while (true) {
      training.progress().accept(0.5);
      pause();
    }
  }

  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) { // the test has a timeout
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
