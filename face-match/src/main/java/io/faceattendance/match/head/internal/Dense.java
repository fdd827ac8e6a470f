package io.faceattendance.match.head.internal;

import java.util.List;

/**
 * A trained layer as plain numbers: {@code y = x W + b}, then {@code max(y, 0)} if it is rectified.
 * Used without the library that trained it. Its arrays are not copied: whoever makes or gets one
 * must not change them.
 *
 * @param inputs length of x, at least 1
 * @param outputs length of y, at least 1
 * @param weights W, row-major, {@code inputs} rows of {@code outputs} values
 * @param bias b, {@code outputs} values
 * @param relu whether it is rectified
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copies would be megabytes
public record Dense(int inputs, int outputs, float[] weights, float[] bias, boolean relu) {

  /**
   * Checks the components.
   *
   * @param inputs as above
   * @param outputs as above
   * @param weights as above
   * @param bias as above
   * @param relu as above
   */
  public Dense {
    if (inputs < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "expected at least 1 input and 1 output, got %d and %d".formatted(inputs, outputs));
    }
    if (weights.length != (long) inputs * outputs || bias.length != outputs) {
      throw new IllegalArgumentException(
          "expected %d x %d weights and %d biases, got %d and %d"
              .formatted(inputs, outputs, outputs, weights.length, bias.length));
    }
  }

  /**
   * The layer's answer.
   *
   * @param x {@code inputs} values
   * @return {@code outputs} values
   * @throws IllegalArgumentException if x has another length
   */
  public float[] apply(float[] x) {
    if (x.length != inputs) {
      throw new IllegalArgumentException("expected %d values, got %d".formatted(inputs, x.length));
    }
    float[] y = bias.clone();
    for (int i = 0; i < inputs; i++) {
      // After a rectified layer about half of the values are zero.
      if (x[i] != 0) {
        addRow(i, x[i], y);
      }
    }
    for (int o = 0; relu && o < outputs; o++) {
      y[o] = Math.max(0, y[o]);
    }
    return y;
  }

  private void addRow(int row, float factor, float[] y) {
    int from = row * outputs;
    for (int o = 0; o < outputs; o++) {
      y[o] += factor * weights[from + o];
    }
  }

  /**
   * The answer of layers one after another.
   *
   * @param layers each with as many inputs as the one before has outputs
   * @param x the first layer's input
   * @return the last layer's output
   * @throws IllegalArgumentException if a length does not fit
   */
  public static float[] apply(List<Dense> layers, float[] x) {
    float[] y = x;
    for (Dense layer : layers) {
      y = layer.apply(y);
    }
    return y;
  }
}
