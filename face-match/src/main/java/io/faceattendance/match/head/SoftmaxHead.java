package io.faceattendance.match.head;

import io.faceattendance.Embedding;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.head.internal.SoftmaxTrainer;

/** A network with a probability for each person. It accepts a person above {@value #LEAST}. */
final class SoftmaxHead extends ClassHead {
  static final double LEAST = 0.85;

  private final Network network;

  SoftmaxHead(Classes classes, Network network) {
    super(classes);
    this.network = network;
  }

  static SoftmaxHead train(TrainingSet templates, Training training) {
    Classes classes = templates.classes();
    Network network =
        Network.train(
            HeadKind.SOFTMAX,
            () ->
                SoftmaxTrainer.train(
                    templates.vectors(),
                    templates.labels(),
                    classes.count(),
                    training.seed(),
                    training.progress()));
    return new SoftmaxHead(classes, network);
  }

  static SoftmaxHead read(HeadReader in, Classes classes) {
    Network network = Network.read(in, classes.space().dimension());
    if (network.outputs() != classes.count()) {
      throw in.damaged(classes.count() + " outputs", "" + network.outputs());
    }
    return new SoftmaxHead(classes, network);
  }

  @Override
  public HeadKind kind() {
    return HeadKind.SOFTMAX;
  }

  @Override
  public Opinion judge(Embedding probe) {
    float[] logits = network.apply(classes.valuesOf(probe));
    int best = 0;
    for (int person = 1; person < logits.length; person++) {
      best = logits[person] > logits[best] ? person : best;
    }
    double probability = probability(logits, best);
    return new Opinion(classes.persons().get(best), probability, probability > LEAST);
  }

  // The greatest one's: no exponential overflows.
  private static double probability(float[] logits, int best) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp((double) logit - logits[best]);
    }
    return 1 / sum;
  }

  @Override
  public byte[] toBytes() {
    HeadWriter out = HeadWriter.of(kind(), classes);
    network.write(out);
    return out.toBytes();
  }
}
