package io.faceattendance.match.head.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.faceattendance.FaceException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a training ends, on losses that are known. */
class EpochsTest {

  /** One layer, whose bias is the number of the epoch. */
  private static final class Losses implements Epochs.Trainee {
    private final double[] losses;
    private int epoch;

    Losses(double... losses) {
      this.losses = losses;
    }

    @Override
    public double epoch() {
      return losses[epoch++];
    }

    @Override
    public List<Dense> layers() {
      return List.of(new Dense(1, 1, new float[1], new float[] {epoch}, false));
    }

    @Override
    public double heldBackLoss(List<Dense> layers, double trained) {
      return trained;
    }
  }

  private static float best(Losses losses) {
    return Epochs.run(losses, losses.losses.length, 3, 0.1)[0].bias()[0];
  }

  @Test
  void givesTheLayersAfterTheLastGain() {
    assertThat(best(new Losses(3, 2, 1))).isEqualTo(3);
    assertThat(best(new Losses(3, 2, 1.95, 4, 1.91))).isEqualTo(2);
    Losses vain = new Losses(3, 4, 4, 4, 1);
    assertThat(best(vain)).isEqualTo(1);
    assertThat(vain.epoch).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void saysWhatToDoIfATrainingDiverges(double loss) {
    List<Losses> diverging = new ArrayList<>();
    diverging.add(new Losses(loss));
    diverging.add(new Losses(3, 2, loss, 1));
    for (Losses losses : diverging) {
      assertThatExceptionOfType(FaceException.class)
          .isThrownBy(() -> best(losses))
          .withMessageContaining("got " + loss)
          .withMessageContaining("another seed, or a head of another kind");
    }
  }
}
