package io.faceattendance.match;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** People as random directions and their pictures as these directions with noise, seeded. */
final class SyntheticFaces {
  private final EmbeddingSpace space;
  private final Random random;

  SyntheticFaces(int dimension, long seed) {
    this.space = space(dimension);
    this.random = new Random(seed);
  }

  static EmbeddingSpace space(int dimension) {
    return new EmbeddingSpace("synthetic", "none", "none", "none", dimension);
  }

  static PersonId person(int number) {
    return PersonId.of("p%05d".formatted(number));
  }

  EmbeddingSpace space() {
    return space;
  }

  float[] direction() {
    float[] vector = new float[space.dimension()];
    for (int d = 0; d < vector.length; d++) {
      vector[d] = (float) random.nextGaussian();
    }
    return vector;
  }

  Embedding anybody() {
    return Embedding.of(space, direction());
  }

  Embedding picture(float[] direction, double noise) {
    float[] vector = direction.clone();
    for (int d = 0; d < vector.length; d++) {
      vector[d] += (float) (noise * random.nextGaussian());
    }
    return Embedding.of(space, vector);
  }

  /** The cosines of every two pictures of different people. */
  static double[] impostorScores(List<LabelledEmbedding> pictures) {
    List<Double> scores = new ArrayList<>();
    for (LabelledEmbedding one : pictures) {
      for (LabelledEmbedding other : pictures) {
        if (one.person().compareTo(other.person()) < 0) {
          scores.add(one.embedding().cosine(other.embedding()));
        }
      }
    }
    return scores.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
