package io.faceattendance.match.head.internal;

import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the networks have in common. */
final class Layers {
  private Layers() {}

  /**
   * Weights to start with: uniform, of the width by Glorot and Bengio, "Understanding the
   * difficulty of training deep feedforward neural networks", 2010.
   */
  static float[] weights(int inputs, int outputs, Random random) {
    float limit = (float) Math.sqrt(6.0 / (inputs + outputs));
    float[] weights = new float[inputs * outputs];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = limit * (2 * random.nextFloat() - 1);
    }
    return weights;
  }

  /** Rows of vectors in native memory; the caller closes it. */
  static INDArray rows(List<float[]> vectors) {
    int length = vectors.get(0).length;
    float[] rows = new float[vectors.size() * length];
    for (int i = 0; i < vectors.size(); i++) {
      System.arraycopy(vectors.get(i), 0, rows, i * length, length);
    }
    return Descent.matrix(rows, vectors.size(), length);
  }

  /**
   * Checks what is trained on.
   *
   * @param vectors the templates
   * @param labels the class of each
   * @return the length of every vector
   */
  static int requireTemplates(float[][] vectors, int[] labels) {
    if (vectors.length == 0 || vectors.length != labels.length) {
      throw new IllegalArgumentException(
          "expected a label for each of some vectors, got %d vectors and %d labels"
              .formatted(vectors.length, labels.length));
    }
    int length = vectors[0].length;
    for (int i = 0; i < vectors.length; i++) {
      if (vectors[i].length != length || length == 0) {
        throw new IllegalArgumentException(
            "expected vectors of %d values, got %d in vector %d"
                .formatted(length, vectors[i].length, i));
      }
      if (labels[i] < 0) {
        throw new IllegalArgumentException(
            "expected labels of 0 or more, got %d".formatted(labels[i]));
      }
    }
    return length;
  }
}
