package io.faceattendance.internal;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The calls of something that can be closed: they run side by side, and closing waits for them.
 * Native memory that is freed while a call uses it kills the JVM (SIGSEGV), and a call of several
 * steps is not to fail between two of them. Thread-safe.
 */
public final class OpenCalls {
  private final String name;

  // Calls hold the read lock, close takes the write lock.
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  /**
   * Open.
   *
   * @param name of what is closed, for messages, such as {@code the detector}
   */
  public OpenCalls(String name) {
    this.name = name;
  }

  /**
   * Runs a call, and nothing is closed meanwhile.
   *
   * @throws IllegalStateException if it is closed
   */
  public <T> T run(Supplier<T> call) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(name + " is closed");
      }
      return call.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Waits for running calls, then frees; the first time only.
   *
   * @throws IllegalStateException from inside one of the calls, which would wait for itself
   */
  public void close(Runnable free) {
    if (lock.getReadHoldCount() > 0) {
      throw new IllegalStateException(name + " cannot be closed from inside its own call");
    }
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        free.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
