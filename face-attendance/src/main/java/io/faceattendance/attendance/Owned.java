package io.faceattendance.attendance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * What the facade opened, and the lock that lets it be closed only when no call is running. All is
 * closed in reverse order, even if one close fails. Thread-safe once everything is opened.
 */
final class Owned implements AutoCloseable {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final List<Runnable> closers = new ArrayList<>();
  private boolean closed;

  void onClose(Runnable closer) {
    closers.add(closer);
  }

  <T> T whileOpen(Supplier<T> call) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("expected an open FaceAttendance, this one is closed");
      }
      return call.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public void close() {
    if (lock.getReadHoldCount() > 0) {
      throw new IllegalStateException(
          "a FaceAttendance cannot be closed from inside its own call: close it afterwards");
    }
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        closeFrom(closers.size() - 1);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void closeFrom(int index) {
    if (index >= 0) {
      try {
        closers.get(index).run();
      } finally {
        closeFrom(index - 1);
      }
    }
  }
}
