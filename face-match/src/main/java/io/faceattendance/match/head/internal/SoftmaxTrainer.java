package io.faceattendance.match.head.internal;

import java.util.function.DoubleConsumer;

/** Trains a network that gives each person a probability. */
public final class SoftmaxTrainer {
  private SoftmaxTrainer() {}

  /**
   * Trains the network.
   *
   * @param vectors the templates
   * @param labels the class of each, 0 to {@code classes - 1}
   * @param classes how many there are
   * @param seed of weights, order and dropout
   * @param progress is told how much is done, 0 to 1
   * @return the layers; the softmax of the last one's output are the probabilities
   */
  public static Dense[] train(
      float[][] vectors, int[] labels, int classes, long seed, DoubleConsumer progress) {
    throw new UnsupportedOperationException();
  }
}
