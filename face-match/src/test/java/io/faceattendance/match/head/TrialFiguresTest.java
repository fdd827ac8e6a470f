package io.faceattendance.match.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrialFiguresTest {

  /** 200 strangers allow two false identities: what exceeds the third best stranger is found. */
  @Test
  void countsWhatExceedsTheStrangersThatMayNotGetIn() {
    List<TrialProbe> probes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      // The head accepts one stranger in four: of the four best ones, the best.
      double head = i % 4 == 0 ? i / -1000.0 : Double.NEGATIVE_INFINITY;
      probes.add(probe(i % 10, true, i / -1000.0, true, head, true));
    }
    // Below the third best stranger (-0.002), at it, above it, and above it with the wrong person.
    probes.add(probe(0, false, -0.003, true, -0.003, true));
    probes.add(probe(1, false, -0.002, true, -0.002, true));
    probes.add(probe(2, false, -0.001, true, -0.001, true));
    probes.add(probe(3, false, 0.5, false, 0.4, true));
    HeadTrial trial = new TrialFigures(probes, 10).trial(1);
    assertThat(trial.rawTpir()).isCloseTo(1 / 4.0, within(1e-12));
    assertThat(trial.headTpir()).isCloseTo(4 / 4.0, within(1e-12));
    assertThat(trial.knownProbes()).isEqualTo(4);
    assertThat(trial.strangerProbes()).isEqualTo(200);
    assertThat(trial.differenceLower95()).isBetween(0.0, 0.75);
  }

  /** One person's probes are one observation: the head is better on that person only. */
  @Test
  void drawsPersonsAndNotProbes() {
    List<TrialProbe> probes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      probes.add(probe(i % 10, true, 0, true, 0, true));
      boolean gained = i < 40;
      probes.add(probe(gained ? 0 : 1 + i % 9, false, 1, !gained, 1, true));
    }
    HeadTrial trial = new TrialFigures(probes, 10).trial(1);
    assertThat(trial.headTpir() - trial.rawTpir()).isCloseTo(0.4, within(1e-12));
    // That person is missing in a third of the samples: 0.9^10.
    assertThat(trial.differenceLower95()).isZero();
    assertThat(trial.isBetter()).isFalse();
  }

  private static TrialProbe probe(
      int person, boolean stranger, double raw, boolean rawRight, double head, boolean headRight) {
    return new TrialProbe(
        person, stranger, new TrialProbe.Find(raw, rawRight), new TrialProbe.Find(head, headRight));
  }
}
