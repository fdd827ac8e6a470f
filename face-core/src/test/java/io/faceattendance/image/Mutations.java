package io.faceattendance.image;

import java.util.Arrays;
import java.util.Random;

/** Seeded damage to a file: truncated, bytes changed, a range deleted, repeated or zeroed. */
final class Mutations {
  private static final int LONGEST_RANGE = 200;

  private Mutations() {}

  static byte[] damaged(byte[] file, Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> truncated(file, random);
      case 1 -> changed(file, 1, random);
      case 2 -> changed(file, 1 + random.nextInt(40), random);
      case 3 -> withoutRange(file, random);
      case 4 -> withRepeatedRange(file, random);
      default -> withZeroedRange(file, random);
    };
  }

  static byte[] truncated(byte[] file, Random random) {
    return Arrays.copyOf(file, random.nextInt(file.length));
  }

  private static byte[] changed(byte[] file, int bytes, Random random) {
    byte[] changed = file.clone();
    for (int i = 0; i < bytes; i++) {
      // Half of the changes hit the headers, where readers are weakest.
      int range = random.nextBoolean() ? file.length : Math.min(file.length, 1000);
      changed[random.nextInt(range)] ^= (byte) (1 + random.nextInt(255));
    }
    return changed;
  }

  private static byte[] withoutRange(byte[] file, Random random) {
    int from = random.nextInt(file.length);
    int to = Math.min(file.length, from + 1 + random.nextInt(LONGEST_RANGE));
    return joined(file, from, to);
  }

  private static byte[] withRepeatedRange(byte[] file, Random random) {
    int to = 1 + random.nextInt(file.length);
    return joined(file, to, Math.max(0, to - 1 - random.nextInt(LONGEST_RANGE)));
  }

  private static byte[] withZeroedRange(byte[] file, Random random) {
    byte[] zeroed = file.clone();
    int from = random.nextInt(file.length);
    Arrays.fill(zeroed, from, Math.min(file.length, from + 1 + random.nextInt(16)), (byte) 0);
    return zeroed;
  }

  private static byte[] joined(byte[] file, int firstEnd, int secondStart) {
    byte[] joined = Arrays.copyOf(file, firstEnd + file.length - secondStart);
    System.arraycopy(file, secondStart, joined, firstEnd, file.length - secondStart);
    return joined;
  }
}
