package io.faceattendance.model;

import java.net.http.HttpTimeoutException;
import java.time.Duration;

/**
 * Notices that something has nearly stopped: less than a kibibyte a second over a whole window.
 * Waiting for the next byte alone would let a server that sends one now and then hold its reader
 * for ever.
 */
final class StallWatch {
  private static final long BYTES_PER_SECOND = 1024;
  private final long window;
  private final long least;
  private long start;
  private long bytesAtStart;

  /**
   * Starts the first window.
   *
   * @param window how long it may be slow, at least 1 ms
   * @param bytes what is there already
   */
  StallWatch(Duration window, long bytes) {
    this.window = window.toNanos();
    this.least = Math.max(1, window.toMillis() * BYTES_PER_SECOND / 1000);
    this.start = System.nanoTime();
    this.bytesAtStart = bytes;
  }

  /** Time to the end of the window, in nanoseconds, at least 0. */
  long remaining() {
    return Math.max(0, window - (System.nanoTime() - start));
  }

  /**
   * Tells how far it has come.
   *
   * @throws HttpTimeoutException if the window is over and too little has come in it
   */
  void saw(long bytes) throws HttpTimeoutException {
    if (remaining() > 0) {
      return;
    }
    long came = bytes - bytesAtStart;
    if (came < least) {
      throw new HttpTimeoutException(
          "stalled: %d bytes came in %d ms".formatted(came, Duration.ofNanos(window).toMillis()));
    }
    start = System.nanoTime();
    bytesAtStart = bytes;
  }
}
