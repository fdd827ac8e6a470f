package io.faceattendance.benchmarks.speed.internal;

import java.util.Arrays;

/**
 * Reads an array once from end to end, with no more arithmetic than it takes not to be optimised
 * away: as fast as memory allows, the limit for every search that compares a probe with all rows.
 */
public final class StreamingRead {
  private static final int WIDTH = 64;
  private static final int BLOCK = 16 * WIDTH;

  private final float[] values;
  private final float[] sums = new float[WIDTH];

  /**
   * A reader.
   *
   * @param values what it reads, not copied; the last incomplete block of 1024 is left out
   */
  public StreamingRead(float[] values) {
    this.values = values;
  }

  /**
   * Reads everything.
   *
   * @return the sum of all values
   */
  public float read() {
    Arrays.fill(sums, 0);
    for (int at = 0; at + BLOCK <= values.length; at += BLOCK) {
      addBlock(at);
    }
    float total = 0;
    for (float sum : sums) {
      total += sum;
    }
    return total;
  }

  // 64 independent sums, so that the compiler vectorises; 16 loads for one load and store of a sum.
  private void addBlock(int at) {
    float[] v = values;
    for (int j = 0; j < WIDTH; j++) {
      int i = at + j;
      sums[j] +=
          ((v[i] + v[i + WIDTH]) + (v[i + 2 * WIDTH] + v[i + 3 * WIDTH]))
              + ((v[i + 4 * WIDTH] + v[i + 5 * WIDTH]) + (v[i + 6 * WIDTH] + v[i + 7 * WIDTH]))
              + ((v[i + 8 * WIDTH] + v[i + 9 * WIDTH]) + (v[i + 10 * WIDTH] + v[i + 11 * WIDTH]))
              + ((v[i + 12 * WIDTH] + v[i + 13 * WIDTH]) + (v[i + 14 * WIDTH] + v[i + 15 * WIDTH]));
    }
  }
}
