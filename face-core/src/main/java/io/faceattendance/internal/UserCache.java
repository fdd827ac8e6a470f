package io.faceattendance.internal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Where this library keeps what can be made or fetched again. */
public final class UserCache {
  private UserCache() {}

  /** The folder of this process. */
  static Path path() {
    String cache = System.getenv("XDG_CACHE_HOME");
    return in(
        Optional.ofNullable(cache).filter(name -> !name.isBlank()).map(Path::of),
        () -> Path.of(System.getProperty("user.home")));
  }

  /**
   * The folder {@code face-attendance} in the cache folder of the XDG Base Directory Specification,
   * which ignores relative paths.
   *
   * @param cacheHome what {@code XDG_CACHE_HOME} says, if anything
   * @param home the user's home, asked only if it is needed
   */
  public static Path in(Optional<Path> cacheHome, Supplier<Path> home) {
    return cacheHome
        .filter(Path::isAbsolute)
        .orElseGet(() -> home.get().resolve(".cache"))
        .resolve("face-attendance");
  }
}
