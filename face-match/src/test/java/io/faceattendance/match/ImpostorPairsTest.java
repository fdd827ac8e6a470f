package io.faceattendance.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.faceattendance.Embedding;
import io.faceattendance.FaceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kept pairs against all pairs, kept in a list and sorted. */
final class ImpostorPairsTest {

  private record Pair(double score, int first, int second) {}

  /** Two dimensions bring cosines at both ends, whole-numbered directions many equal ones. */
  @ParameterizedTest
  @CsvSource({
    "2, 60, 0.1, false", "2, 60, 0.1, true", "16, 120, 0.1, false", "64, 120, 0.1, false",
    "16, 7, 0.1, false", "16, 2, 0.1, false", "3, 50, 0.9, true", "3, 50, 1, true"
  })
  void areTheMostSimilarOfAllPairsInTheSameOrder(
      int dimension, int people, double share, boolean whole) {
    List<LabelledEmbedding> pictures = pictures(dimension, people, whole);
    List<Pair> all = all(pictures, people);

    ImpostorPairs pairs =
        ImpostorPairs.of(PicturePairs.of(pictures, SyntheticFaces.space(dimension)), share);

    assertThat(pairs.comparisons()).isEqualTo(all.size());
    assertThat(pairs.people()).isEqualTo(people);
    int kept = pairs.scores().length;
    int wanted = Math.min(all.size(), 1 + (int) Math.floor(share * all.size()));
    assertThat(kept).isBetween(wanted, all.size());
    assertThat(pairs.scores())
        .isEqualTo(all.stream().limit(kept).mapToDouble(Pair::score).toArray());
    assertRates(pairs, all.subList(0, wanted), pictures);
  }

  /** Each rate counts the pairs up to some number, so a wrong person at any place is seen. */
  private static void assertRates(
      ImpostorPairs pairs, List<Pair> sorted, List<LabelledEmbedding> pictures) {
    int[] counts = new int[sorted.size() + 1];
    Arrays.setAll(counts, i -> i);
    int[] times = new int[pairs.people()];
    Random random = new Random(7);
    Arrays.setAll(times, i -> 1 + random.nextInt(1000));
    double[] rates = new double[counts.length];
    assertThat(pairs.ratesOf(times, counts, rates)).isTrue();
    double weight = weight(times, pictures);
    long errors = 0;
    for (int i = 0; i < sorted.size(); i++) {
      errors += (long) times[sorted.get(i).first()] * times[sorted.get(i).second()];
      assertThat(rates[i + 1]).isEqualTo(errors / weight);
    }
  }

  private static double weight(int[] times, List<LabelledEmbedding> pictures) {
    long weight = 0;
    for (int i = 0; i < pictures.size(); i++) {
      for (int j = 0; j < i; j++) {
        int one = number(pictures.get(i));
        int other = number(pictures.get(j));
        weight += one == other ? 0 : (long) times[one] * times[other];
      }
    }
    return weight;
  }

  private static List<Pair> all(List<LabelledEmbedding> pictures, int people) {
    List<Pair> all = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      for (int j = i + 1; j < pictures.size(); j++) {
        LabelledEmbedding one = pictures.get(i);
        LabelledEmbedding other = pictures.get(j);
        if (!one.person().equals(other.person())) {
          double score = one.embedding().cosine(other.embedding());
          all.add(new Pair(score, number(one), number(other)));
        }
      }
    }
    assertThat(all).hasSizeGreaterThanOrEqualTo(people * (people - 1) / 2);
    // Stable: equally similar ones stay in the order of the pictures.
    all.sort(Comparator.comparingDouble(Pair::score).reversed());
    return all;
  }

  private static int number(LabelledEmbedding picture) {
    return Integer.parseInt(picture.person().value().substring(1));
  }

  private static List<LabelledEmbedding> pictures(int dimension, int people, boolean whole) {
    Random random = new Random(5);
    List<LabelledEmbedding> pictures = new ArrayList<>();
    for (int person = 0; person < people; person++) {
      for (int i = 0; i <= person % 3; i++) {
        float[] vector = new float[dimension];
        vector[0] = 1;
        for (int d = 1; d < dimension; d++) {
          vector[d] = (float) (whole ? random.nextInt(5) - 2 : random.nextGaussian());
        }
        pictures.add(
            new LabelledEmbedding(
                SyntheticFaces.person(person),
                Embedding.of(SyntheticFaces.space(dimension), vector)));
      }
    }
    return pictures;
  }

  @Test
  void refusesMorePicturesThanItCanCompare() {
    LabelledEmbedding picture =
        new LabelledEmbedding(SyntheticFaces.person(1), new SyntheticFaces(4, 1).anybody());
    List<LabelledEmbedding> many = Collections.nCopies(Calibration.MOST_PICTURES + 1, picture);
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(() -> PicturePairs.of(many, SyntheticFaces.space(4)))
        .withMessageContaining("at most 20000 pictures")
        .withMessageContaining("got 20001");
  }
}
