package io.faceattendance.match.head;

import io.faceattendance.Embedding;
import io.faceattendance.match.Head;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.head.internal.Dense;
import io.faceattendance.match.head.internal.TripletTrainer;
import org.jspecify.annotations.Nullable;

/**
 * A projection with the mean of each person's templates in its space, brought to length 1. It names
 * whose mean is nearest, and accepts a cosine above {@value #LEAST} there.
 */
final class TripletHead extends ClassHead {
  static final double LEAST = 0.65;

  private final Network network;
  // A person's mean, then the next one's.
  private final float[] means;

  TripletHead(Classes classes, Network network, float[] means) {
    super(classes);
    this.network = network;
    this.means = means;
  }

  static TripletHead train(TrainingSet templates, Training training) {
    Dense @Nullable [] from = training.from().map(TripletHead::layersOf).orElse(null);
    Network network =
        Network.train(
            HeadKind.TRIPLET,
            () ->
                TripletTrainer.train(
                    templates.vectors(),
                    templates.labels(),
                    training.seed(),
                    from,
                    training.progress()));
    return of(templates, network);
  }

  static TripletHead of(TrainingSet templates, Network network) {
    return new TripletHead(templates.classes(), network, means(templates, network));
  }

  private static Dense[] layersOf(Head head) {
    return ((TripletHead) head).network.layers().toArray(Dense[]::new);
  }

  private static float[] means(TrainingSet templates, Network network) {
    int width = network.outputs();
    float[] means = new float[Math.multiplyExact(templates.classes().count(), width)];
    for (int i = 0; i < templates.labels().length; i++) {
      float[] projected = unit(network.apply(templates.vectors()[i]));
      int from = templates.labels()[i] * width;
      for (int d = 0; d < width; d++) {
        means[from + d] += projected[d];
      }
    }
    for (int from = 0; from < means.length; from += width) {
      float[] mean = new float[width];
      System.arraycopy(means, from, mean, 0, width);
      System.arraycopy(unit(mean), 0, means, from, width);
    }
    return means;
  }

  static TripletHead read(HeadReader in, Classes classes) {
    Network network = Network.read(in, classes.space().dimension());
    float[] means = in.floats((long) classes.count() * network.outputs());
    return new TripletHead(classes, network, means);
  }

  @Override
  public HeadKind kind() {
    return HeadKind.TRIPLET;
  }

  @Override
  public Opinion judge(Embedding probe) {
    float[] projected = unit(network.apply(classes.valuesOf(probe)));
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int person = 0; person < classes.count(); person++) {
      double cosine = cosine(projected, person);
      if (cosine > highest) {
        highest = cosine;
        best = person;
      }
    }
    return new Opinion(classes.persons().get(best), highest, highest > LEAST);
  }

  private double cosine(float[] projected, int person) {
    double dot = 0;
    int from = person * projected.length;
    for (int d = 0; d < projected.length; d++) {
      dot += (double) projected[d] * means[from + d];
    }
    return Math.max(-1, Math.min(1, dot));
  }

  /** To length 1; zeros stay zeros, which resemble nobody. */
  private static float[] unit(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    double scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    float[] unit = new float[vector.length];
    for (int d = 0; d < vector.length; d++) {
      unit[d] = (float) (vector[d] * scale);
    }
    return unit;
  }

  @Override
  public byte[] toBytes() {
    HeadWriter out = HeadWriter.of(kind(), classes);
    network.write(out);
    return out.floats(means).toBytes();
  }
}
