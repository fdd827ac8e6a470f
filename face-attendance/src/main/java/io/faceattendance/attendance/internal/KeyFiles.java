package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.KeyProvider;
import io.faceattendance.attendance.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Keys in the environment and in files that only their owner may read. */
public final class KeyFiles {
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
      return request -> KeyFile.decode(key, "the environment variable FACE_KEY");
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
    Path absolute = file.toAbsolutePath().normalize();
    return new KeyFile(request -> absolute);
  }

  /**
   * A file for each store.
   *
   * @param folder the folder of the files
   * @return the provider
   */
  public static KeyProvider oneForEachStore(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    return new KeyFile(request -> absolute.resolve(request.storeId() + ".key"));
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
      return KeyFile.decode(key, "the environment variable FACE_ARCHIVE_KEY");
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
        return KeyFile.create(file);
      }
      if (!Files.exists(file)) {
        throw new StoreException(
            "expected the key of the archive in %s, and it is not there: restore that file, or set FACE_ARCHIVE_KEY"
                .formatted(file));
      }
      return KeyFile.read(file);
    } catch (IOException e) {
      throw Failures.of("cannot read or write the key file " + file, e);
    }
  }
}
