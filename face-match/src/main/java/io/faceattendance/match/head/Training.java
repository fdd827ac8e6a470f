package io.faceattendance.match.head;

import java.util.function.DoubleConsumer;

/**
 * How to train.
 *
 * @param seed the same seed, templates and machine give the same head
 * @param progress is told how much is done, 0 to 1, by the training thread
 */
public record Training(long seed, DoubleConsumer progress) {
  private static final long SEED = 42;

  /**
   * A fixed seed, nobody is told.
   *
   * @return the defaults
   */
  public static Training defaults() {
    return new Training(SEED, done -> {});
  }

  /**
   * The same with another seed.
   *
   * @param number any
   * @return the training
   */
  public Training withSeed(long number) {
    return new Training(number, progress);
  }

  /**
   * The same with somebody who is told.
   *
   * @param listener gets 0 to 1
   * @return the training
   */
  public Training withProgress(DoubleConsumer listener) {
    return new Training(seed, listener);
  }
}
