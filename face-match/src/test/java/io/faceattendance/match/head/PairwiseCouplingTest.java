package io.faceattendance.match.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PairwiseCouplingTest {
  /** If the pairs agree there is one answer: p(i) / (p(i) + p(j)) for every two. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 20})
  void findsTheProbabilitiesThatThePairsComeFrom(int classes) {
    Random random = new Random(classes);
    double[] truth = random.doubles(classes, 0.5, 1.5).toArray();
    double sum = Arrays.stream(truth).sum();
    double[][] pairwise = new double[classes][classes];
    for (int i = 0; i < classes; i++) {
      for (int j = 0; j < classes; j++) {
        pairwise[i][j] = truth[i] / (truth[i] + truth[j]);
      }
    }
    double[] found = PairwiseCoupling.of(pairwise);
    assertThat(Arrays.stream(found).sum()).isCloseTo(1, within(1e-9));
    for (int i = 0; i < classes; i++) {
      assertThat(found[i]).isCloseTo(truth[i] / sum, within(0.01 / classes));
    }
  }
}
