package io.faceattendance.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faceattendance.Embedding;
import io.faceattendance.FaceException;
import io.faceattendance.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FmrTableTest {
  private static final FmrTable.Source SOURCE =
      new FmrTable.Source(
          SyntheticFaces.space(4), List.of("ab".repeat(32)), "made up: 1,000 scores", "none");

  /** Scores 0.001, 0.002 ... 1.000: the share at or above t is 1.001 - t. */
  private static FmrTable thousand() {
    double[] scores = new double[1000];
    Arrays.setAll(scores, i -> (i + 1) / 1000.0);
    return FmrTable.of(scores, 50, SOURCE);
  }

  @Test
  void putsEachThresholdJustAboveTheFirstScoreThatIsTooMany() {
    FmrTable.Row first = thousand().rows().get(0);
    assertThat(first.fmr()).isEqualTo(0.1);
    // P(at most 83 | mean 100) is 0.0455, P(at most 84) 0.0555.
    assertThat(first.errors()).isEqualTo(83);
    assertThat(first.similarity()).isEqualTo(0.917001);
  }

  @Test
  void goesOnToWhereNoErrorIsLeftToBoundTheRate() {
    List<FmrTable.Row> rows = thousand().rows();
    // With none of 1,000 the rate is at most 0.002996.
    assertThat(rows.get(rows.size() - 1)).isEqualTo(new FmrTable.Row(0.00315, 1.000001, 0, 0.003));
    assertThat(FmrTable.of(new double[30], 20, SOURCE).rows())
        .containsExactly(new FmrTable.Row(0.1, 1e-6, 0, 0.0999));
  }

  @Test
  void hasTwentyRowsADecade() {
    assertThat(thousand().rows())
        .extracting(FmrTable.Row::fmr)
        .startsWith(
            0.1, 0.09, 0.08, 0.071, 0.063, 0.056, 0.05, 0.045, 0.04, 0.0355, 0.0315, 0.028, 0.025,
            0.0224, 0.02, 0.018, 0.016, 0.014, 0.0125, 0.0112, 0.01, 0.009);
  }

  /** The one rule: the bound of every row keeps its rate, and one error more would break it. */
  @Test
  void hasTheLowestSimilarityWhoseBoundKeepsTheRate() {
    Random random = new Random(1);
    double[] scores = random.doubles(50_000).map(one -> Math.rint(2e4 * one) / 2e4).toArray();
    FmrTable table = FmrTable.of(scores, 400, SOURCE);
    assertThat(table.rows()).hasSizeGreaterThan(60);
    for (FmrTable.Row row : table.rows()) {
      long errors = count(scores, row.similarity());
      assertThat(errors).isEqualTo(row.errors());
      assertThat(row.upper95()).isBetween((double) errors / scores.length, row.fmr());
      assertThat(poissonAtMost(errors, row.fmr() * scores.length)).isLessThan(0.05);
      // Beyond 100 errors a number stands for those less than 1 % below it.
      long next = count(scores, row.similarity() - 1e-6);
      assertThat(poissonAtMost(next + next / 100, row.fmr() * scores.length)).isGreaterThan(0.05);
    }
  }

  @Test
  void roundsABoundUpButNotAboveTheRateThatItKeeps() {
    for (double rate : thousand().rows().stream().mapToDouble(FmrTable.Row::fmr).toArray()) {
      assertThat(FmrMeasurement.roundUp(rate)).isEqualTo(rate);
      assertThat(FmrMeasurement.roundUp(Math.nextDown(rate))).isEqualTo(rate);
      assertThat(FmrMeasurement.roundUp(Math.nextUp(rate))).isBetween(rate, 1.011 * rate);
      assertThat(FmrMeasurement.roundUp(Math.nextUp(rate))).isGreaterThan(rate);
    }
  }

  private static long count(double[] scores, double similarity) {
    return Arrays.stream(scores).filter(one -> one >= similarity).count();
  }

  private static double poissonAtMost(long events, double mean) {
    double sum = 0;
    double logFactorial = 0;
    for (long k = 0; k <= events; k++) {
      logFactorial += k == 0 ? 0 : Math.log(k);
      sum += Math.exp(k * Math.log(mean) - mean - logFactorial);
    }
    return sum;
  }

  @Test
  void takesTheStricterOfTwoRows() {
    FmrTable table = thousand();
    Threshold at = table.threshold(0.09);
    Threshold between = table.threshold(0.0999);
    // P(at most 74 | mean 90) is 0.0478.
    assertThat(at).isEqualTo(new Threshold(0.926001, 0.09, true));
    assertThat(between).isEqualTo(at);
    assertThat(table.threshold(0.5).similarity()).isEqualTo(0.917001);
  }

  @Test
  void saysWhenTheDataCannotSupportATarget() {
    Threshold beyond = thousand().threshold(0.001);
    assertThat(beyond.targetSupported()).isFalse();
    assertThat(beyond.fmr()).isEqualTo(0.00315);
    assertThat(beyond.similarity()).isEqualTo(1.000001);
  }

  @Test
  void refusesTooFewScores() {
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(() -> FmrTable.of(new double[29], 20, SOURCE))
        .withMessageContaining("29 comparisons");
    assertThatIllegalArgumentException().isThrownBy(() -> FmrTable.of(new double[0], 20, SOURCE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FmrTable.of(new double[] {Double.NaN}, 20, SOURCE));
  }

  @Test
  void measuresEveryPairOfDifferentPeopleOnce() {
    List<LabelledEmbedding> pictures = pictures(new SyntheticFaces(4, 2), 60, 2, 0.3);
    FmrTable table = FmrTable.measure(pictures, SOURCE);
    double[] all = SyntheticFaces.impostorScores(pictures);
    FmrTable naive = FmrTable.of(all, 60, SOURCE);
    assertThat(table.evidence())
        .isEqualTo(new FmrTable.Evidence(60, 4L * 60 * 59 / 2, FmrTable.Bounds.OVER_PERSONS));
    for (int i = 0; i < table.rows().size(); i++) {
      assertThat(table.rows().get(i).similarity())
          .isGreaterThanOrEqualTo(naive.rows().get(i).similarity());
      assertThat(table.rows().get(i).errors())
          .isEqualTo(count(all, table.rows().get(i).similarity()));
    }
  }

  /** All errors are of one pair of look-alikes with many pictures: 100 errors, but one event. */
  @Test
  void doesNotTakeManyPicturesOfTwoPeopleForManyErrors() {
    SyntheticFaces faces = new SyntheticFaces(64, 3);
    List<LabelledEmbedding> pictures = pictures(faces, 80, 1, 0);
    float[] alike = faces.direction();
    for (int i = 0; i < 20; i++) {
      pictures.add(
          new LabelledEmbedding(SyntheticFaces.person(500 + i % 2), faces.picture(alike, 0.01)));
    }
    FmrTable.Source source =
        new FmrTable.Source(faces.space(), SOURCE.modelDigests(), "look-alikes", "none");
    double[] scores = SyntheticFaces.impostorScores(pictures);
    // 100 errors of 4,860 comparisons; but drawn twice each, the two make 6 % of them errors.
    assertThat(errorsAt(0.025, FmrTable.of(scores, 82, source))).isGreaterThanOrEqualTo(100);
    assertThat(errorsAt(0.025, FmrTable.measure(pictures, source))).isLessThan(50);
  }

  private static long errorsAt(double fmr, FmrTable table) {
    return table.rows().stream()
        .filter(row -> row.fmr() == fmr)
        .mapToLong(FmrTable.Row::errors)
        .sum();
  }

  @Test
  void readsWhatItWrites(@TempDir Path folder) throws IOException {
    FmrTable table = thousand();
    Path file = folder.resolve("table.txt");
    table.write(file);
    FmrTable again = FmrTable.read(file);
    assertThat(again.rows()).isEqualTo(table.rows());
    assertThat(again.source()).isEqualTo(SOURCE);
    assertThat(again.evidence()).isEqualTo(table.evidence());
    assertThat(again.text()).isEqualTo(table.text());
    assertThat(table.text()).startsWith("# format: face-fmr-table 2\n# space: synthetic/none/");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "table 2 | table 1 | line 1",
        "synthetic/none/none/none/4 | synthetic/none | line 2",
        "abab | xyxy | line 3",
        "metric: cosine | metric: euclidean | line 4",
        "# dataset | # data | line 5",
        "people: 50 | people: many | line 6",
        "comparisons: 1000 | comparisons: 0 | line 11",
        "comparisons: 1000 | comparisons: 900 | line 11",
        "bounds: independent | bounds: guessed | line 8",
        "columns: fmr | columns: far | line 10",
        "0.1 0.917001 83 | 0.1 0.917001 84 | line 11",
        "0.1 0.917001 83 | 0.1 0.917001 -1 | line 11",
        "0.1 0.917001 83 | 0.098 0.917001 83 | line 11",
        "0.1 0.917001 83 | 0.1 0.917001 | line 11",
        "0.1 0.917001 83 | 0.1 high 83 | line 11",
        "0.1 0.917001 83 | 0.1 NaN 83 | line 11",
        "0.09 0.926001 74 | 0.09 0.826001 74 | line 12",
        "0.00315 1.000001 0 0.003 | 0.00315 1.000001 0 0.002 | line 41",
        "0.00315 1.000001 0 0.003 | 0.00315 1.000001 0 0.004 | line 41",
        "0.00315 1.000001 0 0.003 | 0.00315 1.000001 0 NaN | line 41",
      })
  void refusesATextThatIsNotExactlyRightAndNamesTheLine(String part, String wrong, String line) {
    String text = thousand().text();
    assertThat(text).contains(part);
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(() -> FmrTable.parse(text.replace(part, wrong)))
        .withMessageContaining(line + " ");
  }

  @Test
  void refusesATextWithoutRows() {
    String header = thousand().text().lines().limit(10).reduce("", (a, b) -> a + b + "\n");
    assertThatExceptionOfType(FaceException.class).isThrownBy(() -> FmrTable.parse(header));
    assertThatExceptionOfType(FaceException.class).isThrownBy(() -> FmrTable.parse(""));
  }

  @Test
  void knowsNoThresholdForASpaceThatWasNotMeasured() {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> MatchPolicy.defaults(SyntheticFaces.space(77)))
        .withMessageContaining("synthetic/none/none/none/77");
  }

  @Test
  void readsTheTableOfASpaceFromItsResource() {
    // The resource is among the test's files and is made with the scores of this test.
    assertThat(FmrTable.bundled(SOURCE.space()).text()).isEqualTo(thousand().text());
  }

  @Test
  void refusesPicturesOfAnotherSpace() {
    Embedding foreign = new SyntheticFaces(5, 1).anybody();
    List<LabelledEmbedding> pictures = new ArrayList<>(pictures(new SyntheticFaces(4, 2), 3, 1, 0));
    pictures.add(new LabelledEmbedding(SyntheticFaces.person(9), foreign));
    assertThatIllegalArgumentException().isThrownBy(() -> FmrTable.measure(pictures, SOURCE));
  }

  private static List<LabelledEmbedding> pictures(
      SyntheticFaces faces, int people, int each, double noise) {
    List<LabelledEmbedding> pictures = new ArrayList<>();
    for (int person = 0; person < people; person++) {
      float[] direction = faces.direction();
      for (int i = 0; i < each; i++) {
        pictures.add(
            new LabelledEmbedding(SyntheticFaces.person(person), faces.picture(direction, noise)));
      }
    }
    return pictures;
  }
}
