package io.faceattendance.match.head.internal;

import java.util.Arrays;
import java.util.Random;

/**
 * Which templates are trained on, and which are held back to see when to stop: a fifth of those of
 * each person who has five or more.
 *
 * @param training indices of templates
 * @param heldBack indices of the others, empty if nobody has five
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Split(int[] training, int[] heldBack) {
  private static final int PART = 5;

  /**
   * Splits.
   *
   * @param members the templates of each person
   * @param random decides which
   * @return the parts
   */
  static Split of(int[][] members, Random random) {
    int[] training = new int[0];
    int[] heldBack = new int[0];
    for (int[] member : members) {
      int[] order = member.clone();
      shuffle(order, random);
      int held = order.length / PART;
      heldBack = join(heldBack, Arrays.copyOf(order, held));
      training = join(training, Arrays.copyOfRange(order, held, order.length));
    }
    return new Split(training, heldBack);
  }

  /**
   * The templates of each person.
   *
   * @param labels the person of each template, 0 or more
   * @return for each person up to the highest label the indices of his or her templates
   */
  static int[][] members(int[] labels) {
    int[] counts = new int[Arrays.stream(labels).max().orElse(-1) + 1];
    for (int label : labels) {
      counts[label]++;
    }
    int[][] members = new int[counts.length][];
    Arrays.setAll(members, person -> new int[counts[person]]);
    for (int i = labels.length - 1; i >= 0; i--) {
      members[labels[i]][--counts[labels[i]]] = i;
    }
    return members;
  }

  /** Brings them into another order (Fisher and Yates). */
  static void shuffle(int[] values, Random random) {
    for (int i = values.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int value = values[i];
      values[i] = values[other];
      values[other] = value;
    }
  }

  private static int[] join(int[] first, int[] second) {
    int[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
