package io.faceattendance.internal;

import java.nio.file.Path;

/** Where this library keeps what can be made or fetched again. */
public final class UserCache {
  private UserCache() {}

  /** {@code $XDG_CACHE_HOME/face-attendance}, or {@code ~/.cache/face-attendance}. */
  public static Path path() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return base.resolve("face-attendance");
  }
}
