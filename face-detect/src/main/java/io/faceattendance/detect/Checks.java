package io.faceattendance.detect;

/** What several options have to be. */
final class Checks {
  private Checks() {}

  static void requireUnit(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "expected a %s from 0 to 1, got %s".formatted(name, value));
    }
  }

  static void requireShare(String name, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "expected a %s above 0 and at most 1, got %s".formatted(name, value));
    }
  }

  static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "expected a %s of at least 1, got %d".formatted(name, value));
    }
  }
}
