package io.faceattendance.match.head;

import io.faceattendance.Embedding;
import io.faceattendance.match.HeadKind;

/**
 * A linear support vector machine. It names whoever wins most pairs, as LIBSVM does without
 * probabilities: the greatest probability names the wrong person of one's own templates where there
 * are few, since cross-validation has too little to fit a sigmoid on.
 *
 * <p>It accepts a person who wins against everybody else with the probability that templates of
 * known people reach when they are held back ({@link SvmDoubt}).
 */
final class SvmHead extends ClassHead {
  private final Planes planes;
  private final double leastProbability;

  SvmHead(Classes classes, Planes planes, double leastProbability) {
    super(classes);
    this.planes = planes;
    this.leastProbability = leastProbability;
  }

  static SvmHead train(TrainingSet templates, Training training) {
    training.progress().accept(0);
    double leastProbability = SvmDoubt.leastProbability(templates, training.seed());
    Planes planes = SvmTrainer.train(templates, training.seed());
    training.progress().accept(1);
    return new SvmHead(templates.classes(), planes, leastProbability);
  }

  static SvmHead read(HeadReader in, Classes classes) {
    int people = classes.count();
    int dimension = classes.space().dimension();
    if (people > SvmTrainer.MOST_PEOPLE) {
      throw in.damaged("at most %d people".formatted(SvmTrainer.MOST_PEOPLE), "" + people);
    }
    int pairs = Planes.pairs(people);
    float[] weights = in.floats((long) pairs * dimension);
    Planes planes = new Planes(people, dimension, weights, in.doubles(3L * pairs));
    return new SvmHead(classes, planes, in.doubles(1)[0]);
  }

  @Override
  public HeadKind kind() {
    return HeadKind.SVM;
  }

  @Override
  public Opinion judge(Embedding probe) {
    double[] decisions = planes.decisions(classes.valuesOf(probe));
    int[] votes = planes.votes(decisions);
    int best = 0;
    for (int person = 1; person < votes.length; person++) {
      best = votes[person] > votes[best] ? person : best;
    }
    double probability = planes.probabilities(decisions)[best];
    boolean beatsEverybody = votes[best] == votes.length - 1;
    return new Opinion(
        classes.persons().get(best),
        probability,
        beatsEverybody && probability >= leastProbability);
  }

  @Override
  public byte[] toBytes() {
    return HeadWriter.of(kind(), classes)
        .floats(planes.weights())
        .doubles(planes.lines())
        .doubles(new double[] {leastProbability})
        .toBytes();
  }
}
