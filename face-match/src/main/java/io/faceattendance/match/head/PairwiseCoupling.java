package io.faceattendance.match.head;

import java.util.Arrays;

/**
 * Probabilities of n classes from those of every two of them: the second method of Wu, Lin and
 * Weng, "Probability Estimates for Multi-class Classification by Pairwise Coupling", JMLR 5 (2004),
 * algorithm 2. Stops where LIBSVM stops, so that its probabilities are those of LIBSVM.
 */
final class PairwiseCoupling {
  private static final double PRECISION = 0.005;
  private static final int ROUNDS = 100;

  // Q of the paper; p is sought so that all Qp are equal.
  private final double[][] q;
  private final double[] p;
  private final double[] qp;
  private double pqp;

  private PairwiseCoupling(double[][] pairwise) {
    int classes = pairwise.length;
    this.q = new double[classes][classes];
    this.p = new double[classes];
    this.qp = new double[classes];
    Arrays.fill(p, 1.0 / classes);
    for (int t = 0; t < classes; t++) {
      for (int j = 0; j < classes; j++) {
        if (j != t) {
          q[t][t] += pairwise[j][t] * pairwise[j][t];
          q[t][j] = -pairwise[j][t] * pairwise[t][j];
        }
      }
    }
  }

  /**
   * The probabilities.
   *
   * @param pairwise in row i and column j the probability of i if it is i or j, above 0, below 1;
   *     the diagonal is not read
   * @return one for each class, their sum is 1
   */
  static double[] of(double[][] pairwise) {
    if (pairwise.length == 2) {
      return new double[] {pairwise[0][1], pairwise[1][0]};
    }
    PairwiseCoupling coupling = new PairwiseCoupling(pairwise);
    int rounds = Math.max(ROUNDS, pairwise.length);
    for (int round = 0; round < rounds && !coupling.isDone(); round++) {
      for (int t = 0; t < pairwise.length; t++) {
        coupling.step(t);
      }
    }
    return coupling.p;
  }

  private boolean isDone() {
    pqp = 0;
    for (int t = 0; t < p.length; t++) {
      qp[t] = 0;
      for (int j = 0; j < p.length; j++) {
        qp[t] += q[t][j] * p[j];
      }
      pqp += p[t] * qp[t];
    }
    double worst = 0;
    for (double one : qp) {
      worst = Math.max(worst, Math.abs(one - pqp));
    }
    return worst < PRECISION / p.length;
  }

  private void step(int t) {
    double change = (pqp - qp[t]) / q[t][t];
    p[t] += change;
    double sum = 1 + change;
    pqp = (pqp + change * (change * q[t][t] + 2 * qp[t])) / (sum * sum);
    for (int j = 0; j < p.length; j++) {
      qp[j] = (qp[j] + change * q[t][j]) / sum;
      p[j] /= sum;
    }
  }
}
