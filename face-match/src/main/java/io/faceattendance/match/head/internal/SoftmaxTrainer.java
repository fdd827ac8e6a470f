package io.faceattendance.match.head.internal;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleConsumer;

/**
 * Trains a network that gives each person a probability: two rectified layers of 1,024 units with
 * dropout of a half (Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from
 * Overfitting", 2014), and the logits; cross-entropy, Adam at 1e-3, eight templates a step.
 *
 * <p>A fifth of the templates of each person who has five is held back; the epoch with the lowest
 * loss on them is kept, and three epochs without a loss lower by 0.01 end the training, as do 30 in
 * all. If nobody has five templates, the loss of the training counts.
 */
public final class SoftmaxTrainer {
  private static final int EPOCHS = 30;
  private static final int PATIENCE = 3;

  // Of cross-entropy: below it only certainty grows.
  private static final double GAIN = 0.01;

  private SoftmaxTrainer() {}

  /**
   * Trains the network. One training runs at a time; others wait.
   *
   * @param vectors the templates, of unit length
   * @param labels the class of each, 0 to {@code classes - 1}, each at least once
   * @param classes how many there are, at least 2
   * @param seed of weights, order and dropout: the same seed and templates give the same layers on
   *     the same machine
   * @param progress is told how much is done, rising from 0 to 1
   * @return the layers; the softmax of the last one's output are the probabilities
   * @throws IllegalArgumentException if a vector has another length or a label is no class
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static Dense[] train(
      float[][] vectors, int[] labels, int classes, long seed, DoubleConsumer progress) {
    Layers.requireTemplates(vectors, labels);
    requireClasses(labels, classes);
    Random random = new Random(seed);
    Split split = Split.of(Split.members(labels), random);
    int steps = SoftmaxNetwork.steps(split.training().length);
    return OneThread.call(
        () -> {
          Watch watch = new Watch(progress, EPOCHS * steps);
          try (SoftmaxNetwork network =
              new SoftmaxNetwork(vectors, labels, classes, split, random, watch)) {
            Dense[] layers = Epochs.run(network, EPOCHS, PATIENCE, GAIN);
            watch.end();
            return layers;
          }
        });
  }

  private static void requireClasses(int[] labels, int classes) {
    int found = (int) Arrays.stream(labels).distinct().count();
    int highest = Arrays.stream(labels).max().orElse(-1);
    if (classes < 2 || found != classes || highest != classes - 1) {
      throw new IllegalArgumentException(
          "expected templates of each of at least 2 classes, got %d of %d and labels up to %d"
              .formatted(found, classes, highest));
    }
  }
}
