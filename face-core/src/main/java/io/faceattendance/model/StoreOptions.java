package io.faceattendance.model;

import io.faceattendance.ModelException;
import io.faceattendance.internal.UserCache;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a store looks, what its user has accepted, and how patient it is. */
record StoreOptions(
    Optional<Path> directory,
    Path cache,
    Optional<URI> mirror,
    Set<String> accepted,
    boolean offline,
    DownloadProgress progress,
    ProxySelector proxies,
    Duration connectTimeout,
    Duration stallTimeout) {

  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration STALL = Duration.ofSeconds(30);

  StoreOptions {
    accepted = Set.copyOf(accepted);
    if (connectTimeout.isNegative() || connectTimeout.isZero()) {
      throw new IllegalArgumentException("expected a connect timeout above 0");
    }
    if (stallTimeout.toMillis() < 1) {
      throw new IllegalArgumentException("expected a stall timeout of at least 1 ms");
    }
  }

  /**
   * Reads the settings of a process.
   *
   * @param environment its environment variables
   * @param properties gives a system property, or null
   */
  static StoreOptions of(
      Map<String, String> environment, UnaryOperator<@Nullable String> properties) {
    Settings settings = new Settings(environment, properties);
    return new StoreOptions(
        settings.text("face.models", "FACE_MODELS").map(name -> path("FACE_MODELS", name)),
        cache(settings),
        settings.text("face.models.mirror", "FACE_MODELS_MIRROR").map(StoreOptions::mirror),
        words(settings.text("face.accept.licences", "FACE_ACCEPT_LICENCES").orElse("")),
        settings.isOn("face.offline", "FACE_OFFLINE"),
        (name, done, total) -> {},
        new EnvironmentProxies(settings),
        CONNECT,
        STALL);
  }

  private static Path cache(Settings settings) {
    try {
      return UserCache.in(
              settings.text(null, "XDG_CACHE_HOME"),
              settings.property("user.home"),
              settings.text(null, "HOME"))
          .map(folder -> folder.resolve("models"))
          .orElseThrow(
              () -> new ModelException("expected a home folder in HOME, or XDG_CACHE_HOME set"));
    } catch (InvalidPathException e) {
      throw new ModelException("expected folders in XDG_CACHE_HOME and HOME: " + e.getMessage(), e);
    }
  }

  private static Path path(String setting, String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new ModelException("expected a folder in %s, got '%s'".formatted(setting, name), e);
    }
  }

  private static URI mirror(String address) {
    try {
      return checkedMirror(URI.create(address));
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          "expected an http(s) address in FACE_MODELS_MIRROR, got '%s'".formatted(address), e);
    }
  }

  static URI checkedMirror(URI base) {
    if (!PinnedFile.isWeb(base)) {
      throw new IllegalArgumentException("expected an http(s) address of a mirror, got " + base);
    }
    return base.getPath().endsWith("/") ? base : URI.create(base + "/");
  }

  private static Set<String> words(String list) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toSet());
  }

  StoreOptions withDirectory(Path value) {
    return copy(Optional.of(value), cache, mirror, accepted, offline, progress);
  }

  StoreOptions withCache(Path value) {
    return copy(directory, value, mirror, accepted, offline, progress);
  }

  StoreOptions withMirror(URI value) {
    return copy(directory, cache, Optional.of(checkedMirror(value)), accepted, offline, progress);
  }

  StoreOptions accepting(Set<String> ids) {
    Set<String> all = new TreeSet<>(accepted);
    all.addAll(ids);
    return copy(directory, cache, mirror, all, offline, progress);
  }

  StoreOptions withoutNetwork() {
    return copy(directory, cache, mirror, accepted, true, progress);
  }

  StoreOptions withProgress(DownloadProgress value) {
    return copy(directory, cache, mirror, accepted, offline, value);
  }

  StoreOptions withTimeouts(Duration connect, Duration stall) {
    return new StoreOptions(
        directory, cache, mirror, accepted, offline, progress, proxies, connect, stall);
  }

  private StoreOptions copy(
      Optional<Path> newDirectory,
      Path newCache,
      Optional<URI> newMirror,
      Set<String> newAccepted,
      boolean newOffline,
      DownloadProgress newProgress) {
    return new StoreOptions(
        newDirectory,
        newCache,
        newMirror,
        newAccepted,
        newOffline,
        newProgress,
        proxies,
        connectTimeout,
        stallTimeout);
  }
}
