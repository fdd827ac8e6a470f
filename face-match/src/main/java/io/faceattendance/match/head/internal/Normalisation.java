package io.faceattendance.match.head.internal;

/**
 * The running mean and variance of a layer with batch normalisation (Ioffe and Szegedy, "Batch
 * Normalization", 2015), and the layer without it that answers alike.
 */
final class Normalisation {
  /** Added to the variance. */
  static final float EPSILON = 1e-3f;

  private static final float MOMENTUM = 0.9f;

  private float[] mean = new float[0];
  private float[] variance = new float[0];

  /**
   * Takes the statistics of a batch.
   *
   * @param batchMean of each unit
   * @param batchVariance of each unit
   */
  void update(float[] batchMean, float[] batchVariance) {
    if (mean.length == 0) {
      mean = batchMean.clone();
      variance = batchVariance.clone();
      return;
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] = MOMENTUM * mean[i] + (1 - MOMENTUM) * batchMean[i];
      variance[i] = MOMENTUM * variance[i] + (1 - MOMENTUM) * batchVariance[i];
    }
  }

  float[] mean() {
    return mean.clone();
  }

  float[] variance() {
    return variance.clone();
  }

  /**
   * One layer for {@code relu(gamma * (x W - mean) / sqrt(variance + epsilon) + beta)}.
   *
   * @param weights W, row-major
   * @param gamma factor of each unit
   * @param beta summand of each unit
   * @return the layer
   */
  Dense fold(float[] weights, float[] gamma, float[] beta) {
    int outputs = gamma.length;
    float[] scale = new float[outputs];
    float[] bias = new float[outputs];
    for (int o = 0; o < outputs; o++) {
      scale[o] = (float) (gamma[o] / Math.sqrt(variance[o] + EPSILON));
      bias[o] = beta[o] - mean[o] * scale[o];
    }
    float[] folded = weights.clone();
    for (int i = 0; i < folded.length; i++) {
      folded[i] *= scale[i % outputs];
    }
    return new Dense(weights.length / outputs, outputs, folded, bias, true);
  }
}
