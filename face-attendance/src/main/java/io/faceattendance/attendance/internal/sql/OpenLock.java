package io.faceattendance.attendance.internal.sql;

import io.faceattendance.attendance.StoreFailedException;
import io.faceattendance.attendance.internal.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one opener at a time look at, create or migrate a data directory: among processes by a lock
 * on a file of its own, within this process because Java refuses the second lock.
 */
final class OpenLock {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private OpenLock() {}

  /** Does the work while nobody else does such work with the same lock file. */
  static <T> T holding(Path file, Duration patience, Supplier<T> work) throws IOException {
    OwnerOnly.createIfMissing(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      waitFor(channel, file, patience);
      return work.get();
    }
  }

  private static void waitFor(FileChannel channel, Path file, Duration patience)
      throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (tryLock(channel) == null) {
      if (System.nanoTime() - deadline > 0) {
        throw new StoreFailedException(
            "another program has been opening this data directory for %s (lock %s): try again"
                .formatted(patience, file));
      }
      pause();
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another thread of this process has it
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreFailedException("interrupted while waiting to open the data directory", e);
    }
  }
}
