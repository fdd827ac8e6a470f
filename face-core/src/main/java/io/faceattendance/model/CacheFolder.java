package io.faceattendance.model;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that downloads go to, shared by all processes of a user. Beside a file lie {@code
 * NAME.lock}, empty and never removed (whoever removed it could let two in); {@code
 * NAME.DIGEST.part}, an unfinished download; and {@code NAME.refused-DIGEST}, what came and was not
 * the file.
 */
final class CacheFolder {
  private static final Logger LOG = LoggerFactory.getLogger(CacheFolder.class);
  private static final int PREFIX = 12;
  private static final Duration POLL = Duration.ofMillis(50);

  /** The holder of a lock connects, waits for an answer and hashes before its first byte shows. */
  private static final int PATIENCE = 4;

  private final StoreOptions options;
  private final Verifier verifier;

  CacheFolder(StoreOptions options, Verifier verifier) {
    this.options = options;
    this.verifier = verifier;
  }

  /** The file, if it is there and right; it is left as it is if it is wrong. */
  Optional<Path> find(PinnedFile file) throws IOException {
    Path path = path(file);
    return verifier.matches(path, file) ? Optional.of(path) : Optional.empty();
  }

  /** Downloads the file, or waits for whoever is doing so. */
  Path fetch(PinnedFile file, URI source) throws IOException, InterruptedException {
    Files.createDirectories(options.cache());
    Path lock = beside(file, "lock");
    // Closing the channel gives the lock back.
    try (FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock(channel, file);
      Optional<Path> meanwhile = find(file);
      if (meanwhile.isPresent()) {
        return meanwhile.get();
      }
      Path path = path(file);
      if (Files.exists(path)) {
        setAside(file, path);
      }
      return download(file, source);
    }
  }

  /** Moves a wrong file out of the way, so that a right one can come. */
  private Path setAside(PinnedFile file, Path wrong) throws IOException {
    String digest = Digests.of(wrong);
    Path refused = beside(file, "refused-" + digest.substring(0, PREFIX));
    Files.move(wrong, refused, StandardCopyOption.REPLACE_EXISTING);
    LOG.warn(
        "{} was not the file that it should be (sha256 {}): moved to {}", wrong, digest, refused);
    return refused;
  }

  private Path download(PinnedFile file, URI source) throws IOException, InterruptedException {
    Path part = part(file);
    boolean resumed = Files.exists(part) && Files.size(part) > 0;
    String digest = new Download(file, source, part, options).run();
    if (!digest.equals(file.sha256()) && resumed) {
      // What was there before may have been the wrong half: once more, all of it.
      setAside(file, part);
      digest = new Download(file, source, part, options).run();
    }
    if (!digest.equals(file.sha256())) {
      throw new IOException(
          "the server sent another file with sha256 %s, kept as %s and not used"
              .formatted(digest, setAside(file, part)));
    }
    return Files.move(part, path(file), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Waits for the lock. It is tried again and again because a file lock is held by a whole virtual
   * machine: for a second thread of the same one there is nothing to wait on.
   */
  private void lock(FileChannel channel, PinnedFile file) throws IOException, InterruptedException {
    StallWatch watch = new StallWatch(options.stallTimeout().multipliedBy(PATIENCE), 0);
    while (tryLock(channel) == null) {
      Thread.sleep(POLL.toMillis());
      checkHolder(watch, file);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private void checkHolder(StallWatch watch, PinnedFile file) throws IOException {
    try {
      Path part = part(file);
      watch.saw(Files.exists(part) ? Files.size(part) : 0);
    } catch (HttpTimeoutException e) {
      throw new IOException(
          "another thread or process holds %s and makes no progress"
              .formatted(beside(file, "lock")),
          e);
    }
  }

  private Path path(PinnedFile file) {
    return options.cache().resolve(file.name());
  }

  private Path part(PinnedFile file) {
    return beside(file, file.sha256().substring(0, PREFIX) + ".part");
  }

  private Path beside(PinnedFile file, String suffix) {
    return options.cache().resolve(file.name() + "." + suffix);
  }
}
