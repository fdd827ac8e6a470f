package io.faceattendance.match.head.internal;

import io.faceattendance.FaceException;
import java.util.List;

/** Trains epoch after epoch until the loss no longer falls, and gives the best found. */
final class Epochs {

  /** What is trained. */
  interface Trainee {
    /**
     * Goes once through the training set.
     *
     * @return the mean loss
     */
    double epoch();

    /**
     * The network as it is now.
     *
     * @return copies
     */
    List<Dense> layers();

    /**
     * The loss on what was held back.
     *
     * @param layers the network
     * @param trained the mean loss of the epoch
     * @return the loss, or {@code trained} if nothing was held back
     */
    double heldBackLoss(List<Dense> layers, double trained);
  }

  private Epochs() {}

  /**
   * Trains.
   *
   * @param trainee what
   * @param most how many epochs at most
   * @param patience how many without a gain end it
   * @param gain by how much a loss must be lower to be one
   * @return the layers after the last gain
   * @throws FaceException if the training diverges: the loss is no finite number
   */
  static Dense[] run(Trainee trainee, int most, int patience, double gain) {
    List<Dense> best = List.of();
    double lowest = Double.POSITIVE_INFINITY;
    for (int epoch = 0, vain = 0; epoch < most && vain < patience && lowest > 0; epoch++) {
      double trained = trainee.epoch();
      List<Dense> layers = trainee.layers();
      double loss = trainee.heldBackLoss(layers, trained);
      if (!Double.isFinite(loss)) {
        throw new FaceException(
            ("expected a finite loss, got %s after %d epochs, the training diverged: try another"
                    + " seed, or a head of another kind")
                .formatted(loss, epoch + 1));
      }
      vain++;
      if (loss < lowest - gain) {
        lowest = loss;
        best = layers;
        vain = 0;
      }
    }
    return best.toArray(new Dense[0]);
  }
}
