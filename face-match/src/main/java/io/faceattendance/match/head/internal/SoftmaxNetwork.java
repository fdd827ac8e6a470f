package io.faceattendance.match.head.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The network of {@link SoftmaxTrainer} while it is trained. */
final class SoftmaxNetwork implements Epochs.Trainee, AutoCloseable {
  private static final int UNITS = 1024;
  private static final int BATCH = 8;
  private static final double RATE = 1e-3;

  private final float[][] vectors;
  private final int[] labels;
  private final int[] sizes;
  private final Split split;
  private final Random random;
  private final Watch watch;
  private final Descent descent = new Descent();
  private final Adam adam;

  SoftmaxNetwork(
      float[][] vectors, int[] labels, int classes, Split split, Random random, Watch watch) {
    this.vectors = vectors;
    this.labels = labels;
    this.sizes = new int[] {vectors[0].length, UNITS, UNITS, classes};
    this.split = split;
    this.random = random;
    this.watch = watch;
    this.adam = descent.minimise(this::loss, RATE);
  }

  static int steps(int templates) {
    return (templates + BATCH - 1) / BATCH;
  }

  private SDVariable loss() {
    SDVariable x = descent.input("templates", sizes[0]);
    for (int i = 0; i + 1 < sizes.length; i++) {
      float[] weights = Layers.weights(sizes[i], sizes[i + 1], random);
      SDVariable w = descent.parameter("weights" + i, weights, sizes[i], sizes[i + 1]);
      SDVariable b = descent.parameter("bias" + i, new float[sizes[i + 1]], 1, sizes[i + 1]);
      x = x.mmul(w).add(b);
      if (i + 2 < sizes.length) {
        x = descent.graph().nn().relu(x, 0).mul(descent.input("kept" + i, UNITS));
      }
    }
    SDVariable wanted = descent.input("wanted", sizes[3]);
    return descent.graph().nn().logSoftmax(x).mul(wanted).sum(1).mean().neg();
  }

  @Override
  public double epoch() {
    int[] order = split.training().clone();
    Split.shuffle(order, random);
    double sum = 0;
    for (int from = 0; from < order.length; from += BATCH) {
      int[] batch = Arrays.copyOfRange(order, from, Math.min(order.length, from + BATCH));
      sum += batch.length * Descent.loss(descent.step(adam, inputs(batch), List.of()));
      watch.step();
    }
    return sum / order.length;
  }

  private Map<String, INDArray> inputs(int[] batch) {
    float[] wanted = new float[batch.length * sizes[3]];
    for (int i = 0; i < batch.length; i++) {
      wanted[i * sizes[3] + labels[batch[i]]] = 1;
    }
    return Map.of(
        "templates",
        Layers.rows(Arrays.stream(batch).mapToObj(i -> vectors[i]).toList()),
        "wanted",
        Descent.matrix(wanted, batch.length, sizes[3]),
        "kept0",
        kept(batch.length),
        "kept1",
        kept(batch.length));
  }

  /** Half of the units, doubled, so that nothing changes when all are used (inverted dropout). */
  private INDArray kept(int rows) {
    float[] kept = new float[rows * UNITS];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = random.nextBoolean() ? 2 : 0;
    }
    return Descent.matrix(kept, rows, UNITS);
  }

  @Override
  public List<Dense> layers() {
    List<Dense> layers = new ArrayList<>();
    for (int i = 0; i + 1 < sizes.length; i++) {
      float[] weights = descent.values("weights" + i).clone();
      float[] bias = descent.values("bias" + i).clone();
      layers.add(new Dense(sizes[i], sizes[i + 1], weights, bias, i + 2 < sizes.length));
    }
    return layers;
  }

  @Override
  public double heldBackLoss(List<Dense> layers, double trained) {
    if (split.heldBack().length == 0) {
      return trained;
    }
    double sum = 0;
    for (int i : split.heldBack()) {
      sum += crossEntropy(Dense.apply(layers, vectors[i]), labels[i]);
    }
    return sum / split.heldBack().length;
  }

  private static double crossEntropy(float[] logits, int label) {
    double highest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      highest = Math.max(highest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += StrictMath.exp(logit - highest);
    }
    return highest + StrictMath.log(sum) - logits[label];
  }

  @Override
  public void close() {
    descent.close();
  }
}
