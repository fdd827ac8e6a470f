package io.faceattendance.match;

import io.faceattendance.PersonId;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Up to 64 templates, dimension by dimension: value d of row r is at {@code d * 64 + r}. So the
 * inner loop over the rows has no dependency between its steps and the compiler vectorises it; a
 * scan is then bound by memory and not by arithmetic. Not thread-safe.
 */
final class Tile {
  static final int ROWS = 64;

  private final int dimension;
  private final float[] values;
  private final @Nullable PersonId[] persons = new @Nullable PersonId[ROWS];
  private final @Nullable UUID[] templates = new @Nullable UUID[ROWS];

  Tile(int dimension) {
    this.dimension = dimension;
    this.values = new float[Math.multiplyExact(dimension, ROWS)];
  }

  void put(int row, PersonId person, UUID template, float[] vector) {
    persons[row] = person;
    templates[row] = template;
    for (int d = 0; d < dimension; d++) {
      values[d * ROWS + row] = vector[d];
    }
  }

  /** Overwrites a row with zeros: what was a person's template must not stay in memory. */
  void clear(int row) {
    persons[row] = null;
    templates[row] = null;
    for (int d = 0; d < dimension; d++) {
      values[d * ROWS + row] = 0;
    }
  }

  PersonId person(int row) {
    return occupied(persons[row]);
  }

  UUID template(int row) {
    return occupied(templates[row]);
  }

  float[] vector(int row) {
    float[] vector = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      vector[d] = values[d * ROWS + row];
    }
    return vector;
  }

  /** The exact similarity: the same operations in the same order as Embedding's cosine. */
  double cosine(int row, float[] probe) {
    double dot = 0;
    for (int d = 0; d < dimension; d++) {
      dot += (double) probe[d] * values[d * ROWS + row];
    }
    return Math.max(-1, Math.min(1, dot));
  }

  /** The similarities of all 64 rows in single precision. */
  void dots(float[] probe, float[] result) {
    Arrays.fill(result, 0);
    int d = 0;
    for (; d + 4 <= dimension; d += 4) {
      addFour(probe[d], probe[d + 1], probe[d + 2], probe[d + 3], d * ROWS, result);
    }
    for (; d < dimension; d++) {
      addOne(probe[d], d * ROWS, result);
    }
  }

  // Four dimensions at once: a quarter of the loads and stores of the sums.
  private void addFour(float p0, float p1, float p2, float p3, int from, float[] sums) {
    for (int r = 0; r < ROWS; r++) {
      int i = from + r;
      sums[r] +=
          p0 * values[i]
              + p1 * values[i + ROWS]
              + p2 * values[i + 2 * ROWS]
              + p3 * values[i + 3 * ROWS];
    }
  }

  private void addOne(float p, int from, float[] sums) {
    for (int r = 0; r < ROWS; r++) {
      sums[r] += p * values[from + r];
    }
  }

  private static <T> T occupied(@Nullable T entry) {
    if (entry == null) {
      throw new IllegalStateException("expected a row in use");
    }
    return entry;
  }
}
