package io.faceattendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
  private static final EmbeddingSpace SPACE = new EmbeddingSpace("net", "rgb", "five", "none", 128);

  @RepeatedTest(100)
  void cosineIsSymmetricBoundedAndBlindToLength(RepetitionInfo trial) {
    Random random = new Random(trial.getCurrentRepetition());
    float[] first = randomVector(random);
    float[] second = randomVector(random);
    double cosine = Embedding.of(SPACE, first).cosine(Embedding.of(SPACE, second));

    assertThat(cosine).isCloseTo(naiveCosine(first, second), within(1e-6));
    assertThat(cosine).isEqualTo(Embedding.of(SPACE, second).cosine(Embedding.of(SPACE, first)));
    assertThat(Embedding.of(SPACE, scaled(first, 1e15f)).cosine(Embedding.of(SPACE, second)))
        .isCloseTo(cosine, within(1e-6));
    assertThat(Embedding.of(SPACE, first).cosine(Embedding.of(SPACE, scaled(first, -1e-15f))))
        .isBetween(-1.0, -1 + 1e-6);
  }

  @RepeatedTest(500)
  void isTheSameAfterItsVectorWasStored(RepetitionInfo trial) {
    Embedding embedding =
        Embedding.of(SPACE, randomVector(new Random(trial.getCurrentRepetition())));

    assertThat(Embedding.of(SPACE, embedding.vector())).isEqualTo(embedding);
  }

  @Test
  void ownsItsVector() {
    float[] vector = randomVector(new Random(1));
    Embedding embedding = Embedding.of(SPACE, vector);
    float[] before = embedding.vector();
    vector[0] = 99;
    embedding.vector()[1] = 99;

    assertThat(embedding.vector()).isEqualTo(before);
  }

  @Test
  void refusesVectorsWithoutADirection() {
    assertThatThrownBy(() -> Embedding.of(SPACE, new float[127])).hasMessageContaining("128");
    assertThatThrownBy(() -> Embedding.of(SPACE, new float[128])).hasMessageContaining("all zero");
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      float[] vector = randomVector(new Random(2));
      vector[7] = bad;
      assertThatThrownBy(() -> Embedding.of(SPACE, vector)).hasMessageContaining("finite");
    }
  }

  @Test
  void refusesToCompareAcrossSpaces() {
    float[] vector = randomVector(new Random(3));
    EmbeddingSpace flipped = new EmbeddingSpace("net", "rgb", "five", "flip", 128);

    assertThatThrownBy(() -> Embedding.of(SPACE, vector).cosine(Embedding.of(flipped, vector)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(SPACE.id())
        .hasMessageContaining(flipped.id());
    assertThat(Embedding.of(SPACE, vector)).isNotEqualTo(Embedding.of(flipped, vector));
  }

  @Test
  void keepsTheVectorOutOfLogs() {
    assertThat(Embedding.of(SPACE, randomVector(new Random(4))))
        .hasToString("Embedding[net/rgb/five/none/128]");
  }

  @Test
  void spaceIsReadFromItsId() {
    assertThat(EmbeddingSpace.parse(SPACE.id())).isEqualTo(SPACE);
    for (String bad :
        new String[] {
          "",
          "a/b/c/d",
          "a/b/c/d/0",
          "a/b/c/d/99999999",
          "a/b/c/d/5/6",
          "A/b/c/d/5",
          "a//c/d/5",
          "a/b/c/d/-5",
          "a /b/c/d/5",
          "a/b/c/d/5\n"
        }) {
      assertThatThrownBy(() -> EmbeddingSpace.parse(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static float[] randomVector(Random random) {
    float[] vector = new float[128];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static float[] scaled(float[] vector, float factor) {
    float[] result = vector.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] *= factor;
    }
    return result;
  }

  private static double naiveCosine(float[] a, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(aa) / Math.sqrt(bb);
  }
}
