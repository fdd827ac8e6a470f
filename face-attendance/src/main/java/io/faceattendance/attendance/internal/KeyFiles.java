package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.KeyProvider;
import io.faceattendance.attendance.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Keys in the environment and in files that only their owner may read. */
public final class KeyFiles {
  private static final int LONGEST_FILE = 1024;

  private KeyFiles() {}

  /**
   * The default provider.
   *
   * @param environment the variables to look in
   * @param userHome the system property {@code user.home}; Java says "?" there for a user whom the
   *     system does not know
   * @return the provider
   */
  public static KeyProvider fromEnvironment(Map<String, String> environment, String userHome) {
    String key = environment.getOrDefault("FACE_KEY", "");
    if (!key.isBlank()) {
      return request -> decode(key, "the environment variable FACE_KEY");
    }
    String file = environment.getOrDefault("FACE_KEY_FILE", "");
    if (!file.isBlank()) {
      return one(Path.of(file));
    }
    Optional<Path> config =
        absolute(environment.getOrDefault("XDG_CONFIG_HOME", ""))
            .or(() -> home(environment, userHome).map(home -> home.resolve(".config")));
    return config
        .map(folder -> oneForEachStore(folder.resolve("face-attendance").resolve("keys")))
        .orElse(KeyFiles::nowhere);
  }

  private static Optional<Path> home(Map<String, String> environment, String userHome) {
    return absolute(userHome).or(() -> absolute(environment.getOrDefault("HOME", "")));
  }

  private static Optional<Path> absolute(String folder) {
    return folder.isBlank()
        ? Optional.empty()
        : Optional.of(Path.of(folder)).filter(Path::isAbsolute);
  }

  private static byte[] nowhere(KeyProvider.Request request) {
    throw new StoreException(
        ("expected a home folder for the key of %s, this user has none: set FACE_KEY_FILE to a"
                + " file outside the data directory, or FACE_KEY to the key")
            .formatted(request.storeName()));
  }

  /**
   * One file for every store.
   *
   * @param file the file
   * @return the provider
   */
  public static KeyProvider one(Path file) {
    return request -> readOrCreate(file.toAbsolutePath().normalize(), request);
  }

  /**
   * A file for each store.
   *
   * @param folder the folder of the files
   * @return the provider
   */
  public static KeyProvider oneForEachStore(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    return request -> readOrCreate(absolute.resolve(request.storeId() + ".key"), request);
  }

  private static byte[] readOrCreate(Path file, KeyProvider.Request request) {
    try {
      if (request.dataDirectory().isPresent()) {
        requireOutside(file, request.dataDirectory().get());
      }
      if (Files.exists(file)) {
        return read(file);
      }
      if (!request.newStore()) {
        throw new StoreException(
            ("expected the key of %s in %s, and it is not there: restore that file from your"
                    + " backup, or set FACE_KEY or FACE_KEY_FILE; without the key the templates"
                    + " cannot be read, and no new key is made for a store that exists")
                .formatted(request.storeName(), file));
      }
      return create(file);
    } catch (IOException e) {
      throw Failures.of("cannot read or write the key file " + file, e);
    }
  }

  /**
   * The key of archives.
   *
   * @param environment the variables to look in
   * @param creates whether a file that is missing is made
   * @return the key
   */
  public static byte[] archiveKey(Map<String, String> environment, boolean creates) {
    String key = environment.getOrDefault("FACE_ARCHIVE_KEY", "");
    if (!key.isBlank()) {
      return decode(key, "the environment variable FACE_ARCHIVE_KEY");
    }
    String name = environment.getOrDefault("FACE_ARCHIVE_KEY_FILE", "");
    if (name.isBlank()) {
      throw new StoreException(
          "expected the key of archives: set FACE_ARCHIVE_KEY_FILE to a file outside the data"
              + " directory, which an export makes if it is missing, or FACE_ARCHIVE_KEY to the"
              + " key");
    }
    Path file = Path.of(name).toAbsolutePath().normalize();
    try {
      if (creates && !Files.exists(file)) {
        return create(file);
      }
      if (!Files.exists(file)) {
        throw new StoreException(
            "expected the key of the archive in %s, and it is not there: restore that file, or set FACE_ARCHIVE_KEY"
                .formatted(file));
      }
      return read(file);
    } catch (IOException e) {
      throw Failures.of("cannot read or write the key file " + file, e);
    }
  }

  private static byte[] read(Path file) throws IOException {
    OwnerOnly.require(file);
    if (Files.size(file) > LONGEST_FILE) {
      throw notAKey("the file " + file);
    }
    return decode(Files.readString(file, StandardCharsets.ISO_8859_1), "the file " + file);
  }

  /** If somebody else makes the file at the same time, one of the two keys is taken by both. */
  private static byte[] create(Path file) throws IOException {
    byte[] key = new byte[KeyProvider.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    byte[] line =
        (Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.US_ASCII);
    Path folder = file.getParent();
    if (folder != null) {
      OwnerOnly.createFolders(folder);
    }
    try {
      boolean made = OwnerOnly.publish(file, line);
      return made ? key : read(file);
    } finally {
      Arrays.fill(line, (byte) 0);
    }
  }

  private static byte[] decode(String text, String where) {
    try {
      byte[] key = Base64.getDecoder().decode(text.strip());
      if (key.length == KeyProvider.KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // The decoder's message quotes the text, which may be most of a key: it is not passed on.
      throw notAKey(where);
    }
    throw notAKey(where);
  }

  private static StoreException notAKey(String where) {
    return new StoreException(
        "expected base64 of %d bytes in %s; make one with: openssl rand -base64 32"
            .formatted(KeyProvider.KEY_BYTES, where));
  }

  private static void requireOutside(Path file, Path dataDirectory) throws IOException {
    Path data = dataDirectory.toRealPath();
    boolean inside = real(file).startsWith(data);
    if (inside) {
      throw new StoreException(
          ("expected the key file outside the data directory, got %s inside %s: whoever copies the"
                  + " directory would have the key as well; set FACE_KEY_FILE or choose another"
                  + " data directory")
              .formatted(file, data));
    }
  }

  /** The path with all links followed as far as it exists. */
  private static Path real(Path path) throws IOException {
    Path parent = path.getParent();
    if (Files.exists(path) || parent == null) {
      return path.toRealPath();
    }
    return real(parent).resolve(path.getFileName());
  }
}
