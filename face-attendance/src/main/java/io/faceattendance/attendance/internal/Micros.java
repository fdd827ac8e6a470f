package io.faceattendance.attendance.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as the store keeps them: whole microseconds since 1970-01-01T00:00:00Z. */
public final class Micros {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private Micros() {}

  /**
   * An instant as the store keeps it.
   *
   * @param instant when
   * @return whole microseconds since 1970, rounded down
   * @throws IllegalArgumentException if it is more than 290,000 years from 1970
   */
  public static long of(Instant instant) {
    try {
      long seconds = Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND);
      return Math.addExact(seconds, instant.getNano() / NANOS_PER_MICRO);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "expected an instant within 290,000 years of 1970, got " + instant, e);
    }
  }

  /**
   * An instant of the store.
   *
   * @param micros microseconds since 1970
   * @return the instant
   */
  public static Instant toInstant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** An instant as it comes back from a store. */
  static Instant stored(Instant at) {
    return toInstant(of(at));
  }
}
