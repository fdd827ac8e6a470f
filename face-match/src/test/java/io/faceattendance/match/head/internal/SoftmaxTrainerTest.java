package io.faceattendance.match.head.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

class SoftmaxTrainerTest {
  private static final int PEOPLE = 6;
  private static final int LENGTH = 64;
  private static final DoubleConsumer NOBODY = done -> {};

  private final Clusters templates = Clusters.of(PEOPLE, 8, LENGTH, 1.5, 1);

  @Test
  void tellsPeopleApartOnPicturesThatItHasNotSeen() {
    Dense[] layers = train(templates, 5, NOBODY);

    assertThat(Arrays.stream(layers).map(Dense::relu)).containsExactly(true, true, false);
    assertThat(accuracy(layers, Clusters.of(PEOPLE, 20, LENGTH, 1.5, 2))).isGreaterThan(0.9);
  }

  @Test
  void learnsTwoPeopleWithTwoPicturesEach() {
    Clusters few = Clusters.of(2, 2, LENGTH, 0.1, 3);

    assertThat(accuracy(train(few, 2, NOBODY), Clusters.of(2, 20, LENGTH, 0.1, 4)))
        .isGreaterThan(0.9);
  }

  @Test
  void sameSeedGivesTheSameLayersBitForBit() {
    Dense[] first = train(templates, 5, NOBODY);
    Dense[] second = train(templates, 5, NOBODY);
    Dense[] other = train(templates, 6, NOBODY);

    for (int i = 0; i < first.length; i++) {
      assertThat(second[i].weights()).isEqualTo(first[i].weights());
      assertThat(second[i].bias()).isEqualTo(first[i].bias());
    }
    assertThat(other[0].weights()).isNotEqualTo(first[0].weights());
  }

  @Test
  void sameSeedGivesTheSameLayersWhileAnotherTrains() {
    Dense[] alone = train(templates, 5, NOBODY);
    CompletableFuture<Dense[]> beside =
        CompletableFuture.supplyAsync(() -> train(templates, 5, NOBODY));
    Dense[] here = train(templates, 5, NOBODY);

    assertThat(here[1].weights()).isEqualTo(alone[1].weights());
    assertThat(beside.join()[1].weights()).isEqualTo(alone[1].weights());
  }

  @Test
  void progressRisesFromZeroToOne() {
    List<Double> told = new ArrayList<>();

    train(templates, 5, told::add);

    assertThat(told).isSorted().doesNotHaveDuplicates();
    assertThat(told.get(0)).isZero();
    assertThat(told.get(told.size() - 1)).isEqualTo(1);
  }

  @Test
  void stopsWhenItsThreadIsInterrupted() {
    List<Double> told = new ArrayList<>();
    DoubleConsumer interrupting =
        done -> {
          told.add(done);
          if (told.size() == 3) {
            Thread.currentThread().interrupt();
          }
        };

    assertThatThrownBy(() -> train(templates, 5, interrupting))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(told).hasSize(3);
    assertThat(train(templates, 5, NOBODY)).hasSize(3);
  }

  @Test
  void leavesTheThreadsOfNd4jAsTheyWere() {
    Nd4j.getEnvironment();
    var operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
    int loops = operations.ompGetMaxThreads();
    int products = Nd4j.factory().blas().getMaxThreads();
    List<Integer> during = new ArrayList<>();

    operations.setOmpNumThreads(2);
    Nd4j.factory().blas().setMaxThreads(2);
    train(templates, 5, done -> during.add(Nd4j.factory().blas().getMaxThreads()));

    assertThat(during).containsOnly(1);
    assertThat(operations.ompGetMaxThreads()).isEqualTo(2);
    assertThat(Nd4j.factory().blas().getMaxThreads()).isEqualTo(2);
    operations.setOmpNumThreads(loops);
    Nd4j.factory().blas().setMaxThreads(products);
  }

  @Test
  void refusesWhatDoesNotFit() {
    float[][] vectors = {{1, 0}, {0, 1}};

    assertThatThrownBy(() -> SoftmaxTrainer.train(vectors, new int[] {0, 2}, 3, 1, NOBODY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 2 of 3");
    assertThatThrownBy(
            () -> SoftmaxTrainer.train(new float[][] {{1, 0}, {1}}, new int[2], 2, 1, NOBODY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("vectors of 2 values, got 1");
    assertThatThrownBy(() -> SoftmaxTrainer.train(vectors, new int[1], 2, 1, NOBODY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 vectors and 1 labels");
  }

  private static Dense[] train(Clusters templates, long seed, DoubleConsumer progress) {
    int classes = (int) Arrays.stream(templates.labels()).distinct().count();
    return SoftmaxTrainer.train(templates.vectors(), templates.labels(), classes, seed, progress);
  }

  private static double accuracy(Dense[] layers, Clusters probes) {
    int right = 0;
    for (int p = 0; p < probes.vectors().length; p++) {
      float[] logits = Dense.apply(Arrays.asList(layers), probes.vectors()[p]);
      int best = 0;
      for (int i = 1; i < logits.length; i++) {
        best = logits[i] > logits[best] ? i : best;
      }
      right += best == probes.labels()[p] ? 1 : 0;
    }
    return (double) right / probes.vectors().length;
  }
}
