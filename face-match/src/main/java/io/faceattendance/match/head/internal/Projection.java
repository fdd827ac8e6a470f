package io.faceattendance.match.head.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The network of {@link TripletTrainer} while it is trained. */
final class Projection implements AutoCloseable {
  /** Triplets a step. */
  static final int BATCH = 32;

  /** By how much a stranger shall be farther, as a squared distance. */
  static final double MARGIN = 0.3;

  private static final int[] UNITS = {256, 128, 64};
  private static final double NEW_RATE = 1e-3;
  private static final double CONTINUED_RATE = 1e-4;
  private static final double TINY = 1e-12;

  private final List<Dense> start;
  private final List<Normalisation> normalisations = new ArrayList<>();
  private final List<String> statistics = new ArrayList<>();
  private final Descent descent = new Descent();
  private final Adam adam;

  private Projection(List<Dense> start, boolean normalised, double rate) {
    this.start = start;
    this.adam = descent.minimise(() -> loss(normalised), rate);
  }

  /**
   * A new one.
   *
   * @param inputs length of the vectors
   * @param random decides the weights
   */
  static Projection fresh(int inputs, Random random) {
    List<Dense> layers = new ArrayList<>();
    int before = inputs;
    for (int i = 0; i < UNITS.length; i++) {
      float[] weights = Layers.weights(before, UNITS[i], random);
      boolean last = i == UNITS.length - 1;
      layers.add(new Dense(before, UNITS[i], weights, new float[UNITS[i]], !last));
      before = UNITS[i];
    }
    return new Projection(layers, true, NEW_RATE);
  }

  /**
   * One that goes on from layers.
   *
   * @param inputs length of the vectors
   * @param from the layers
   */
  static Projection of(int inputs, Dense[] from) {
    int before = inputs;
    for (Dense layer : from) {
      if (layer.inputs() != before) {
        throw new IllegalArgumentException(
            "expected a layer for %d values, got one for %d".formatted(before, layer.inputs()));
      }
      before = layer.outputs();
    }
    if (from.length == 0) {
      throw new IllegalArgumentException("expected layers to go on from, got none");
    }
    return new Projection(List.of(from), false, CONTINUED_RATE);
  }

  private SDVariable loss(boolean normalised) {
    SDVariable x = descent.input("templates", start.get(0).inputs());
    for (int i = 0; i < start.size(); i++) {
      Dense layer = start.get(i);
      float[] weights = layer.weights().clone();
      x = x.mmul(descent.parameter("weights" + i, weights, layer.inputs(), layer.outputs()));
      if (normalised && layer.relu()) {
        x = normalised(x, i, layer.outputs());
      }
      float[] bias = layer.bias().clone();
      x = x.add(descent.parameter("bias" + i, bias, 1, layer.outputs()));
      x = layer.relu() ? descent.graph().nn().relu(x, 0) : x;
    }
    return tripletLoss(x);
  }

  private SDVariable normalised(SDVariable x, int i, int units) {
    SDVariable mean = x.mean("mean" + i, true, 0);
    SDVariable centred = x.sub(mean);
    SDVariable variance = centred.mul(centred).mean("variance" + i, true, 0);
    normalisations.add(new Normalisation());
    statistics.addAll(List.of("mean" + i, "variance" + i));
    float[] ones = new float[units];
    Arrays.fill(ones, 1);
    SDVariable gamma = descent.parameter("gamma" + i, ones, 1, units);
    SDVariable deviation = descent.graph().math().sqrt(variance.add(Normalisation.EPSILON));
    return centred.div(deviation).mul(gamma);
  }

  /** The batch holds all anchors, then all positives, then all negatives. */
  private SDVariable tripletLoss(SDVariable x) {
    SDVariable length = descent.graph().math().sqrt(x.mul(x).sum(true, 1).add(TINY));
    SDVariable unit = x.div(length);
    SDVariable apart = difference("toPositive", 1).mmul(unit);
    SDVariable stranger = difference("toNegative", 2).mmul(unit);
    SDVariable excess = apart.mul(apart).sum(1).sub(stranger.mul(stranger).sum(1)).add(MARGIN);
    return descent.graph().nn().relu(excess, 0).mean();
  }

  /** The matrix that subtracts from each anchor the row of its triplet in another part. */
  private SDVariable difference(String name, int part) {
    float[] values = new float[BATCH * 3 * BATCH];
    for (int i = 0; i < BATCH; i++) {
      values[i * 3 * BATCH + i] = 1;
      values[i * 3 * BATCH + part * BATCH + i] = -1;
    }
    return descent.constant(name, values, BATCH, 3 * BATCH);
  }

  /**
   * One step.
   *
   * @param triplets {@link #BATCH} of them
   * @return the loss before it
   */
  double step(List<Triplets.Triplet> triplets) {
    List<float[]> rows = new ArrayList<>(3 * BATCH);
    triplets.forEach(t -> rows.add(t.anchor()));
    triplets.forEach(t -> rows.add(t.positive()));
    triplets.forEach(t -> rows.add(t.negative()));
    Map<String, INDArray> inputs = Map.of("templates", Layers.rows(rows));
    List<float[]> outputs = descent.step(adam, inputs, statistics);
    for (int i = 0; i < normalisations.size(); i++) {
      normalisations.get(i).update(outputs.get(2 * i), outputs.get(2 * i + 1));
    }
    return Descent.loss(outputs);
  }

  /** The layers as they are now, normalisation folded in. */
  List<Dense> layers() {
    List<Dense> layers = new ArrayList<>();
    for (int i = 0; i < start.size(); i++) {
      float[] weights = descent.values("weights" + i).clone();
      float[] bias = descent.values("bias" + i).clone();
      Dense layer = start.get(i);
      layers.add(
          i < normalisations.size()
              ? normalisations.get(i).fold(weights, descent.values("gamma" + i), bias)
              : new Dense(layer.inputs(), layer.outputs(), weights, bias, layer.relu()));
    }
    return layers;
  }

  @Override
  public void close() {
    descent.close();
  }
}
