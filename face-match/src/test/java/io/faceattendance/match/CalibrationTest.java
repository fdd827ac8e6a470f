package io.faceattendance.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.FaceException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CalibrationTest {
  private static final int DIMENSION = 16;
  private static final FmrTable.Source SOURCE =
      new FmrTable.Source(
          SyntheticFaces.space(DIMENSION), List.of("ab".repeat(32)), "made up", "none");
  private static final List<LabelledEmbedding> PICTURES = pictures(120, 3);
  private static final Calibration CALIBRATION = Calibration.of(PICTURES, SOURCE);

  private static List<LabelledEmbedding> pictures(int people, int each) {
    SyntheticFaces faces = new SyntheticFaces(DIMENSION, 3);
    List<LabelledEmbedding> pictures = new ArrayList<>();
    for (int person = 0; person < people; person++) {
      float[] direction = faces.direction();
      for (int i = 0; i < each; i++) {
        pictures.add(
            new LabelledEmbedding(SyntheticFaces.person(person), faces.picture(direction, 0.8)));
      }
    }
    return pictures;
  }

  @Test
  void answersWithTheLowestThresholdThatKeepsTheTarget() {
    Calibration.Answer answer = CALIBRATION.at(0.01, 4);
    assertThat(answer.targetFmr()).isCloseTo(1 - Math.pow(0.99, 0.25), within(1e-12));
    assertThat(answer.threshold().targetSupported()).isTrue();
    assertThat(answer.threshold().fmr()).isEqualTo(answer.targetFmr());
    assertThat(answer.fmrUpper95()).isBetween(0.95 * answer.targetFmr(), answer.targetFmr());
    assertThat(answer.missingSubjects()).isZero();
    // Rows are for 0.00251's neighbours: the answer lies between them.
    double looser = CALIBRATION.table().threshold(0.0028).similarity();
    double stricter = CALIBRATION.table().threshold(0.0025).similarity();
    assertThat(answer.threshold().similarity()).isBetween(looser, stricter);
  }

  @Test
  void countsEveryPairOnce() {
    Calibration.Answer answer = CALIBRATION.at(0.05, 1);
    assertThat(answer.subjects()).isEqualTo(120);
    assertThat(answer.impostor()).isEqualTo(9 * 120 * 119 / 2);
    assertThat(answer.genuine()).isEqualTo(120 * 3);
    long falseMatches = 0;
    long missed = 0;
    for (int i = 0; i < PICTURES.size(); i++) {
      for (int j = 0; j < i; j++) {
        boolean same = PICTURES.get(i).person().equals(PICTURES.get(j).person());
        double cosine = PICTURES.get(i).embedding().cosine(PICTURES.get(j).embedding());
        boolean over = cosine >= answer.threshold().similarity();
        falseMatches += over && !same ? 1 : 0;
        missed += !over && same ? 1 : 0;
      }
    }
    assertThat(answer.fmr()).isEqualTo((double) falseMatches / answer.impostor());
    assertThat(answer.fnmr().orElseThrow()).isCloseTo(missed / 360.0, within(1e-12));
    assertThat(missed).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 125})
  void givesTheTableOfItsPictures(int comparisons) {
    FmrTable table = FmrTable.measure(PICTURES, SOURCE);
    assertThat(CALIBRATION.table().text()).isEqualTo(table.text());
    Calibration.Answer answer = CALIBRATION.at(0.01, comparisons);
    Threshold rounded = table.threshold(answer.targetFmr());
    assertThat(answer.threshold().similarity()).isLessThanOrEqualTo(rounded.similarity());
  }

  @Test
  void takesTheStrictestThresholdWhereTheTargetIsNotSupported() {
    Calibration.Answer answer = CALIBRATION.at(0.001, 100);
    double greatest = greatestImpostor();
    assertThat(answer.threshold().targetSupported()).isFalse();
    assertThat(answer.threshold().similarity()).isBetween(greatest, greatest + 1e-6);
    assertThat(answer.threshold().similarity()).isGreaterThan(greatest);
    assertThat(answer.fmr()).isZero();
    assertThat(answer.fmrUpper95()).isCloseTo(2.9957 / answer.impostor(), within(1e-6));
    assertThat(answer.threshold().fmr()).isEqualTo(answer.fmrUpper95());
    // 299,423 comparisons are S (S - 1) / 2 x 9 with S = 259.
    assertThat(answer.missingSubjects()).isEqualTo(259 - 120);
  }

  /** A hundred pictures of three people show how three people differ, and no more. */
  @Test
  void picturesAreNoPeople() {
    Calibration three = Calibration.of(pictures(3, 33), SOURCE);
    Calibration.Answer answer = three.at(0.01, 3);
    assertThat(answer.impostor()).isEqualTo(3 * 33 * 33);
    assertThat(answer.threshold().targetSupported()).isFalse();
    assertThat(answer.fmrUpper95()).isCloseTo(2.9957 / (3 * 4 * 33), within(1e-4));
    assertThat(answer.missingSubjects()).isPositive();
  }

  @Test
  void aCopyOfAPictureIsNoPicture() {
    List<LabelledEmbedding> copies = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      copies.addAll(pictures(3, 1));
    }
    Calibration.Answer answer = Calibration.of(copies, SOURCE).at(0.01, 3);
    assertThat(answer.impostor()).isEqualTo(3);
    assertThat(answer.genuine()).isZero();
    assertThat(answer.threshold().targetSupported()).isFalse();
  }

  private static double greatestImpostor() {
    double greatest = -1;
    for (LabelledEmbedding one : PICTURES) {
      for (LabelledEmbedding other : PICTURES) {
        if (!one.person().equals(other.person())) {
          greatest = Math.max(greatest, one.embedding().cosine(other.embedding()));
        }
      }
    }
    return greatest;
  }

  /** 5 people with 2 pictures each: 40 comparisons. FPIR 0.1 % needs some 15,000 or more. */
  @Test
  void refusesAnAmbitiousTargetOfFewPeopleAndSaysHowManyAreMissing() {
    Calibration few = Calibration.of(pictures(5, 2), SOURCE);
    Calibration.Answer fixed = few.at(0.001, 5);
    assertThat(fixed.threshold().targetSupported()).isFalse();
    // 14,972 comparisons: 87 x 86 / 2 x 4 = 14,964 are not enough, 88 x 87 / 2 x 4 are.
    assertThat(fixed.missingSubjects()).isEqualTo(88 - 5);

    // With themselves enrolled, each brings a comparison more: (S - 1) / 2 x 4 >= 2,994.2.
    Calibration.Answer own = few.forOwnPeople(0.001, 1);
    assertThat(own.threshold()).isEqualTo(fixed.threshold());
    assertThat(own.targetFmr()).isEqualTo(fixed.targetFmr());
    assertThat(own.missingSubjects()).isEqualTo(1499 - 5);
    assertThat(few.forOwnPeople(0.001, 2).missingSubjects()).isEqualTo(2996 - 5);
  }

  @ParameterizedTest
  @CsvSource({"5, 2, 0.01", "12, 1, 0.05", "30, 4, 0.001", "3, 2, 0.6", "2, 1, 0.9"})
  void asksForJustAsManyPeopleAsSupportTheTarget(int people, int each, double targetFpir) {
    Calibration.Answer answer = Calibration.of(pictures(people, each), SOURCE).at(targetFpir, 3);
    int enough = people + answer.missingSubjects();
    assertThat(answer.missingSubjects()).isPositive();
    assertThat(supports(enough, each, targetFpir)).isTrue();
    assertThat(supports(enough - 1, each, targetFpir)).isFalse();
  }

  private static boolean supports(int people, int each, double targetFpir) {
    Calibration.Answer answer = Calibration.of(pictures(people, each), SOURCE).at(targetFpir, 3);
    return answer.threshold().targetSupported();
  }

  @Test
  void answersForTwoPeopleWithAPictureEach() {
    Calibration two = Calibration.of(pictures(2, 1), SOURCE);
    Calibration.Answer answer = two.at(0.01, 2);
    assertThat(answer.threshold().targetSupported()).isFalse();
    assertThat(answer.fnmr()).isEmpty();
    assertThat(answer.genuine()).isZero();
    assertThat(answer.impostor()).isOne();
    assertThat(answer.fmrUpper95()).isEqualTo(1);
    assertThat(answer.missingSubjects()).isEqualTo(36 - 2);
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(two::table)
        .withMessageContaining("got 1 comparisons");
  }

  /** Two to four people with a picture or two are 1 to 24 comparisons: too few for any target. */
  @ParameterizedTest
  @CsvSource({"2, 1", "2, 2", "3, 1", "3, 2", "4, 1", "4, 2"})
  void hasTheStrictestThresholdForEveryTargetOfAFew(int people, int each) {
    Calibration few = Calibration.of(pictures(people, each), SOURCE);
    for (int tenths = 1; tenths <= 9; tenths++) {
      for (Calibration.Answer answer :
          List.of(
              few.at(tenths / 10.0, 1),
              few.at(tenths / 10.0, people),
              few.forOwnPeople(tenths / 10.0, each))) {
        assertThat(answer.threshold().targetSupported()).isFalse();
        assertThat(answer.fmr()).isZero();
        assertThat(answer.fmrUpper95()).isGreaterThan(0.1);
        assertThat(answer.missingSubjects()).isPositive();
      }
    }
  }

  /** Six people with two pictures each are 60 comparisons: a bound of 0.05 with none seen. */
  @Test
  void answersAHighTargetAsAFalseMatchRateOfOneInTen() {
    Calibration some = Calibration.of(pictures(6, 2), SOURCE);
    Calibration.Answer high = some.at(0.6, 2);
    assertThat(high.targetFmr()).isGreaterThan(0.3);
    assertThat(high.threshold()).isEqualTo(some.at(0.1, 1).threshold());
    assertThat(high.threshold().targetSupported()).isTrue();
    assertThat(high.threshold().fmr()).isEqualTo(0.1);
  }

  @Test
  void refusesPicturesOfOnePersonAndWrongQuestions() {
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(() -> Calibration.of(pictures(1, 4), SOURCE))
        .withMessageContaining("at least 2 people, got 1");
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(() -> Calibration.of(List.of(), SOURCE));
    assertThatIllegalArgumentException().isThrownBy(() -> CALIBRATION.at(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> CALIBRATION.at(0.01, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> CALIBRATION.forOwnPeople(0.01, 0));
    assertThat(CALIBRATION.at(0.01, 0)).isEqualTo(CALIBRATION.at(0.01, 1));
    assertThat(CALIBRATION.at(0.9, 1).threshold().similarity())
        .isEqualTo(CALIBRATION.table().threshold(0.1).similarity());
  }
}
