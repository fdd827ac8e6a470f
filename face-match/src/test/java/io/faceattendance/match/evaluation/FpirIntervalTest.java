package io.faceattendance.match.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.PersonId;
import io.faceattendance.match.evaluation.FpirInterval.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FpirIntervalTest {

  /** Clopper and Pearson's interval by R's binom.test: one search a stranger, a hit a person. */
  @ParameterizedTest
  @CsvSource({
    "0, 200, 0, 0.01827534",
    "5, 100, 0.01643188, 0.11283491",
    "10, 10, 0.69150289, 1",
  })
  void isThatOfClopperAndPearsonWhereSearchesAreIndependent(
      int errors, int searches, double lower, double upper) {
    List<Search> all = new ArrayList<>();
    for (int i = 0; i < searches; i++) {
      all.add(search(i, i < errors ? i : -1));
    }

    FpirInterval interval = FpirInterval.of(all, 1000);

    assertThat(interval.effectiveSearches()).isCloseTo(searches, within(0.011 * searches));
    assertThat(interval.lower()).isCloseTo(lower, within(4e-4));
    assertThat(interval.upper()).isCloseTo(upper, within(2e-3));
    assertThat(interval.contains(interval.rate())).isTrue();
  }

  /** By R's binom.test. */
  @ParameterizedTest
  @CsvSource({
    "0, 200, 0, 0.01827534",
    "5, 100, 0.01643188, 0.11283491",
    "10, 10, 0.69150289, 1",
  })
  void plainIntervalTakesEverySearchForIndependent(
      int errors, int searches, double lower, double upper) {
    FpirInterval interval = FpirInterval.independent(errors, searches);

    assertThat(interval.effectiveSearches()).isEqualTo(searches);
    assertThat(interval.lower()).isCloseTo(lower, within(1e-8));
    assertThat(interval.upper()).isCloseTo(upper, within(1e-8));
    assertThatIllegalArgumentException().isThrownBy(() -> FpirInterval.independent(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> FpirInterval.independent(-1, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> FpirInterval.independent(6, 5));
  }

  @Test
  void countsAStrangerWithTenPicturesAsOne() {
    List<Search> all = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      all.add(search(i / 10, i < 100 ? i : -1));
    }

    FpirInterval interval = FpirInterval.of(all, 1_000_000);

    // 100 strangers, 10 of them with an error in every picture: 99 independent searches.
    assertThat(interval.effectiveSearches()).isCloseTo(99, within(0.01));
    assertThat(interval.rate()).isEqualTo(0.1);
  }

  @Test
  void countsAnEnrolledPersonWhomManyResembleAsOneError() {
    List<Search> spread = new ArrayList<>();
    List<Search> wolf = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      spread.add(search(i, i < 20 ? i : -1));
      wolf.add(search(i, i < 20 ? 0 : -1));
    }

    FpirInterval one = FpirInterval.of(wolf, 50);
    FpirInterval many = FpirInterval.of(spread, 50);

    // 20 errors of one person of 50: the variance of their number is 400, not 20 (x 0.98).
    assertThat(one.effectiveSearches()).isCloseTo(1000 * 0.0196 / 0.4, within(0.1));
    assertThat(many.effectiveSearches()).isBetween(990.0, 1000.0);
    assertThat(one.upper()).isGreaterThan(2 * many.upper());
    assertThat(one.lower()).isLessThan(many.lower());
  }

  @Test
  void addsWhatStrangersAndEnrolledPersonsShare() {
    List<Search> all = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      all.add(search(i / 2, i < 20 ? i % 2 : -1));
    }
    double n = 1000;
    double independent = 0.02 * 0.98 / n;
    // 10 strangers with residual 2 - 0.04, 490 with -0.04.
    double strangers = (10 * 1.96 * 1.96 + 490 * 0.0016) / (n * n) * 500 / 499;
    // Two of 40 persons with 10 errors each.
    double gallery = (200 - 400 / 40.0) / (n * n) * 40 / 39;
    double own = 0.02 * (1 - 0.02 / 40) / n;
    double expected = n * independent / (strangers + gallery - own);

    assertThat(FpirInterval.of(all, 40).effectiveSearches()).isCloseTo(expected, within(1e-9));
  }

  /** What an interval is for: in how many experiments it holds the truth. */
  @Test
  void holdsTheTrueRateOfDependentSearchesInAboutNineteenOfTwentyExperiments() {
    Random random = new Random(5);
    int held = 0;
    for (int experiment = 0; experiment < 1000; experiment++) {
      List<Search> all = new ArrayList<>();
      for (int stranger = 0; stranger < 150; stranger++) {
        // A stranger in five resembles many.
        double rate = random.nextInt(5) == 0 ? 0.1 : 0.01;
        for (int picture = 0; picture < 6; picture++) {
          all.add(search(stranger, random.nextDouble() < rate ? random.nextInt(30) : -1));
        }
      }
      held += FpirInterval.of(all, 30).contains(0.2 * 0.1 + 0.8 * 0.01) ? 1 : 0;
    }
    assertThat(held).isBetween(930, 990);
  }

  @Test
  void refusesWhatNobodyMeasured() {
    assertThatIllegalArgumentException().isThrownBy(() -> FpirInterval.of(List.of(), 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FpirInterval.of(List.of(search(1, 1), search(1, 2)), 1))
        .withMessageContaining("2 brought");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FpirInterval.of(List.of(search(1, -1)), 0));
  }

  private static Search search(int stranger, int hit) {
    return new Search(
        PersonId.of("s" + stranger),
        hit < 0 ? Optional.empty() : Optional.of(PersonId.of("e" + hit)));
  }
}
