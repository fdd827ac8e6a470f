package io.faceattendance.match.head.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TripletTrainerTest {
  private static final int PEOPLE = 12;
  private static final int LENGTH = 64;
  private static final double NOISE = 4;
  private static final DoubleConsumer NOBODY = done -> {};

  private final Clusters templates = Clusters.of(PEOPLE, 10, LENGTH, NOISE, 1);
  private final Clusters probes = Clusters.of(PEOPLE, 10, LENGTH, NOISE, 2);

  @Test
  void bringsPicturesOfOnePersonTogether() {
    Dense[] layers = train(templates, 5, null, NOBODY);

    assertThat(Arrays.stream(layers).map(Dense::outputs)).containsExactly(256, 128, 64);
    assertThat(Arrays.stream(layers).map(Dense::relu)).containsExactly(true, true, false);
    double raw = templates.rankOne(probes);
    double projected = templates.through(layers).rankOne(probes.through(layers));
    assertThat(raw).isBetween(0.4, 0.8);
    assertThat(projected).isGreaterThan(raw + 0.15);
  }

  @Test
  void sameSeedGivesTheSameLayersBitForBit() {
    Dense[] first = train(templates, 5, null, NOBODY);
    Dense[] second = train(templates, 5, null, NOBODY);
    Dense[] other = train(templates, 6, null, NOBODY);

    for (int i = 0; i < first.length; i++) {
      assertThat(second[i].weights()).isEqualTo(first[i].weights());
      assertThat(second[i].bias()).isEqualTo(first[i].bias());
    }
    assertThat(other[0].weights()).isNotEqualTo(first[0].weights());
  }

  @Test
  void goesOnFromLayersWithoutForgettingThem() {
    Clusters first = Clusters.of(PEOPLE - 2, 10, LENGTH, NOISE, 1);
    Dense[] before = train(first, 5, null, NOBODY);
    float[] weights = before[0].weights().clone();

    Dense[] after = train(templates, 5, before, NOBODY);

    assertThat(before[0].weights()).isEqualTo(weights);
    assertThat(after[0].weights()).isNotEqualTo(weights);
    // Adam moves a weight by about its rate of 1e-4 a step, and there are 8 of them in an epoch.
    assertThat(largestDifference(after[0].weights(), weights)).isLessThan(2e-4f * 8 * 15);
    assertThat(templates.through(after).rankOne(probes.through(after)))
        .isGreaterThanOrEqualTo(templates.through(before).rankOne(probes.through(before)));
  }

  @Test
  void layersThatNeedNoTrainingStayAsTheyAre() {
    Clusters easy = Clusters.of(2, 6, LENGTH, 0.01, 3);
    Dense identity = new Dense(LENGTH, LENGTH, identity(), new float[LENGTH], false);

    Dense[] after = train(easy, 5, new Dense[] {identity}, NOBODY);

    assertThat(after[0].weights()).isEqualTo(identity.weights());
  }

  @Test
  void learnsPeopleWithOneTemplateEach() {
    Clusters single = Clusters.of(PEOPLE, 1, LENGTH, 0.05, 1);

    Dense[] layers = train(single, 5, null, NOBODY);

    Clusters others = Clusters.of(PEOPLE, 10, LENGTH, 0.05, 2);
    assertThat(single.through(layers).rankOne(others.through(layers))).isGreaterThan(0.8);
  }

  @Test
  void progressRisesFromZeroToOne() {
    List<Double> told = new ArrayList<>();

    train(templates, 5, null, told::add);

    assertThat(told).isSorted().doesNotHaveDuplicates();
    assertThat(told.get(0)).isZero();
    assertThat(told.get(told.size() - 1)).isEqualTo(1);
  }

  @Test
  void stopsWhenItsThreadIsInterrupted() {
    DoubleConsumer interrupting = done -> Thread.currentThread().interrupt();

    assertThatThrownBy(() -> train(templates, 5, null, interrupting))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void refusesWhatDoesNotFit() {
    Clusters alone = Clusters.of(1, 3, LENGTH, NOISE, 1);
    Dense shorter = new Dense(2, 2, new float[4], new float[2], false);

    assertThatThrownBy(() -> train(alone, 1, null, NOBODY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 2 people, got 1");
    assertThatThrownBy(() -> train(templates, 1, new Dense[] {shorter}, NOBODY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a layer for 64 values, got one for 2");
    assertThatThrownBy(() -> train(templates, 1, new Dense[0], NOBODY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got none");
  }

  private static Dense[] train(
      Clusters templates, long seed, Dense @Nullable [] from, DoubleConsumer progress) {
    return TripletTrainer.train(templates.vectors(), templates.labels(), seed, from, progress);
  }

  private static float[] identity() {
    float[] weights = new float[LENGTH * LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      weights[i * LENGTH + i] = 1;
    }
    return weights;
  }

  private static float largestDifference(float[] first, float[] second) {
    float largest = 0;
    for (int i = 0; i < first.length; i++) {
      largest = Math.max(largest, Math.abs(first[i] - second[i]));
    }
    return largest;
  }
}
