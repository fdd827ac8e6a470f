package io.faceattendance.benchmarks.speed;

import java.util.Locale;

/**
 * The library's speed relative to a peer's, with the least that is accepted. A ratio of two times
 * of one run on one machine, so it says something on every machine; a time does not.
 *
 * @param name what was compared
 * @param libraryMillis the library's time, milliseconds, above 0
 * @param peerMillis the peer's time for the same work, milliseconds, above 0
 * @param floor the least acceptable {@link #value()}, above 0
 */
record Ratio(String name, double libraryMillis, double peerMillis, double floor) {

  Ratio {
    requirePositive("a time of the library", libraryMillis);
    requirePositive("a time of the peer", peerMillis);
    requirePositive("a floor", floor);
  }

  private static void requirePositive(String what, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("expected " + what + " above 0, got " + value);
    }
  }

  /** 1 is as fast as the peer, 0.5 takes twice its time. */
  double value() {
    return peerMillis / libraryMillis;
  }

  boolean holds() {
    return value() >= floor;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-4s %-18s %.3f of the peer's speed, floor %.3f (library %.4f ms, peer %.4f ms)",
        holds() ? "ok" : "FAIL",
        name,
        value(),
        floor,
        libraryMillis,
        peerMillis);
  }
}
