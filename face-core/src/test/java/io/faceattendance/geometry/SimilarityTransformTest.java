package io.faceattendance.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SimilarityTransformTest {
  private static final int TRIALS = 200;

  @RepeatedTest(TRIALS)
  void inverseUndoesApply(RepetitionInfo trial) {
    Random random = new Random(trial.getCurrentRepetition());
    SimilarityTransform transform = randomTransform(random);
    Point point = randomPoint(random);

    assertNear(transform.inverse().apply(transform.apply(point)), point, 1e-7);
    assertNear(transform.apply(transform.inverse().apply(point)), point, 1e-7);
  }

  @RepeatedTest(TRIALS)
  void fitRecoversATransform(RepetitionInfo trial) {
    Random random = new Random(trial.getCurrentRepetition());
    SimilarityTransform transform = randomTransform(random);
    List<Point> from = randomPoints(random, 2 + random.nextInt(6));
    List<Point> to = from.stream().map(transform::apply).toList();

    SimilarityTransform fitted = SimilarityTransform.fit(from, to);

    from.forEach(p -> assertNear(fitted.apply(p), transform.apply(p), 1e-7));
  }

  @RepeatedTest(TRIALS)
  void noOtherTransformIsCloser(RepetitionInfo trial) {
    Random random = new Random(trial.getCurrentRepetition());
    List<Point> from = randomPoints(random, 5);
    List<Point> to = randomPoints(random, 5);
    SimilarityTransform best = SimilarityTransform.fit(from, to);

    double error = error(best, from, to);

    for (int i = 0; i < 50; i++) {
      assertThat(error(perturbed(best, random), from, to)).isGreaterThanOrEqualTo(error);
    }
  }

  // The same least squares as a plain linear system in (a, b, tx, ty), solved by elimination.
  @RepeatedTest(TRIALS)
  void solvesTheNormalEquations(RepetitionInfo trial) {
    Random random = new Random(trial.getCurrentRepetition());
    List<Point> from = randomPoints(random, 5);
    List<Point> to = randomPoints(random, 5);

    SimilarityTransform fitted = SimilarityTransform.fit(from, to);

    double[] solution = solveNormalEquations(from, to);
    assertThat(fitted.a()).isCloseTo(solution[0], within(1e-8));
    assertThat(fitted.b()).isCloseTo(solution[1], within(1e-8));
    assertThat(fitted.tx()).isCloseTo(solution[2], within(1e-5));
    assertThat(fitted.ty()).isCloseTo(solution[3], within(1e-5));
  }

  @RepeatedTest(TRIALS)
  void refusesCoincidingPoints(RepetitionInfo trial) {
    Random random = new Random(trial.getCurrentRepetition());
    List<Point> same = Collections.nCopies(5, randomPoint(random));
    List<Point> apart = randomPoints(random, 5);

    assertThatThrownBy(() -> SimilarityTransform.fit(same, apart))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("coincide");
    assertThatThrownBy(() -> SimilarityTransform.fit(apart, same))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("coincide");
  }

  @Test
  void refusesPointsThatAreNotFinite() {
    List<Point> good = List.of(new Point(0, 0), new Point(1, 0));
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
      List<Point> broken = List.of(new Point(0, bad), new Point(1, -bad));
      assertThatThrownBy(() -> SimilarityTransform.fit(broken, good))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> SimilarityTransform.fit(good, broken).inverse())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesTooFewOrUnequalPoints() {
    Point point = new Point(1, 2);
    assertThatThrownBy(() -> SimilarityTransform.fit(List.of(point), List.of(point)))
        .hasMessageContaining("two or more");
    assertThatThrownBy(
            () -> SimilarityTransform.fit(List.of(point, new Point(2, 3)), List.of(point)))
        .hasMessageContaining("got 2 and 1");
  }

  @Test
  void hasNoInverseWithoutScale() {
    assertThatThrownBy(() -> new SimilarityTransform(0, 0, 5, 5).inverse())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scale");
  }

  private static SimilarityTransform randomTransform(Random random) {
    double scale = Math.exp(random.nextDouble() * 6 - 3);
    double angle = random.nextDouble() * 2 * Math.PI;
    return new SimilarityTransform(
        scale * Math.cos(angle),
        scale * Math.sin(angle),
        random.nextDouble() * 2000 - 1000,
        random.nextDouble() * 2000 - 1000);
  }

  private static SimilarityTransform perturbed(SimilarityTransform t, Random random) {
    double size = Math.pow(10, -1 - random.nextInt(4));
    return new SimilarityTransform(
        t.a() + size * random.nextGaussian(),
        t.b() + size * random.nextGaussian(),
        t.tx() + 100 * size * random.nextGaussian(),
        t.ty() + 100 * size * random.nextGaussian());
  }

  private static List<Point> randomPoints(Random random, int count) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      points.add(randomPoint(random));
    }
    return points;
  }

  private static Point randomPoint(Random random) {
    return new Point(random.nextDouble() * 4000 - 2000, random.nextDouble() * 4000 - 2000);
  }

  private static double error(SimilarityTransform transform, List<Point> from, List<Point> to) {
    double error = 0;
    for (int i = 0; i < from.size(); i++) {
      double distance = transform.apply(from.get(i)).distanceTo(to.get(i));
      error += distance * distance;
    }
    return error;
  }

  private static double[] solveNormalEquations(List<Point> from, List<Point> to) {
    double[][] system = new double[4][5];
    for (int i = 0; i < from.size(); i++) {
      Point s = from.get(i);
      addRow(system, new double[] {s.x(), -s.y(), 1, 0}, to.get(i).x());
      addRow(system, new double[] {s.y(), s.x(), 0, 1}, to.get(i).y());
    }
    for (int pivot = 0; pivot < 4; pivot++) {
      for (int row = 0; row < 4; row++) {
        double factor = row == pivot ? 0 : system[row][pivot] / system[pivot][pivot];
        for (int column = 0; column < 5; column++) {
          system[row][column] -= factor * system[pivot][column];
        }
      }
    }
    double[] solution = new double[4];
    for (int i = 0; i < 4; i++) {
      solution[i] = system[i][4] / system[i][i];
    }
    return solution;
  }

  private static void addRow(double[][] system, double[] row, double value) {
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        system[i][j] += row[i] * row[j];
      }
      system[i][4] += row[i] * value;
    }
  }

  private static void assertNear(Point actual, Point expected, double tolerance) {
    assertThat(actual.distanceTo(expected)).isLessThan(tolerance * (1 + Math.abs(expected.x())));
  }
}
