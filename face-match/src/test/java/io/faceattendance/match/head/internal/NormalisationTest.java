package io.faceattendance.match.head.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class NormalisationTest {
  private static final int INPUTS = 7;
  private static final int OUTPUTS = 5;

  private final Random random = new Random(4);

  @Test
  void foldedLayerAnswersAsBatchNormalisationOfSameDiff() {
    float[] weights = values(INPUTS * OUTPUTS);
    float[] gamma = values(OUTPUTS);
    float[] beta = values(OUTPUTS);
    Normalisation normalisation = new Normalisation();
    normalisation.update(values(OUTPUTS), positive(OUTPUTS));
    normalisation.update(values(OUTPUTS), positive(OUTPUTS));
    float[] x = values(INPUTS);

    float[] folded = normalisation.fold(weights, gamma, beta).apply(x);

    assertThat(folded).containsAnyOf(0f);
    INDArray expected = sameDiff(x, weights, normalisation, gamma, beta);
    for (int o = 0; o < OUTPUTS; o++) {
      assertThat(folded[o]).isCloseTo(expected.getFloat(0, o), within(1e-5f));
    }
  }

  @Test
  void runningStatisticsFollowTheBatches() {
    Normalisation normalisation = new Normalisation();
    normalisation.update(new float[] {1}, new float[] {4});
    assertThat(normalisation.mean()).containsExactly(1);

    normalisation.update(new float[] {2}, new float[] {2});

    assertThat(normalisation.mean()[0]).isCloseTo(1.1f, within(1e-6f));
    assertThat(normalisation.variance()[0]).isCloseTo(3.8f, within(1e-6f));
  }

  private static INDArray sameDiff(
      float[] x, float[] weights, Normalisation normalisation, float[] gamma, float[] beta) {
    SameDiff graph = SameDiff.create();
    SDVariable input = graph.placeHolder("x", DataType.FLOAT, 1, INPUTS);
    SDVariable product = input.mmul(graph.constant(Descent.matrix(weights, INPUTS, OUTPUTS)));
    SDVariable normalised =
        graph
            .nn()
            .batchNorm(
                product,
                vector(graph, normalisation.mean()),
                vector(graph, normalisation.variance()),
                vector(graph, gamma),
                vector(graph, beta),
                Normalisation.EPSILON,
                1);
    String name = graph.nn().relu(normalised, 0).name();
    return graph.outputSingle(Map.of("x", Descent.matrix(x, 1, INPUTS)), name);
  }

  private static SDVariable vector(SameDiff graph, float[] values) {
    return graph.constant(Descent.matrix(values, 1, values.length).reshape(values.length));
  }

  private float[] values(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private float[] positive(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 0.5f + random.nextFloat();
    }
    return values;
  }
}
