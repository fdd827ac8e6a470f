package io.faceattendance.match.head;

/**
 * The hyperplanes of a linear support vector machine, one for each pair of people, with Platt's
 * sigmoid: {@code f(x) = w x + b} is positive for the first person of the pair, whose probability
 * is {@code 1 / (1 + exp(a f + c))}. Pairs in the order (0, 1), (0, 2), ... (1, 2), ...
 */
final class Planes {
  private final int people;
  private final int dimension;
  // A pair's w, then the next one's.
  private final float[] weights;
  // A pair's b, a and c, then the next one's.
  private final double[] lines;

  Planes(int people, int dimension, float[] weights, double[] lines) {
    this.people = people;
    this.dimension = dimension;
    this.weights = weights;
    this.lines = lines;
  }

  static int pairs(int people) {
    return people * (people - 1) / 2;
  }

  /** Not a copy. */
  float[] weights() {
    return weights;
  }

  /** Not a copy. */
  double[] lines() {
    return lines;
  }

  /** f of every pair. */
  double[] decisions(float[] x) {
    double[] decisions = new double[pairs(people)];
    for (int pair = 0; pair < decisions.length; pair++) {
      double sum = 0;
      int from = pair * dimension;
      for (int d = 0; d < dimension; d++) {
        sum += (double) weights[from + d] * x[d];
      }
      decisions[pair] = sum + lines[3 * pair];
    }
    return decisions;
  }

  /** For each person how many of the others it wins against. */
  int[] votes(double[] decisions) {
    int[] votes = new int[people];
    int pair = 0;
    for (int i = 0; i < people; i++) {
      for (int j = i + 1; j < people; j++) {
        votes[decisions[pair++] > 0 ? i : j]++;
      }
    }
    return votes;
  }

  /** The probability of each person, if it is one of them. */
  double[] probabilities(double[] decisions) {
    double[][] pairwise = new double[people][people];
    int pair = 0;
    for (int i = 0; i < people; i++) {
      for (int j = i + 1; j < people; j++, pair++) {
        double first = Platt.probability(lines[3 * pair + 1], lines[3 * pair + 2], decisions[pair]);
        pairwise[i][j] = first;
        pairwise[j][i] = 1 - first;
      }
    }
    return PairwiseCoupling.of(pairwise);
  }
}
