package io.faceattendance.match.head.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

class AdamTest {
  private static final int LENGTH = 10;

  @Test
  void stepsAsNd4jDoes() {
    Random random = new Random(3);
    float[] values = new float[LENGTH];
    Adam adam = new Adam(1e-3, List.of(values));
    IUpdater configuration = new org.nd4j.linalg.learning.config.Adam(1e-3);
    INDArray state = Nd4j.zeros(DataType.FLOAT, 1, 2 * LENGTH);
    var updater = configuration.instantiate(state, true);
    INDArray expected = Nd4j.zeros(DataType.FLOAT, 1, LENGTH);

    for (int step = 0; step < 20; step++) {
      float[] gradient = new float[LENGTH];
      for (int i = 0; i < LENGTH; i++) {
        gradient[i] = (float) random.nextGaussian();
      }
      adam.step(List.of(gradient));
      INDArray change = Nd4j.create(gradient.clone(), new long[] {1, LENGTH}, 'c');
      updater.applyUpdater(change, step, 0);
      expected.subi(change);
    }

    for (int i = 0; i < LENGTH; i++) {
      assertThat(values[i]).isNotZero().isCloseTo(expected.getFloat(0, i), within(1e-6f));
    }
  }
}
