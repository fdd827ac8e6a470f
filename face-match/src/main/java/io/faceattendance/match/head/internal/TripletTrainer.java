package io.faceattendance.match.head.internal;

import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** Trains a projection in which templates of one person are nearer than those of two. */
public final class TripletTrainer {
  private TripletTrainer() {}

  /**
   * Trains the network.
   *
   * @param vectors the templates
   * @param labels the person of each
   * @param seed of weights and triplets
   * @param from the layers to go on from, or null for new ones
   * @param progress is told how much is done, 0 to 1
   * @return the layers; the last one's output has still to be brought to unit length
   */
  public static Dense[] train(
      float[][] vectors,
      int[] labels,
      long seed,
      Dense @Nullable [] from,
      DoubleConsumer progress) {
    throw new UnsupportedOperationException();
  }
}
