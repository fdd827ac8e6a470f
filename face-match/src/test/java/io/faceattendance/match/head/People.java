package io.faceattendance.match.head;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import io.faceattendance.match.LabelledEmbedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** People as random directions and their pictures as these directions with noise, seeded. */
final class People {
  private final EmbeddingSpace space;
  private final Random random;

  People(int dimension, long seed) {
    this.space = new EmbeddingSpace("synthetic", "none", "none", "none", dimension);
    this.random = new Random(seed);
  }

  EmbeddingSpace space() {
    return space;
  }

  static PersonId person(int number) {
    return PersonId.of("p%05d".formatted(number));
  }

  float[] gaussian(double deviation) {
    float[] vector = new float[space.dimension()];
    for (int d = 0; d < vector.length; d++) {
      vector[d] = (float) (deviation * random.nextGaussian());
    }
    return vector;
  }

  Embedding anybody() {
    return Embedding.of(space, gaussian(1));
  }

  /** So many people with so many pictures each. */
  List<LabelledEmbedding> pictures(int persons, int each, double noise) {
    List<LabelledEmbedding> pictures = new ArrayList<>();
    for (int p = 0; p < persons; p++) {
      float[] direction = gaussian(1);
      for (int i = 0; i < each; i++) {
        float[] vector = gaussian(noise);
        for (int d = 0; d < vector.length; d++) {
          vector[d] += direction[d];
        }
        pictures.add(new LabelledEmbedding(person(p), Embedding.of(space, vector)));
      }
    }
    return pictures;
  }

  /**
   * The same where most of what a picture shows is not the person: the last dimensions are the
   * light of the day, strong and the same for nobody and everybody.
   */
  List<LabelledEmbedding> inChangingLight(
      int persons, int each, int lightDimensions, double light) {
    List<LabelledEmbedding> pictures = new ArrayList<>();
    for (int p = 0; p < persons; p++) {
      float[] direction = gaussian(1);
      for (int i = 0; i < each; i++) {
        float[] vector = gaussian(0.5);
        for (int d = 0; d < vector.length; d++) {
          boolean isLight = d >= vector.length - lightDimensions;
          vector[d] = isLight ? (float) (2 * light) * vector[d] : vector[d] + direction[d];
        }
        pictures.add(new LabelledEmbedding(person(p), Embedding.of(space, vector)));
      }
    }
    return pictures;
  }
}
