package io.faceattendance.match.head;

import java.util.Arrays;

/**
 * How unsure a support vector machine is of people whom it knows. A fixed limit on its probability
 * cannot be right: the probabilities of n people add up to 1. So templates are held back in turn,
 * and the limit is what all but one in a hundred of them reach.
 */
final class SvmDoubt {
  private static final int FOLDS = 3;
  private static final double LOST = 0.01;

  private SvmDoubt() {}

  /**
   * The probability that a face of somebody known reaches.
   *
   * @return above which somebody is accepted; 0 if nobody has a second template to hold back
   */
  static double leastProbability(TrainingSet templates, long seed) {
    double[] reached = new double[templates.labels().length];
    int count = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      boolean[] held = templates.fold(fold, FOLDS);
      Planes planes = SvmTrainer.train(templates.without(held), seed);
      for (int i = 0; i < held.length; i++) {
        if (held[i]) {
          double[] decisions = planes.decisions(templates.vectors()[i]);
          reached[count++] = planes.probabilities(decisions)[templates.labels()[i]];
        }
      }
    }
    Arrays.sort(reached, 0, count);
    return count == 0 ? 0 : reached[(int) (LOST * count)];
  }
}
