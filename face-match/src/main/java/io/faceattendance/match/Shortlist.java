package io.faceattendance.match;

import io.faceattendance.PersonId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Collects during a scan in single precision every row that can belong to one of the k best persons
 * once similarities are computed exactly. Lives for one search of one thread.
 *
 * <p>If k persons have a row of at least s in single precision, and e bounds the rounding error,
 * the k-th best exact similarity is at least s - e, so a row below s - 2e cannot be the best of any
 * of the k best persons. For unit vectors e is below dimension x 2^-23: the bound for a dot product
 * in any order (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 3.1) is n
 * u / (1 - n u) times the sum of the absolute products, u = 2^-24, and that sum is at most 1.
 */
final class Shortlist {
  private final int k;
  private final float slack;
  private int[] rows;
  private float[] scores;
  private int count;
  private float cutoff = Float.NEGATIVE_INFINITY;

  Shortlist(int k, int dimension) {
    this.k = k;
    this.slack = 2f * dimension * 0x1p-23f;
    this.rows = new int[4 * Tile.ROWS];
    this.scores = new float[rows.length];
  }

  /** Offers the first {@code filled} rows of a tile whose row 0 is {@code firstRow}. */
  void offer(List<Tile> tiles, int firstRow, float[] dots, int filled) {
    if (count + Tile.ROWS > rows.length) {
      prune(tiles);
    }
    for (int r = 0; r < filled; r++) {
      if (dots[r] >= cutoff) {
        rows[count] = firstRow + r;
        scores[count++] = dots[r];
      }
    }
  }

  /** The rows that matter, in no order. */
  int[] rows(List<Tile> tiles) {
    prune(tiles);
    return Arrays.copyOf(rows, count);
  }

  private void prune(List<Tile> tiles) {
    cutoff = Math.max(cutoff, kthBestPerson(tiles) - slack);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (scores[i] >= cutoff) {
        rows[kept] = rows[i];
        scores[kept++] = scores[i];
      }
    }
    count = kept;
    // At least half must be free, or the next tiles would prune again and again.
    if (count > rows.length / 2) {
      rows = Arrays.copyOf(rows, 2 * rows.length);
      scores = Arrays.copyOf(scores, rows.length);
    }
  }

  private float kthBestPerson(List<Tile> tiles) {
    Set<PersonId> seen = new HashSet<>();
    for (int i : bestFirst()) {
      seen.add(tiles.get(rows[i] / Tile.ROWS).person(rows[i] % Tile.ROWS));
      if (seen.size() == k) {
        return scores[i];
      }
    }
    return Float.NEGATIVE_INFINITY;
  }

  private List<Integer> bestFirst() {
    List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    order.sort((a, b) -> Float.compare(scores[b], scores[a]));
    return order;
  }
}
