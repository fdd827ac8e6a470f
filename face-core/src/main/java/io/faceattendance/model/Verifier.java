package io.faceattendance.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compares files with what they should be, and remembers the digest of each until the file changes.
 * Thread-safe: two threads may hash the same file, to the same result.
 */
final class Verifier {

  /** What a file is. */
  record Found(long bytes, String sha256) {
    boolean is(PinnedFile wanted) {
      return bytes == wanted.bytes() && sha256.equals(wanted.sha256());
    }
  }

  private record Stamp(Path file, long bytes, FileTime modified) {}

  private final Map<Stamp, String> known = new ConcurrentHashMap<>();

  /** Whether the file has the right size and digest; a wrong size is not hashed. */
  boolean matches(Path file, PinnedFile wanted) throws IOException {
    return Files.isRegularFile(file) && Files.size(file) == wanted.bytes() && look(file).is(wanted);
  }

  Found look(Path file) throws IOException {
    BasicFileAttributes before = Files.readAttributes(file, BasicFileAttributes.class);
    Stamp stamp = new Stamp(file.toAbsolutePath(), before.size(), before.lastModifiedTime());
    String digest = known.get(stamp);
    if (digest == null) {
      digest = Digests.of(file);
      known.put(stamp, digest);
    }
    return new Found(before.size(), digest);
  }
}
