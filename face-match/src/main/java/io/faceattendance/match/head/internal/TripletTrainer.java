package io.faceattendance.match.head.internal;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Trains a projection in which templates of one person are nearer than those of two: layers of 256,
 * 128 and 64 units, the first two normalised by batch and rectified, the output of unit length. The
 * loss is that of triplets with a margin of 0.3 on squared Euclidean distances, which for unit
 * vectors are {@code 2 - 2 * cosine} (Schroff, Kalenichenko and Philbin, "FaceNet: A Unified
 * Embedding for Face Recognition and Clustering", 2015); 32 triplets a step, 20 for each person an
 * epoch.
 *
 * <p>New layers are trained by Adam at 1e-3. Layers to go on from are trained at 1e-4 as they are,
 * without batch normalisation: it has become part of their weights.
 *
 * <p>A fifth of the templates of each person who has five is held back; the epoch with the lowest
 * loss on triplets with them is kept, and three epochs without a loss lower by 0.001 end the
 * training, as do 15 in all. If nobody has five templates, the loss of the training counts.
 */
public final class TripletTrainer {
  private static final int EPOCHS = 15;
  private static final int PATIENCE = 3;
  private static final double GAIN = 1e-3;

  private TripletTrainer() {}

  /**
   * Trains the network. One training runs at a time; others wait.
   *
   * @param vectors the templates, of unit length
   * @param labels the person of each, 0 or more, at least two people. Of a person with one template
   *     the same template with noise is the second one of a pair
   * @param seed of weights and triplets: the same seed and templates give the same layers on the
   *     same machine
   * @param from the layers to go on from, or null for new ones
   * @param progress is told how much is done, rising from 0 to 1
   * @return the layers; the last one's output has still to be brought to unit length
   * @throws IllegalArgumentException if a vector has another length, if there is one person only,
   *     or if {@code from} does not fit the vectors
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static Dense[] train(
      float[][] vectors,
      int[] labels,
      long seed,
      Dense @Nullable [] from,
      DoubleConsumer progress) {
    int length = Layers.requireTemplates(vectors, labels);
    int[][] members = people(labels);
    Random random = new Random(seed);
    return OneThread.call(
        () -> {
          Watch watch = new Watch(progress, EPOCHS * TripletTraining.steps(members.length));
          try (Projection projection =
              from == null ? Projection.fresh(length, random) : Projection.of(length, from)) {
            Dense[] layers =
                Epochs.run(
                    new TripletTraining(projection, vectors, members, random, watch),
                    EPOCHS,
                    PATIENCE,
                    GAIN);
            watch.end();
            return layers;
          }
        });
  }

  private static int[][] people(int[] labels) {
    int[][] members =
        Arrays.stream(Split.members(labels)).filter(m -> m.length > 0).toArray(int[][]::new);
    if (members.length < 2) {
      throw new IllegalArgumentException(
          "expected templates of at least 2 people, got %d".formatted(members.length));
    }
    return members;
  }
}
