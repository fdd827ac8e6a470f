package io.faceattendance.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

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
    assertThat(first.errors()).isEqualTo(100);
    assertThat(first.similarity()).isEqualTo(0.900001);
  }

  @Test
  void stopsWhereLessThanThirtyErrorsWereSeen() {
    List<FmrTable.Row> rows = thousand().rows();
    // 3.15 % of 1,000 is 31 errors, 2.5 % only 25.
    assertThat(rows.get(rows.size() - 1).fmr()).isEqualTo(0.0315);
    assertThat(rows.get(rows.size() - 1).errors()).isEqualTo(31);
  }

  @Test
  void keepsTheRateOfEveryRowOnRandomScores() {
    Random random = new Random(1);
    double[] scores = random.doubles(50_000).map(one -> Math.rint(2e4 * one) / 2e4).toArray();
    FmrTable table = FmrTable.of(scores, 400, SOURCE);
    assertThat(table.rows()).hasSizeGreaterThan(20);
    for (FmrTable.Row row : table.rows()) {
      long errors = Arrays.stream(scores).filter(one -> one >= row.similarity()).count();
      assertThat(errors).isEqualTo(row.errors());
      assertThat((double) errors / scores.length).isLessThanOrEqualTo(row.fmr());
      assertThat(row.upper95()).isBetween((double) errors / scores.length, 2 * row.fmr());
    }
  }

  @Test
  void takesTheStricterOfTwoRows() {
    FmrTable table = thousand();
    Threshold at = table.threshold(0.08);
    Threshold between = table.threshold(0.0999);
    assertThat(at).isEqualTo(new Threshold(0.920001, 0.08, true));
    assertThat(between).isEqualTo(at);
    assertThat(table.threshold(0.5).similarity()).isEqualTo(0.900001);
  }

  @Test
  void saysWhenTheDataCannotSupportATarget() {
    Threshold beyond = thousand().threshold(0.001);
    assertThat(beyond.targetSupported()).isFalse();
    assertThat(beyond.fmr()).isEqualTo(0.0315);
    assertThat(beyond.similarity()).isEqualTo(0.969001);
  }

  @Test
  void refusesTooFewScores() {
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(() -> FmrTable.of(new double[200], 20, SOURCE))
        .withMessageContaining("200 comparisons");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FmrTable.of(new double[] {Double.NaN}, 20, SOURCE));
  }

  @Test
  void measuresEveryPairOfDifferentPeopleOnce() {
    List<LabelledEmbedding> pictures = pictures(new SyntheticFaces(4, 2), 60, 2, 0.3);
    List<Double> scores = new ArrayList<>();
    for (LabelledEmbedding one : pictures) {
      for (LabelledEmbedding other : pictures) {
        if (one.person().compareTo(other.person()) < 0) {
          scores.add(one.embedding().cosine(other.embedding()));
        }
      }
    }
    FmrTable table = FmrTable.measure(pictures, SOURCE);
    FmrTable naive =
        FmrTable.of(scores.stream().mapToDouble(Double::doubleValue).toArray(), 60, SOURCE);
    assertThat(table.evidence())
        .isEqualTo(new FmrTable.Evidence(60, 4L * 60 * 59 / 2, FmrTable.Bounds.OVER_PERSONS));
    for (int i = 0; i < table.rows().size(); i++) {
      assertThat(table.rows().get(i).similarity()).isEqualTo(naive.rows().get(i).similarity());
      assertThat(table.rows().get(i).upper95())
          .isGreaterThanOrEqualTo(naive.rows().get(i).upper95());
    }
  }

  /** All errors are of one pair of look-alikes with many pictures: 100 errors, but one event. */
  @Test
  void doesNotTakeManyPicturesOfTwoPeopleForManyErrors() {
    SyntheticFaces faces = new SyntheticFaces(64, 3);
    List<LabelledEmbedding> pictures = pictures(faces, 40, 1, 0);
    float[] alike = faces.direction();
    for (int i = 0; i < 20; i++) {
      pictures.add(
          new LabelledEmbedding(SyntheticFaces.person(500 + i % 2), faces.picture(alike, 0.01)));
    }
    assertThat(FmrTable.of(allScores(pictures), 42, SOURCE).rows()).isNotEmpty();
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(
            () ->
                FmrTable.measure(
                    pictures,
                    new FmrTable.Source(
                        faces.space(), SOURCE.modelDigests(), "look-alikes", "none")))
        .withMessageContaining("upper bound");
  }

  private static double[] allScores(List<LabelledEmbedding> pictures) {
    return ImpostorPairs.of(pictures, pictures.get(0).embedding().space()).scores();
  }

  @Test
  void boundsARateByByarsFormulaNearTheExactPoissonBound() {
    // Exact: half the 95 % quantile of chi-square with 2 (events + 1) degrees of freedom.
    assertThat(FmrMeasurement.poissonUpper95(0)).isCloseTo(2.9957, within(0.03));
    assertThat(FmrMeasurement.poissonUpper95(10)).isCloseTo(16.962, within(0.02));
    assertThat(FmrMeasurement.poissonUpper95(30)).isCloseTo(40.691, within(0.02));
  }

  @Test
  void boundsARateByLeavingOutEachPerson() {
    // Three people, one picture each, three pairs, one error between the first two. Without the
    // first or second: 0 of 1; without the third: 1 of 1. Variance 2/3 x (1/9 + 1/9 + 4/9) = 4/9.
    double upper = FmrMeasurement.jackknifeUpper95(new long[] {1, 1, 0}, new long[] {2, 2, 2});
    assertThat(upper).isCloseTo(1 / 3.0 + 1.6448536 * 2 / 3.0, within(1e-6));
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
    assertThat(table.text()).startsWith("# format: face-fmr-table 1\n# space: synthetic/none/");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "table 1 | table 2 | line 1",
        "synthetic/none/none/none/4 | synthetic/none | line 2",
        "abab | xyxy | line 3",
        "metric: cosine | metric: euclidean | line 4",
        "# dataset | # data | line 5",
        "people: 50 | people: many | line 6",
        "bounds: independent | bounds: guessed | line 8",
        "columns: fmr | columns: far | line 10",
        "0.1 0.900001 100 | 0.1 0.900001 101 | line 11",
        "0.1 0.900001 100 | 0.1 0.900001 | line 11",
        "0.1 0.900001 100 | 0.1 high 100 | line 11",
        "0.1 0.900001 100 | 0.1 NaN 100 | line 11",
        "0.08 0.920001 80 | 0.08 0.820001 80 | line 12",
        "0.0315 0.969001 31 | 0.0315 0.969001 29 | line 16",
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
