package io.faceattendance.internal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where this library keeps what can be made or fetched again. */
public final class UserCache {
  private UserCache() {}

  /** The folder of this process; empty if the user has no home. */
  static Optional<Path> path() {
    return in(
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME")),
        Optional.ofNullable(System.getProperty("user.home")),
        Optional.ofNullable(System.getenv("HOME")));
  }

  /**
   * The folder {@code face-attendance} in the cache folder of the XDG Base Directory Specification.
   * Relative paths are ignored: the specification says so of the first, and a user without an entry
   * in the system's list has "?" for a home.
   *
   * @param cacheHome what {@code XDG_CACHE_HOME} says, if anything
   * @param userHome what the system property {@code user.home} says
   * @param home what {@code HOME} says
   * @throws java.nio.file.InvalidPathException if one of them is no path
   */
  public static Optional<Path> in(
      Optional<String> cacheHome, Optional<String> userHome, Optional<String> home) {
    Stream<Path> homes = Stream.of(userHome, home).flatMap(Optional::stream).map(Path::of);
    return Stream.concat(
            cacheHome.stream().filter(name -> !name.isBlank()).map(Path::of),
            homes.map(folder -> folder.resolve(".cache")))
        .filter(Path::isAbsolute)
        .findFirst()
        .map(cache -> cache.resolve("face-attendance"));
  }
}
