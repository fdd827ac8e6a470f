package io.faceattendance.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ErrorBoundsTest {

  /** Half the 95 % quantile of chi squared with 2 (errors + 1) degrees of freedom, from tables. */
  @ParameterizedTest
  @CsvSource({"0, 2.99573", "1, 4.74386", "10, 16.96222", "30, 40.69051"})
  void boundsIndependentErrorsByPoisson(int errors, double mean) {
    ErrorBounds bounds = ErrorBounds.independent(10_000, 1000);
    assertThat(bounds.upper95(errors)).isCloseTo(mean / 10_000, within(1e-9));
  }

  @Test
  void neverFallsWhereTheNumberGrowsAndStaysBelowOne() {
    ErrorBounds bounds = ErrorBounds.independent(50, 50);
    double last = 0;
    for (int errors = 0; errors <= 50; errors++) {
      assertThat(bounds.upper95(errors)).isBetween(last, 1.0);
      last = bounds.upper95(errors);
    }
    assertThat(last).isEqualTo(1);
  }

  @Test
  void findsTheGreatestNumberOfErrorsForARate() {
    ErrorBounds bounds = ErrorBounds.independent(1_000_000, 100_000);
    assertThat(bounds.most(2.9e-6)).isEqualTo(-1);
    assertThat(bounds.most(3e-6)).isZero();
    assertThat(bounds.most(4.75e-6)).isEqualTo(1);
    assertThat(bounds.most(1)).isEqualTo(100_000);
    for (double rate : new double[] {1e-5, 1e-4, 1e-3, 0.05}) {
      int most = bounds.most(rate);
      assertThat(bounds.upper95(most)).isLessThanOrEqualTo(rate);
      assertThat(bounds.upper95(most + 1)).isGreaterThan(rate);
      assertThat(ErrorBounds.poissonUpper95(most + 1 + most / 100)).isGreaterThan(1e6 * rate);
    }
  }

  @Test
  void countsAPairAsOftenAsItsTwoPersonsWereDrawn() {
    List<LabelledEmbedding> pictures = pictures(new SyntheticFaces(6, 4), 12, 5);
    ImpostorPairs pairs = pairs(pictures);
    double[] scores = pairs.scores();
    assertThat(scores).hasSize((int) pairs.comparisons());
    Random random = new Random(6);
    int[] counts = {0, 1, 2, 10, 50, 200, scores.length};
    double[] rates = new double[counts.length];
    for (int trial = 0; trial < 20; trial++) {
      int[] times = random.ints(12, 0, 3).toArray();
      assertThat(pairs.ratesOf(times, counts, rates)).isTrue();
      for (int c = 1; c < counts.length; c++) {
        assertThat(rates[c])
            .isCloseTo(rateOfCopies(pictures, times, scores[counts[c] - 1]), within(1e-12));
      }
      assertThat(rates[0]).isZero();
      assertThat(rates[counts.length - 1]).isEqualTo(1);
    }
    int[] alone = new int[12];
    alone[3] = 12;
    assertThat(pairs.ratesOf(alone, counts, rates)).isFalse();
  }

  /** Writes every drawn person out and compares all that are not of one original person. */
  private static double rateOfCopies(
      List<LabelledEmbedding> pictures, int[] times, double similarity) {
    List<LabelledEmbedding> copies = new ArrayList<>();
    for (LabelledEmbedding picture : pictures) {
      for (int i = 0; i < times[Integer.parseInt(picture.person().value().substring(1))]; i++) {
        copies.add(picture);
      }
    }
    int errors = 0;
    int all = 0;
    for (LabelledEmbedding one : copies) {
      for (LabelledEmbedding other : copies) {
        if (one.person().compareTo(other.person()) < 0) {
          all++;
          errors += one.embedding().cosine(other.embedding()) >= similarity ? 1 : 0;
        }
      }
    }
    return (double) errors / all;
  }

  @Test
  void sortsEqualAndNearlyEqualPairs() {
    SyntheticFaces faces = new SyntheticFaces(4, 8);
    List<LabelledEmbedding> pictures = new ArrayList<>();
    float[] everybody = faces.direction();
    for (int i = 0; i < 120; i++) {
      pictures.add(
          new LabelledEmbedding(
              SyntheticFaces.person(i % 40), faces.picture(everybody, i < 60 ? 0 : 1e-5)));
    }
    double[] ascending = SyntheticFaces.impostorScores(pictures);
    Arrays.sort(ascending);
    double[] scores = pairs(pictures).scores();
    for (int i = 0; i < scores.length; i++) {
      assertThat(scores[i]).isEqualTo(ascending[ascending.length - 1 - i]);
    }
  }

  @Test
  void keepsTheMostSimilarPairsAndOneMore() {
    List<LabelledEmbedding> pictures = pictures(new SyntheticFaces(6, 4), 10, 1);
    ImpostorPairs tenth = ImpostorPairs.of(PicturePairs.of(pictures, SyntheticFaces.space(6)), 0.1);
    assertThat(tenth.comparisons()).isEqualTo(45);
    assertThat(tenth.scores()).hasSizeBetween(5, 10);
    assertThat(pairs(pictures).scores()).hasSize(45).startsWith(tenth.scores());
  }

  /**
   * The bound's promise: over many groups of people who resemble each other by chance, the true
   * rate at the threshold for 1 % is above 1 % in about one of twenty.
   */
  @Test
  void boundsTheTrueRateInNineteenOfTwentyGroups() {
    SyntheticFaces faces = new SyntheticFaces(16, 11);
    List<LabelledEmbedding> world = pictures(faces, 700, 1);
    double[] all = SyntheticFaces.impostorScores(world);
    int broken = 0;
    for (int group = 0; group < 100; group++) {
      List<LabelledEmbedding> pictures = pictures(faces, 30, 4);
      double similarity =
          FmrMeasurement.of(PicturePairs.of(pictures, faces.space())).at(0.01).similarity();
      broken +=
          Arrays.stream(all).filter(one -> one >= similarity).count() > 0.01 * all.length ? 1 : 0;
    }
    assertThat(broken).isLessThanOrEqualTo(10);
  }

  private static ImpostorPairs pairs(List<LabelledEmbedding> pictures) {
    return ImpostorPairs.of(PicturePairs.of(pictures, pictures.get(0).embedding().space()), 1);
  }

  private static List<LabelledEmbedding> pictures(SyntheticFaces faces, int people, int each) {
    List<LabelledEmbedding> pictures = new ArrayList<>();
    for (int person = 0; person < people; person++) {
      float[] direction = faces.direction();
      for (int i = 0; i < each; i++) {
        pictures.add(
            new LabelledEmbedding(SyntheticFaces.person(person), faces.picture(direction, 0.2)));
      }
    }
    return pictures;
  }
}
