package io.faceattendance.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QualityGateTest {
  private static final FaceQuality GOOD = quality(Map.of());

  @Test
  void acceptsAGoodFaceEverywhere() {
    assertThat(QualityGate.none().check(GOOD)).isEmpty();
    assertThat(QualityGate.forRecognition().check(GOOD)).isEmpty();
    assertThat(QualityGate.forEnrolment().requiringLandmarks().check(GOOD)).isEmpty();
  }

  @Test
  void keepsTheSizesThatTheLibraryPromises() {
    assertThat(QualityGate.forRecognition().limits()).containsEntry(Defect.TOO_SMALL, 24.0);
    assertThat(QualityGate.forEnrolment().limits()).containsEntry(Defect.TOO_SMALL, 40.0);
  }

  @Test
  void enrolmentIsNowhereLessStrictThanRecognition() {
    QualityGate enrolment = QualityGate.forEnrolment();
    QualityGate.forRecognition()
        .limits()
        .forEach(
            (defect, limit) ->
                assertThat(defect.isBeyond(limit, enrolment.limits().getOrDefault(defect, -1.0)))
                    .as("%s", defect)
                    .isTrue());
  }

  @Test
  void namesEveryLimitThatIsViolated() {
    FaceQuality bad =
        quality(
            Map.of(
                Criterion.FACE_SIZE, 39.99,
                Criterion.BRIGHTNESS, 95.0,
                Criterion.YAW, -50.0,
                Criterion.ROLL, 179.0));

    assertThat(QualityGate.forEnrolment().check(bad))
        .extracting(Finding::defect)
        .containsExactly(Defect.TOO_SMALL, Defect.TOO_BRIGHT, Defect.TURNED, Defect.ROLLED);
  }

  @Test
  void aValueAtItsLimitPasses() {
    for (Defect defect : Defect.values()) {
      QualityGate gate = QualityGate.none().with(defect, 5);
      assertThat(gate.check(quality(Map.of(defect.criterion(), 5.0)))).isEmpty();
      assertThat(
              gate.check(quality(Map.of(defect.criterion(), 4.999))).isEmpty()
                  ^ gate.check(quality(Map.of(defect.criterion(), 5.001))).isEmpty())
          .as("%s has one side", defect)
          .isTrue();
    }
  }

  @Test
  void limitsOnAnglesHaveNoSign() {
    for (Defect defect : List.of(Defect.TURNED, Defect.TILTED, Defect.ROLLED)) {
      QualityGate gate = QualityGate.none().with(defect, 30);
      for (double angle : new double[] {-31, 31}) {
        assertThat(gate.check(quality(Map.of(defect.criterion(), angle))))
            .containsExactly(new Finding(defect, angle, 30));
      }
      assertThat(gate.check(quality(Map.of(defect.criterion(), -29.0)))).isEmpty();
    }
  }

  @Test
  void whatWasNotMeasuredViolatesNothing() {
    FaceQuality little = new FaceQuality(Map.of(Criterion.FACE_SIZE, 100.0));

    assertThat(QualityGate.forEnrolment().check(little)).isEmpty();
  }

  @Test
  void refusesFacesWithoutLandmarksWhenToldTo() {
    FaceQuality blind = quality(Map.of(Criterion.LANDMARKS, 0.0));

    assertThat(QualityGate.forEnrolment().check(blind)).isEmpty();
    assertThat(QualityGate.none().requiringLandmarks().check(blind))
        .containsExactly(Finding.NO_LANDMARKS);
  }

  @Test
  void isOpenOnlyWithoutLimits() {
    QualityGate gate = QualityGate.none().with(Defect.TURNED, 30);

    assertThat(QualityGate.none().isOpen()).isTrue();
    assertThat(gate.isOpen()).isFalse();
    assertThat(gate.without(Defect.TURNED).isOpen()).isTrue();
  }

  @Test
  void refusesLimitsThatMakeNoSense() {
    for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> QualityGate.none().with(Defect.BLURRED, bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("BLURRED");
    }
  }

  @Test
  void saysInWordsWhatIsWrong() {
    assertThat(new Finding(Defect.TOO_SMALL, 31.46, 40).message())
        .isEqualTo("the face is too small (TOO_SMALL: face size 31.5 px, expected at least 40 px)");
    assertThat(new Finding(Defect.TURNED, -52, 40).message())
        .isEqualTo(
            "the face is turned too far to one side"
                + " (TURNED: yaw -52 degrees, expected at most 40 degrees)");
    assertThat(new Finding(Defect.TOO_SMALL, 39.99, 40).message()).contains("39.99 px");
    assertThat(new Finding(Defect.TURNED, -45.004, 45).message()).contains("yaw -45.004 degrees");
  }

  private static FaceQuality quality(Map<Criterion, Double> changes) {
    Map<Criterion, Double> values = new EnumMap<>(Criterion.class);
    values.put(Criterion.FACE_SIZE, 120.0);
    values.put(Criterion.EYE_DISTANCE, 60.0);
    values.put(Criterion.LANDMARKS, 5.0);
    values.put(Criterion.BRIGHTNESS, 50.0);
    values.put(Criterion.CONTRAST, 15.0);
    values.put(Criterion.SHARPNESS, 50.0);
    values.put(Criterion.YAW, 3.0);
    values.put(Criterion.PITCH, -3.0);
    values.put(Criterion.ROLL, 1.0);
    values.putAll(changes);
    return new FaceQuality(values);
  }
}
