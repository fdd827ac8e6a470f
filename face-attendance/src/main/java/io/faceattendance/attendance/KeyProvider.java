package io.faceattendance.attendance;

import io.faceattendance.attendance.internal.KeyFiles;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the key that encrypts the templates comes from. The key never stands in the data directory,
 * so that a copy of the directory alone gives no templates away.
 *
 * <p>A provider makes a key for a new store only. For a store that exists and whose key is gone it
 * throws: a new key could not read what is there. Implementations are thread-safe.
 */
@FunctionalInterface
public interface KeyProvider {
  /** The length of a key in bytes (AES-256). */
  int KEY_BYTES = 32;

  /**
   * The key of a store.
   *
   * @param request which store asks
   * @return {@value #KEY_BYTES} bytes; the caller overwrites the array when it has used it
   * @throws StoreException if there is no key, or it is not kept as it must be
   */
  byte[] key(Request request);

  /**
   * Where the key comes from that shall replace this one's when the key is rotated: a new random
   * key, kept beside the present one until the store has it. A key file that several stores share
   * fits the rotated one alone afterwards.
   *
   * @return to be given to {@link Privacy#rotateKey}
   * @throws StoreException if this provider does not keep keys itself: one of {@code FACE_KEY} or
   *     of the application. Choose the new key yourself then, and give it from now on
   */
  default KeyProvider next() {
    throw new StoreException(
        "expected a key in a file, which can be replaced; this one is given by the environment or"
            + " the application: choose the new key yourself, rotate to it, and give it from then"
            + " on");
  }

  /**
   * The key of a rotation that was interrupted after the store got it. Asked for if {@link #key}
   * gives a key that is not the store's.
   *
   * @param request which store asks
   * @return empty if there was no such rotation
   */
  default Optional<byte[]> candidate(Request request) {
    return Optional.empty();
  }

  /**
   * Told that the key of {@link #next} or the {@link #candidate} is the store's from now on.
   * Repeating it does nothing more.
   *
   * @param request which store it is
   */
  default void adopted(Request request) {}

  /**
   * Which store asks for its key.
   *
   * @param storeId made at random when the store is created, never changed
   * @param storeName where the store is, for messages
   * @param dataDirectory the folder of the store's files, which is no place for its key; empty if
   *     it is on a server
   * @param newStore whether the store is being created, so that a key may be made
   */
  record Request(UUID storeId, String storeName, Optional<Path> dataDirectory, boolean newStore) {}

  /**
   * The environment, or else a file. {@code FACE_KEY} is the key itself (base64 of 32 bytes),
   * {@code FACE_KEY_FILE} the file that holds it; without both it is {@code
   * face-attendance/keys/STORE-ID.key} below {@code XDG_CONFIG_HOME}, by default {@code ~/.config}.
   * A relative {@code XDG_CONFIG_HOME} is ignored, as the XDG Base Directory Specification wants
   * it. The home folder is the system property {@code user.home}, or else {@code HOME}; if neither
   * is an absolute path, a key is refused.
   *
   * @return the provider
   */
  static KeyProvider defaults() {
    return KeyFiles.fromEnvironment(System.getenv(), System.getProperty("user.home", ""));
  }

  /**
   * One file, whichever store asks. It holds the base64 of 32 bytes; it is made for a new store if
   * it is missing, and only its owner may read it.
   *
   * @param file the key file, outside the data directory
   * @return the provider
   */
  static KeyProvider ofFile(Path file) {
    return KeyFiles.one(file);
  }

  /**
   * A folder with a file {@code STORE-ID.key} for each store, made for a new store.
   *
   * @param folder the folder, outside the data directory; made if it is missing
   * @return the provider
   */
  static KeyProvider inFolder(Path folder) {
    return KeyFiles.oneForEachStore(folder);
  }

  /**
   * A key that the application holds.
   *
   * @param key {@value #KEY_BYTES} bytes from a secure random source; copied
   * @return the provider
   * @throws IllegalArgumentException if the length differs
   */
  static KeyProvider of(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "expected a key of %d bytes, got %d".formatted(KEY_BYTES, key.length));
    }
    byte[] copy = key.clone();
    return request -> copy.clone();
  }
}
