package io.faceattendance.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class AssignmentTest {
  @Test
  void reachesTheTotalOfBruteForce() {
    Random random = new Random(1);
    for (int trial = 0; trial < 3000; trial++) {
      double[][] gains = randomGains(random, 1 + random.nextInt(5), 1 + random.nextInt(6));
      assertThat(total(gains, Assignment.best(gains)))
          .as(Arrays.deepToString(gains))
          .isCloseTo(bruteForce(gains, 0, new boolean[gains[0].length]), within(1e-12));
    }
  }

  @Test
  void reachesTheTotalOfBruteForceWithManyTies() {
    Random random = new Random(2);
    for (int trial = 0; trial < 1000; trial++) {
      double[][] gains = randomGains(random, 1 + random.nextInt(5), 1 + random.nextInt(5));
      for (double[] row : gains) {
        Arrays.setAll(row, i -> Math.rint(2 * row[i]) / 2);
      }
      assertThat(total(gains, Assignment.best(gains)))
          .isEqualTo(bruteForce(gains, 0, new boolean[gains[0].length]));
    }
  }

  @Test
  void leavesPairsWithoutGainApart() {
    assertThat(Assignment.best(new double[][] {{0, -1}, {0.5, 0}})).containsExactly(-1, 0);
  }

  @Test
  void handlesNoRowsAndNoColumns() {
    assertThat(Assignment.best(new double[0][])).isEmpty();
    assertThat(Assignment.best(new double[3][0])).containsExactly(-1, -1, -1);
  }

  @Test
  void givesATieToTheFirstRowAndColumn() {
    assertThat(Assignment.best(new double[][] {{1, 1}, {1, 1}})).containsExactly(0, 1);
    assertThat(Assignment.best(new double[][] {{1}, {1}})).containsExactly(0, -1);
  }

  private static double[][] randomGains(Random random, int rows, int columns) {
    double[][] gains = new double[rows][columns];
    for (double[] row : gains) {
      // About a third of the pairs have no gain.
      Arrays.setAll(row, i -> 1.5 * random.nextDouble() - 0.5);
    }
    return gains;
  }

  private static double total(double[][] gains, int[] columns) {
    boolean[] used = new boolean[gains[0].length];
    double total = 0;
    for (int row = 0; row < gains.length; row++) {
      if (columns[row] != Assignment.NONE) {
        assertThat(used[columns[row]]).as("column taken once").isFalse();
        used[columns[row]] = true;
        total += gains[row][columns[row]];
      }
    }
    return total;
  }

  private static double bruteForce(double[][] gains, int row, boolean[] used) {
    if (row == gains.length) {
      return 0;
    }
    double best = bruteForce(gains, row + 1, used);
    for (int column = 0; column < used.length; column++) {
      if (!used[column] && gains[row][column] > 0) {
        used[column] = true;
        best = Math.max(best, gains[row][column] + bruteForce(gains, row + 1, used));
        used[column] = false;
      }
    }
    return best;
  }
}
