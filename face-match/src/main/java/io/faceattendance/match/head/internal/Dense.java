package io.faceattendance.match.head.internal;

/**
 * One layer of a network: {@code x * weights + bias}, and no less than 0 if it is rectified.
 *
 * @param inputs length of a vector that goes in
 * @param outputs length of one that comes out
 * @param weights row by row, {@code inputs} rows of {@code outputs} values
 * @param bias {@code outputs} values
 * @param relu whether negative values become 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record Dense(int inputs, int outputs, float[] weights, float[] bias, boolean relu) {

  /**
   * Checks the lengths.
   *
   * @param inputs as above
   * @param outputs as above
   * @param weights as above
   * @param bias as above
   * @param relu as above
   */
  public Dense {
    if (inputs < 1 || outputs < 1 || weights.length != inputs * outputs) {
      throw new IllegalArgumentException(
          "expected %d x %d weights, got %d".formatted(inputs, outputs, weights.length));
    }
    if (bias.length != outputs) {
      throw new IllegalArgumentException(
          "expected a bias of %d values, got %d".formatted(outputs, bias.length));
    }
  }
}
