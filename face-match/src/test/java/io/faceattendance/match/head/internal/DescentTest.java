package io.faceattendance.match.head.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a descent leaves behind when something fails. */
class DescentTest {

  @Test
  void releasesAHalfBuiltNetwork() {
    Descent descent = new Descent();

    assertThatThrownBy(
            () ->
                descent.minimise(
                    () -> {
                      descent.parameter("weights", new float[6], 2, 3);
                      descent.constant("ones", new float[4], 2, 2);
                      throw new IllegalStateException("no loss");
                    },
                    1e-3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no loss");

    assertThat(descent.graph().getVariable("weights").getArr().wasClosed()).isTrue();
    assertThat(descent.graph().getVariable("ones").getArr().wasClosed()).isTrue();
  }

  @Test
  void releasesTheInputsOfAStepThatFails() {
    try (Descent descent = new Descent()) {
      Adam adam = descent.minimise(() -> loss(descent), 1e-3);
      INDArray wrong = Descent.matrix(new float[5], 1, 5);

      assertThatThrownBy(() -> descent.step(adam, Map.of("x", wrong), List.of()))
          .isInstanceOf(RuntimeException.class);

      assertThat(wrong.wasClosed()).isTrue();
    }
  }

  @Test
  void goesDownwards() {
    try (Descent descent = new Descent()) {
      Adam adam = descent.minimise(() -> loss(descent), 0.1);
      double first = step(descent, adam);
      for (int i = 0; i < 20; i++) {
        step(descent, adam);
      }
      assertThat(step(descent, adam)).isLessThan(first / 2);
    }
  }

  private static double step(Descent descent, Adam adam) {
    INDArray x = Descent.matrix(new float[] {1, 2}, 1, 2);
    return Descent.loss(descent.step(adam, Map.of("x", x), List.of()));
  }

  private static SDVariable loss(Descent descent) {
    SDVariable weights = descent.parameter("weights", new float[] {1, 1, 1, 1, 1, 1}, 2, 3);
    SDVariable y = descent.input("x", 2).mmul(weights);
    return y.mul(y).mean();
  }
}
