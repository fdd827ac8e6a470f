package io.faceattendance.match.head.internal;

import java.util.Arrays;
import java.util.Random;

/**
 * Unit vectors of people who differ in some directions, while pictures of one person differ much
 * more in a few others: a projection tells them apart, the vectors themselves do not.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Clusters(float[][] vectors, int[] labels) {
  private static final int TELLING = 8;
  private static final int DISTURBED = 4;

  /** The same people for the same seed of theirs; pictures by a seed of their own. */
  static Clusters of(int people, int each, int length, double noise, long pictures) {
    Random faces = new Random(11);
    Random random = new Random(pictures);
    float[][] vectors = new float[people * each][];
    int[] labels = new int[vectors.length];
    for (int person = 0; person < people; person++) {
      float[] face = new float[length];
      for (int i = 0; i < TELLING; i++) {
        face[i] = (float) faces.nextGaussian();
      }
      for (int i = 0; i < each; i++) {
        vectors[person * each + i] = picture(face, noise, random);
        labels[person * each + i] = person;
      }
    }
    return new Clusters(vectors, labels);
  }

  private static float[] picture(float[] face, double noise, Random random) {
    float[] vector = face.clone();
    for (int i = 0; i < vector.length; i++) {
      boolean disturbed = i >= TELLING && i < TELLING + DISTURBED;
      vector[i] += (float) ((disturbed ? noise : 0.1) * random.nextGaussian());
    }
    return unit(vector);
  }

  static float[] unit(float[] vector) {
    double square = 0;
    for (float value : vector) {
      square += (double) value * value;
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / Math.sqrt(square));
    }
    return unit;
  }

  /** The share of probes whose nearest vector by cosine here is of their person. */
  double rankOne(Clusters probes) {
    int right = 0;
    for (int p = 0; p < probes.vectors.length; p++) {
      int best = 0;
      for (int i = 1; i < vectors.length; i++) {
        if (product(vectors[i], probes.vectors[p]) > product(vectors[best], probes.vectors[p])) {
          best = i;
        }
      }
      right += labels[best] == probes.labels[p] ? 1 : 0;
    }
    return (double) right / probes.vectors.length;
  }

  /** The same through a projection. */
  Clusters through(Dense[] layers) {
    float[][] projected =
        Arrays.stream(vectors)
            .map(vector -> unit(Dense.apply(Arrays.asList(layers), vector)))
            .toArray(float[][]::new);
    return new Clusters(projected, labels);
  }

  private static double product(float[] first, float[] second) {
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += (double) first[i] * second[i];
    }
    return sum;
  }
}
