package io.faceattendance.attendance;

import static io.faceattendance.attendance.FakeFaces.picture;
import static io.faceattendance.attendance.FakeFaces.portrait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.ModelException;
import io.faceattendance.attendance.FakeFaces.Drawn;
import io.faceattendance.attendance.PolicyInForce.Origin;
import io.faceattendance.match.FmrTable;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.Identification;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.match.TemplateScoring;
import io.faceattendance.match.head.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Which thresholds are in force, and how they are exchanged. */
class ThresholdsTest {
  private static final Person ADA = Person.of("s-1", "Ada");
  private static final Person BOB = Person.of("s-2", "Bob");
  private static final FmrTable LOOSE = AttendanceFixture.table(FakeFaces.SPACE, 0.1);
  private static final FmrTable STRICT = AttendanceFixture.table(FakeFaces.SPACE, 0.2);

  @TempDir Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  private FaceAttendance withoutPolicy() {
    return FaceAttendance.open(data(), AttendanceFixture.withoutPolicy(folder));
  }

  private void calibrate(FmrTable table) {
    try (FaceAttendance reader =
        FaceAttendance.open(data(), AttendanceFixture.options(folder).withoutModels())) {
      reader.thresholds().calibrate(table, 0.02);
    }
  }

  @Test
  void aSpaceWithoutATableCanBeOpenedOnceItIsCalibrated() {
    assertThatThrownBy(this::withoutPolicy)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("table of false match rates");
    calibrate(LOOSE);
    try (FaceAttendance attendance = withoutPolicy()) {
      PolicyInForce inForce = attendance.thresholds().inForce();
      assertThat(inForce.origin()).isEqualTo(Origin.CALIBRATED);
      assertThat(inForce.words()).isEqualTo("calibrated on 1000 people");
      assertThat(attendance.thresholds().inForce().policy().targetFpir()).isEqualTo(0.02);
      assertThat(attendance.thresholds().inForce().policy().table().text()).isEqualTo(LOOSE.text());
      attendance.enrol(ADA, portrait(1));
      assertThat(attendance.identify(portrait(1)).get(0).person()).contains(ADA);
    }
  }

  @Test
  void whatTheProgramGivesGoesBeforeTheCalibration() {
    calibrate(LOOSE);
    try (FaceAttendance attendance = AttendanceFixture.open(folder)) {
      assertThat(attendance.thresholds().inForce().origin()).isEqualTo(Origin.GIVEN);
      assertThat(attendance.thresholds().inForce().policy().targetFpir()).isEqualTo(0.01);
      assertThat(attendance.thresholds().inForce(FakeFaces.SPACE).origin()).isEqualTo(Origin.GIVEN);
      StoredCalibration kept = attendance.thresholds().calibration(FakeFaces.SPACE).orElseThrow();
      assertThat(kept.targetFpir()).isEqualTo(0.02);
    }
  }

  @Test
  void theCalibrationGoesBeforeTheTableThatComesAlong() {
    EmbeddingSpace bundled =
        EmbeddingSpace.parse("mobilefacenet-foamliu/imagenet-rgb/arcface-112/none/128");
    AttendanceOptions options =
        AttendanceFixture.withoutPolicy(folder)
            .withModels(FakeFaces.Detector::new, () -> new FakeFaces.Embedder(bundled));
    try (FaceAttendance attendance = FaceAttendance.open(data(), options)) {
      assertThat(attendance.thresholds().inForce().origin()).isEqualTo(Origin.BUNDLED);
      double before = attendance.thresholds().identification().similarity();
      attendance.thresholds().calibrate(AttendanceFixture.table(bundled, 0.2), 0.01);
      assertThat(attendance.thresholds().inForce().origin()).isEqualTo(Origin.CALIBRATED);
      assertThat(attendance.thresholds().identification().similarity()).isNotEqualTo(before);
      assertThat(attendance.thresholds().forgetCalibration()).isTrue();
      assertThat(attendance.thresholds().inForce().origin()).isEqualTo(Origin.BUNDLED);
      assertThat(attendance.thresholds().identification().similarity()).isEqualTo(before);
    }
  }

  @Test
  void aNewCalibrationIsInForceAtOnceHereAndElsewhere() {
    calibrate(LOOSE);
    try (FaceAttendance first = withoutPolicy();
        FaceAttendance second = withoutPolicy()) {
      first.enrol(ADA, portrait(1));
      double loose = second.thresholds().identification().similarity();
      first.thresholds().calibrate(STRICT, 0.01);
      double strict = MatchPolicy.defaults(STRICT).identification(1).similarity();
      assertThat(strict).isGreaterThan(loose);
      for (FaceAttendance attendance : List.of(first, second)) {
        assertThat(attendance.thresholds().identification().similarity()).isEqualTo(strict);
        assertThat(
                attendance.identify(portrait(1)).get(0).identification().orElseThrow().threshold())
            .isEqualTo(attendance.thresholds().identification());
      }
    }
  }

  @Test
  void withoutACalibrationNothingIsComparedWhereNoTableComesAlong() {
    calibrate(LOOSE);
    try (FaceAttendance first = withoutPolicy();
        FaceAttendance second = withoutPolicy()) {
      assertThat(first.thresholds().forgetCalibration()).isTrue();
      assertThat(first.thresholds().forgetCalibration()).isFalse();
      for (FaceAttendance attendance : List.of(first, second)) {
        assertThatThrownBy(() -> attendance.identify(portrait(1)))
            .isInstanceOf(ModelException.class);
      }
      first.thresholds().calibrate(STRICT, 0.01);
      assertThat(second.identify(portrait(1))).hasSize(1);
    }
  }

  @Test
  void refusesThresholdsOfAnotherSpace() {
    FmrTable other =
        AttendanceFixture.table(new EmbeddingSpace("newer", "none", "middle", "none", 64), 0.1);
    calibrate(LOOSE);
    try (FaceAttendance attendance = withoutPolicy()) {
      attendance.enrol(ADA, portrait(1));
      assertThatThrownBy(() -> attendance.thresholds().calibrate(other, 0.01))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("newer/none/middle/none/64");
    }
    assertThatThrownBy(() -> calibrate(other)).isInstanceOf(StoreException.class);
    AttendanceOptions reading = AttendanceFixture.options(folder).withoutModels();
    try (FaceAttendance reader = FaceAttendance.open(data(), reading)) {
      EmbeddingSpace space = other.source().space();
      assertThatThrownBy(() -> reader.thresholds().comparisons(space))
          .isInstanceOf(StoreException.class);
      assertThat(reader.thresholds().calibration(space)).isEmpty();
    }
  }

  @Test
  void refusesATargetThatIsNoRate() {
    try (FaceAttendance attendance = AttendanceFixture.open(folder)) {
      for (double target : new double[] {0, 1, -1, Double.NaN}) {
        assertThatThrownBy(() -> attendance.thresholds().calibrate(LOOSE, target))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThat(attendance.thresholds().calibration(FakeFaces.SPACE)).isEmpty();
    }
  }

  @Test
  void aSearchMakesAComparisonForEachTemplateOrTwoForEachMeanAtMost() {
    AttendanceOptions best = AttendanceFixture.options(folder);
    AttendanceOptions mean = best.withTemplateScoring(TemplateScoring.MEAN);
    try (FaceAttendance attendance = FaceAttendance.open(data(), best)) {
      assertThat(attendance.thresholds().comparisons(FakeFaces.SPACE)).isZero();
      attendance.enrol(
          ADA,
          portrait(1),
          picture(Drawn.of(1).differing(10)),
          picture(Drawn.of(1).differing(20)),
          picture(Drawn.of(1).differing(15)));
      attendance.enrol(BOB, portrait(2));
      assertThat(attendance.thresholds().comparisons(FakeFaces.SPACE)).isEqualTo(5);
      assertThat(attendance.thresholds().identification())
          .isEqualTo(attendance.thresholds().inForce().policy().identification(5));
    }
    try (FaceAttendance attendance = FaceAttendance.open(data(), mean)) {
      assertThat(attendance.thresholds().comparisons(FakeFaces.SPACE)).isEqualTo(4);
      assertThat(attendance.thresholds().identification())
          .isEqualTo(attendance.thresholds().inForce().policy().identification(4));
      assertThat(attendance.identify(portrait(1)).get(0).person()).contains(ADA);
    }
  }

  @Test
  void theLogSaysWhichThresholdsAreInForceAndWhetherTheySupportTheTarget() {
    try (FaceAttendance attendance = AttendanceFixture.open(folder)) {
      attendance.enrol(ADA, portrait(1));
    }
    calibrate(LOOSE);
    Logger logger = (Logger) LoggerFactory.getLogger(Gallery.class);
    Level before = logger.getLevel();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    logger.setLevel(Level.INFO);
    logger.addAppender(log);
    log.start();
    try (FaceAttendance attendance = withoutPolicy()) {
      assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.INFO);
      attendance.enrol(BOB, portrait(2));
      assertThat(log.list).as("no change of thresholds").hasSize(1);
      attendance.thresholds().calibrate(LOOSE, 1e-6);
      assertThat(log.list)
          .extracting(ILoggingEvent::getLevel)
          .containsExactly(Level.INFO, Level.INFO, Level.WARN);
      assertThat(log.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .allSatisfy(line -> assertThat(line).contains("calibrated on 1000 people"))
          .noneSatisfy(line -> assertThat(line).containsAnyOf("Ada", "s-1", "Bob"))
          .last()
          .asString()
          .contains("do not support", "2 comparisons");
    } finally {
      logger.detachAppender(log);
      logger.setLevel(before);
    }
  }

  /** Every answer is by thresholds that were in force as a whole. */
  @Test
  void eightThreadsIdentifyWhileThresholdsAndHeadsAreExchanged() throws Exception {
    calibrate(LOOSE);
    List<Double> allowed =
        List.of(
            MatchPolicy.defaults(LOOSE).withTargetFpir(0.02).identification(3).similarity(),
            MatchPolicy.defaults(LOOSE).identification(3).similarity(),
            MatchPolicy.defaults(STRICT).identification(3).similarity());
    ExecutorService threads = Executors.newFixedThreadPool(8);
    FakeTrainer trainer = new FakeTrainer();
    AttendanceOptions options = AttendanceFixture.withoutPolicy(folder).withoutRetraining();
    try (FaceAttendance first = FaceAttendance.open(data(), options, trainer);
        FaceAttendance second = FaceAttendance.open(data(), options, trainer)) {
      for (int person = 1; person <= 3; person++) {
        first.enrol(Person.of("s-" + person, "N" + person), portrait(person));
      }
      AtomicBoolean done = new AtomicBoolean();
      List<Future<Integer>> asking = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        FaceAttendance attendance = thread % 2 == 0 ? first : second;
        int person = 1 + thread % 3;
        Callable<Integer> work = () -> identify(attendance, person, allowed, done);
        asking.add(threads.submit(work));
      }
      for (int round = 0; round < 40; round++) {
        first.thresholds().calibrate(round % 2 == 0 ? STRICT : LOOSE, 0.01);
        if (round % 4 == 1) {
          second.heads().train(HeadKind.SVM, Training.defaults());
        } else if (round % 4 == 3) {
          first.heads().off();
        }
      }
      done.set(true);
      for (Future<Integer> answers : asking) {
        assertThat(answers.get()).isPositive();
      }
      first.heads().off();
      assertThat(second.identify(portrait(2)).get(0).person()).isPresent();
    } finally {
      threads.shutdownNow();
    }
  }

  private static int identify(
      FaceAttendance attendance, int person, List<Double> allowed, AtomicBoolean done) {
    int answers = 0;
    while (!done.get() || answers == 0) {
      Identification answer =
          attendance.identify(portrait(person)).get(0).identification().orElseThrow();
      assertThat(allowed).contains(answer.threshold().similarity());
      if (answer instanceof Identification.Known known) {
        assertThat(known.person().value()).isEqualTo("s-" + person);
      } else {
        assertThat(answer.reason()).isEqualTo(Identification.Reason.HEAD_REFUSES);
      }
      answers++;
    }
    return answers;
  }
}
