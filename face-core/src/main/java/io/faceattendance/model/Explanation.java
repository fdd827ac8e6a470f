package io.faceattendance.model;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a user is told when a file cannot be had: which file, why not, and what to do. */
final class Explanation {
  private Explanation() {}

  static String file(PinnedFile file) {
    return "%s (%d bytes, sha256 %s)".formatted(file.name(), file.bytes(), file.sha256());
  }

  private static String missing(PinnedFile file, StoreOptions options) {
    return Files.exists(options.cache().resolve(file.name()))
        ? file(file) + " is not here: the cache has another file of that name"
        : file(file) + " is not here";
  }

  static String offline(PinnedFile file, URI source, StoreOptions options) {
    return "%s, and the store is offline. Get it from %s and put it into %s"
        .formatted(missing(file, options), source, places(options));
  }

  static String supply(PinnedFile file, StoreOptions options) {
    return ("%s, and no publisher offers it by itself: supply the file. Put it into %s,"
            + " or name a mirror that has it (FACE_MODELS_MIRROR)")
        .formatted(missing(file, options), places(options));
  }

  static String unknownFile(ModelCard card) {
    return "%s is no file that this library can find by itself: %s"
        .formatted(card.id(), card.origin());
  }

  static String failed(PinnedFile file, URI source, StoreOptions options, String reason) {
    return ("%s is not here and could not be had from %s: %s. Try again (it goes on where it"
            + " stopped), or get the file yourself and put it into %s")
        .formatted(file(file), source, reason, places(options));
  }

  static String unwritable(PinnedFile file, URI source, StoreOptions options, String reason) {
    return ("the cache folder %s cannot be used: %s. Set XDG_CACHE_HOME to a folder that can be"
            + " written, or get %s from %s and put it into %s")
        .formatted(options.cache(), reason, file(file), source, places(options));
  }

  static String refused(PinnedFile file, Path path, Verifier.Found found) {
    return "%s is not the file that it should be and is refused: expected %s, got %d bytes, sha256 %s"
        .formatted(path, file(file), found.bytes(), found.sha256());
  }

  static String licence(ModelCard card) {
    return ("the weights of %s are not for commercial use (%s): accept that with --accept-licence %s"
            + " on the command line, with FACE_ACCEPT_LICENCES=%s in the environment, or in code"
            + " with ModelStore.accepting(\"%s\")")
        .formatted(
            card.id(), card.licences().weights(), card.weights(), card.weights(), card.weights());
  }

  /** Every place that was searched. */
  private static String places(StoreOptions options) {
    Optional<Path> directory = options.directory();
    String cache = options.cache().toAbsolutePath() + " (the cache)";
    return directory.isPresent()
        ? directory.get().toAbsolutePath() + " (the given folder) or " + cache
        : cache + " or a folder that FACE_MODELS names";
  }
}
