package io.faceattendance.match.head.internal;

import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;

/** Tells how far a training is, and stops it if its thread is interrupted. */
final class Watch {
  private final DoubleConsumer progress;
  private final int steps;
  private int done;

  /**
   * A watch.
   *
   * @param progress is told 0 to 1
   * @param steps how many there are at most
   */
  Watch(DoubleConsumer progress, int steps) {
    this.progress = progress;
    this.steps = steps;
    progress.accept(0);
  }

  /** One step more is done. */
  void step() {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted();
    }
    done++;
    progress.accept((double) done / steps);
  }

  /** All is done, maybe earlier than thought. */
  void end() {
    if (done < steps) {
      progress.accept(1);
    }
  }

  static CancellationException interrupted() {
    return new CancellationException("the training's thread was interrupted: nothing was trained");
  }
}
