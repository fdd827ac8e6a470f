package io.faceattendance.match.head.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Draws triplets: two templates of one person and one of another. Of a person with one template
 * alone the second is the first with noise, so that everybody is an anchor.
 */
final class Triplets {
  private static final int EACH = 20;
  private static final float NOISE = 0.2f;

  private final float[][] vectors;
  private final int[][] members;
  private final Random random;

  /** Three templates. */
  record Triplet(float[] anchor, float[] positive, float[] negative) {}

  /**
   * Draws among some templates.
   *
   * @param vectors all templates
   * @param members the templates of each person that may be drawn, at least two people, none empty
   * @param random decides
   */
  Triplets(float[][] vectors, int[][] members, Random random) {
    this.vectors = vectors;
    this.members = members;
    this.random = random;
  }

  /**
   * How many steps an epoch of 20 triplets for each person has, the last one filled up.
   *
   * @param people how many there are
   * @param batch triplets a step
   * @return the number
   */
  static int steps(int people, int batch) {
    return (EACH * people + batch - 1) / batch;
  }

  /** As many triplets as {@link #steps} say, everybody anchor in turn, in random order. */
  List<Triplet> epoch(int batch) {
    int[] order = IntStream.range(0, steps(members.length, batch) * batch).toArray();
    Split.shuffle(order, random);
    List<Triplet> triplets = new ArrayList<>();
    for (int i : order) {
      int person = i % members.length;
      triplets.add(of(person, any(members[person])));
    }
    return triplets;
  }

  /**
   * A triplet with a given anchor.
   *
   * @param person index of the anchor's person
   * @param anchor index of the template
   * @return the triplet
   */
  Triplet of(int person, int anchor) {
    int other = random.nextInt(members.length - 1);
    int[] others = members[other < person ? other : other + 1];
    return new Triplet(vectors[anchor], positive(members[person], anchor), vectors[any(others)]);
  }

  private float[] positive(int[] own, int anchor) {
    int at = 0;
    while (at < own.length && own[at] != anchor) {
      at++;
    }
    if (at == own.length) { // the anchor was held back
      return vectors[any(own)];
    }
    if (own.length == 1) {
      return noisy(vectors[anchor]);
    }
    int drawn = random.nextInt(own.length - 1);
    return vectors[own[drawn < at ? drawn : drawn + 1]];
  }

  /** The vector with noise of about a fifth of its unit length. */
  private float[] noisy(float[] vector) {
    double width = NOISE / Math.sqrt(vector.length);
    float[] noisy = vector.clone();
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] += (float) (width * random.nextGaussian());
    }
    return noisy;
  }

  private int any(int[] indices) {
    return indices[random.nextInt(indices.length)];
  }
}
