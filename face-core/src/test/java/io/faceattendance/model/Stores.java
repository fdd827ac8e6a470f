package io.faceattendance.model;

import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Stores and files for tests. */
final class Stores {
  private Stores() {}

  /** A store with no settings but a cache, with patience for a tenth of a test. */
  static ModelStore empty(Path cache) {
    return withEnvironment(Map.of(), cache);
  }

  static ModelStore withEnvironment(Map<String, String> environment, Path cache) {
    StoreOptions options =
        StoreOptions.of(environment, name -> name.equals("user.home") ? cache.toString() : null);
    return ModelStore.of(options)
        .withCache(cache)
        .withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(20));
  }

  static byte[] content(int bytes, long seed) {
    byte[] content = new byte[bytes];
    new Random(seed).nextBytes(content);
    return content;
  }

  static PinnedFile file(byte[] content, Optional<URI> url) {
    return new PinnedFile("model.onnx", content.length, sha256(content), url);
  }

  static PinnedFile file(byte[] content, URI url) {
    return file(content, Optional.of(url));
  }

  static String sha256(byte[] content) {
    MessageDigest digest = Digests.sha256();
    digest.update(content);
    return Digests.hex(digest);
  }
}
