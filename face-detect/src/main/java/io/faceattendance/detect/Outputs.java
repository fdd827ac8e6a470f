package io.faceattendance.detect;

import io.faceattendance.ModelException;
import io.faceattendance.internal.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Tells a network's outputs apart by what they really are: exports name and declare them freely.
 */
final class Outputs {
  private Outputs() {}

  /**
   * The values of the first output with these last sizes.
   *
   * @param outputs in any order
   * @param sizes of its last axes; whatever comes before them has size 1
   * @throws ModelException if there is none
   */
  static float[] find(List<Tensor> outputs, int... sizes) {
    for (Tensor output : outputs) {
      if (hasSizes(output, sizes)) {
        return output.values();
      }
    }
    throw new ModelException(
        "expected an output of %s in its last axes, got %s: is it the file of this detector?"
            .formatted(describe(sizes), outputs.stream().map(Outputs::describe).toList()));
  }

  private static boolean hasSizes(Tensor output, int[] sizes) {
    if (output.axes() < sizes.length) {
      return false;
    }
    int values = 1;
    for (int i = 1; i <= sizes.length; i++) {
      int size = sizes[sizes.length - i];
      if (output.size(-i) != size) {
        return false;
      }
      values *= size;
    }
    return values == output.values().length;
  }

  private static String describe(Tensor output) {
    int[] sizes = new int[output.axes()];
    Arrays.setAll(sizes, output::size);
    return describe(sizes);
  }

  private static String describe(int[] sizes) {
    return Arrays.toString(sizes);
  }
}
