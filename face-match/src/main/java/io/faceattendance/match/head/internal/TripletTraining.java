package io.faceattendance.match.head.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Trains a {@link Projection} on triplets, and tells how well it does on others. */
final class TripletTraining implements Epochs.Trainee {
  private static final int HELD_BACK_EACH = 4;

  private final Projection projection;
  private final Triplets triplets;
  private final List<Triplets.Triplet> heldBack = new ArrayList<>();
  private final Watch watch;

  /**
   * A training.
   *
   * @param projection what is trained
   * @param vectors all templates
   * @param members the templates of each person, none empty
   * @param random decides
   * @param watch is told of every step
   */
  TripletTraining(
      Projection projection, float[][] vectors, int[][] members, Random random, Watch watch) {
    this.projection = projection;
    this.watch = watch;
    Split split = Split.of(members, random);
    int[][] rest =
        Arrays.stream(members)
            .map(own -> Arrays.stream(own).filter(i -> !contains(split.heldBack(), i)).toArray())
            .toArray(int[][]::new);
    this.triplets = new Triplets(vectors, rest, random);
    for (int person = 0; person < members.length; person++) {
      for (int template : members[person]) {
        for (int i = 0; contains(split.heldBack(), template) && i < HELD_BACK_EACH; i++) {
          heldBack.add(triplets.of(person, template));
        }
      }
    }
  }

  private static boolean contains(int[] values, int value) {
    return IntStream.of(values).anyMatch(v -> v == value);
  }

  static int steps(int people) {
    return Triplets.steps(people, Projection.BATCH);
  }

  @Override
  public double epoch() {
    List<Triplets.Triplet> drawn = triplets.epoch(Projection.BATCH);
    double sum = 0;
    for (int from = 0; from < drawn.size(); from += Projection.BATCH) {
      sum += projection.step(drawn.subList(from, from + Projection.BATCH));
      watch.step();
    }
    return sum * Projection.BATCH / drawn.size();
  }

  @Override
  public List<Dense> layers() {
    return projection.layers();
  }

  @Override
  public double heldBackLoss(List<Dense> layers, double trained) {
    return heldBack.isEmpty()
        ? trained
        : heldBack.stream().mapToDouble(triplet -> loss(layers, triplet)).sum() / heldBack.size();
  }

  private static double loss(List<Dense> layers, Triplets.Triplet triplet) {
    float[] anchor = Dense.apply(layers, triplet.anchor());
    double near = squaredDistance(anchor, Dense.apply(layers, triplet.positive()));
    double far = squaredDistance(anchor, Dense.apply(layers, triplet.negative()));
    return Math.max(0, near - far + Projection.MARGIN);
  }

  /** Of the two directions. */
  private static double squaredDistance(float[] first, float[] second) {
    double product = 0;
    double a = 0;
    double b = 0;
    for (int i = 0; i < first.length; i++) {
      product += (double) first[i] * second[i];
      a += (double) first[i] * first[i];
      b += (double) second[i] * second[i];
    }
    return 2 - 2 * product / Math.sqrt(a * b + 1e-24);
  }
}
