package io.faceattendance.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faceattendance.match.MatchPolicy.WhenUnsupported;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MatchPolicyTest {
  private final FmrTable table =
      FmrTable.of(
          new Random(1).doubles(100_000).toArray(),
          400,
          new FmrTable.Source(
              SyntheticFaces.space(4), List.of("00".repeat(32)), "uniform", "none"));
  private final MatchPolicy policy = MatchPolicy.defaults(table);

  @Test
  void asksForTheRateThatKeepsTheFpirOverAllPersons() {
    // 1 - 0.99^(1/n): 0.01, 0.00251, 0.000502; the rows below are 0.01, 0.0025 and 0.0005.
    assertThat(policy.identification(1).fmr()).isEqualTo(0.01);
    assertThat(policy.identification(0)).isEqualTo(policy.identification(1));
    assertThat(policy.identification(4).fmr()).isEqualTo(0.0025);
    assertThat(policy.identification(20).fmr()).isEqualTo(0.0005);
  }

  @Test
  void getsStricterWithEveryPersonUntilTheDataEnds() {
    double last = -1;
    for (int persons = 0; persons < 1000; persons++) {
      Threshold threshold = policy.identification(persons);
      assertThat(threshold.similarity()).isGreaterThanOrEqualTo(last);
      assertThat(threshold.targetSupported()).isEqualTo(persons <= 319);
      last = threshold.similarity();
    }
  }

  @Test
  void verifiesAtItsOwnTarget() {
    assertThat(policy.verification().fmr()).isEqualTo(0.001);
    assertThat(policy.withTargetFmr(0.01).verification().fmr()).isEqualTo(0.01);
    assertThat(policy.withTargetFpir(0.05).identification(1).fmr()).isEqualTo(0.05);
    assertThat(policy.withMargin(0.2).margin()).isEqualTo(0.2);
  }

  @Test
  void decidesByTheStrictestThresholdUnlessToldToRefuse() {
    assertThat(policy.whenUnsupported()).isEqualTo(WhenUnsupported.STRICTEST);
    MatchPolicy refusing =
        policy
            .withWhenUnsupported(WhenUnsupported.REFUSE)
            .withMargin(0.1)
            .withTargetFmr(0.01)
            .withTargetFpir(0.02);
    assertThat(refusing).isEqualTo(new MatchPolicy(table, 0.02, 0.01, 0.1, WhenUnsupported.REFUSE));
  }

  @Test
  void refusesTargetsThatAreNoRates() {
    for (double wrong : new double[] {0, 1, -0.1, Double.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> policy.withTargetFpir(wrong));
      assertThatIllegalArgumentException().isThrownBy(() -> policy.withTargetFmr(wrong));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> policy.withMargin(-0.01));
    assertThatIllegalArgumentException().isThrownBy(() -> policy.identification(-1));
  }
}
