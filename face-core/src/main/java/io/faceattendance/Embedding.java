package io.faceattendance;

import java.util.Arrays;
import java.util.Objects;

/**
 * A face as a point on the unit sphere of an {@link EmbeddingSpace}. Immutable.
 *
 * <p>Similarity is the raw cosine, -1 to 1, and is refused between different spaces.
 */
public final class Embedding {
  private final EmbeddingSpace space;
  private final float[] vector;

  private Embedding(EmbeddingSpace space, float[] vector) {
    this.space = space;
    this.vector = vector;
  }

  /**
   * An embedding of the given direction. The vector is copied and scaled to length 1.
   *
   * @param space the space that the vector is of
   * @param vector {@code space.dimension()} finite values, not all zero
   * @return the embedding
   * @throws IllegalArgumentException if the length differs, a value is not finite, or all are zero
   */
  public static Embedding of(EmbeddingSpace space, float[] vector) {
    if (vector.length != space.dimension()) {
      throw new IllegalArgumentException(
          "expected %d values for %s, got %d".formatted(space.dimension(), space, vector.length));
    }
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    if (!(squares > 0) || Double.isInfinite(squares)) {
      throw new IllegalArgumentException(
          "expected finite values that are not all zero, got a squared norm of " + squares);
    }
    double norm = Math.sqrt(squares);
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / norm);
    }
    return new Embedding(space, unit);
  }

  /**
   * The space this embedding is of.
   *
   * @return the space
   */
  public EmbeddingSpace space() {
    return space;
  }

  /**
   * The unit vector.
   *
   * @return a copy of its {@code space().dimension()} values
   */
  public float[] vector() {
    return vector.clone();
  }

  /**
   * Cosine similarity to another embedding of the same space.
   *
   * @param other the other embedding
   * @return -1 (opposite) to 1 (equal); symmetric
   * @throws IllegalArgumentException if the other embedding is of another space
   */
  public double cosine(Embedding other) {
    if (!space.equals(other.space)) {
      throw new IllegalArgumentException(
          "expected an embedding of space %s, got one of %s: enrol and compare with one model"
              .formatted(space, other.space));
    }
    double dot = 0;
    for (int i = 0; i < vector.length; i++) {
      dot += (double) vector[i] * other.vector[i];
    }
    return Math.max(-1, Math.min(1, dot));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that
        && space.equals(that.space)
        && Arrays.equals(vector, that.vector);
  }

  @Override
  public int hashCode() {
    return Objects.hash(space, Arrays.hashCode(vector));
  }

  /** Names the space only: a template's values are personal data and do not belong in a log. */
  @Override
  public String toString() {
    return "Embedding[" + space + "]";
  }
}
