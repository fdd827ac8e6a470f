package io.faceattendance.match.head;

import io.faceattendance.match.Head;
import io.faceattendance.match.HeadKind;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * How to train.
 *
 * @param seed the same seed, templates and machine give the same head
 * @param progress is told how much is done, 0 to 1, by the training thread
 * @param from a head of kind {@link HeadKind#TRIPLET} to go on from; empty trains from scratch
 */
public record Training(long seed, DoubleConsumer progress, Optional<Head> from) {
  private static final long SEED = 42;

  /**
   * Checks the components.
   *
   * @param seed as above
   * @param progress as above
   * @param from as above
   */
  public Training {
    from.ifPresent(Training::requireTriplet);
  }

  /**
   * A fixed seed, nobody is told, from scratch.
   *
   * @return the defaults
   */
  public static Training defaults() {
    return new Training(SEED, done -> {}, Optional.empty());
  }

  /**
   * The same with another seed.
   *
   * @param number any
   * @return the training
   */
  public Training withSeed(long number) {
    return new Training(number, progress, from);
  }

  /**
   * The same with somebody who is told.
   *
   * @param listener gets 0 to 1
   * @return the training
   */
  public Training withProgress(DoubleConsumer listener) {
    return new Training(seed, listener, from);
  }

  /**
   * The same, going on from an earlier head in small steps: when somebody was enrolled, in a
   * fraction of the time. The new head knows the people of the new templates, not those of the
   * earlier head.
   *
   * @param earlier a head of kind {@link HeadKind#TRIPLET}, of the templates' space
   * @return the training
   * @throws IllegalArgumentException if the head is of another kind: its parts are people
   */
  public Training continuing(Head earlier) {
    return new Training(seed, progress, Optional.of(earlier));
  }

  Training fromScratch() {
    return new Training(seed, progress, Optional.empty());
  }

  private static void requireTriplet(Head head) {
    if (!(head instanceof TripletHead)) {
      throw new IllegalArgumentException(
          "expected a head of kind %s to go on from, got %s: train it from scratch"
              .formatted(HeadKind.TRIPLET, head.kind()));
    }
  }
}
