package io.faceattendance.attendance.internal.sql;

import io.faceattendance.FaceException;
import io.faceattendance.attendance.internal.OwnerOnly;
import io.faceattendance.attendance.store.StoreLocation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The storage of a JDBC URL, with user and password from the environment. */
public final class StoreUrl {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String USER = "FACE_STORE_USER";
  private static final String PASSWORD = "FACE_STORE_PASSWORD";
  private static final String PASSWORD_FILE = "FACE_STORE_PASSWORD_FILE";

  private StoreUrl() {}

  /**
   * The storage of a URL.
   *
   * @param url the URL
   * @param environment where user and password of a server stand
   * @param patience how long to wait for other programs
   * @return where the store is
   * @throws FaceException if it cannot be used; the message holds no secret
   */
  public static StoreLocation location(
      String url, Map<String, String> environment, Duration patience) {
    if (url.startsWith(SQLITE)) {
      return new SqliteLocation(folder(url.substring(SQLITE.length())), patience);
    }
    if (!url.startsWith(PostgresUrl.PREFIX)) {
      throw new FaceException(
          "expected a store at jdbc:sqlite:FOLDER or jdbc:postgresql://host:port/database, got another URL");
    }
    try {
      PostgresUrl.checked(url);
    } catch (IllegalArgumentException e) {
      throw new FaceException(String.valueOf(e.getMessage()), e);
    }
    String user = environment.getOrDefault(USER, System.getProperty("user.name", ""));
    return PostgresLocation.of(url, user, password(environment), patience);
  }

  private static Path folder(String path) {
    if (path.isBlank() || path.startsWith(":") || path.startsWith("file:") || path.contains("?")) {
      throw noFolder(path);
    }
    Path place = path(path);
    if (place.endsWith(SqliteLocation.FILE)) {
      return place.resolveSibling("");
    }
    if (Files.isRegularFile(place) || !Files.exists(place) && looksLikeAFile(place)) {
      throw noFolder(path);
    }
    return place;
  }

  private static Path path(String path) {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new FaceException("expected the path of a file or folder, got '%s'".formatted(path), e);
    }
  }

  private static boolean looksLikeAFile(Path place) {
    String name = String.valueOf(place.getFileName()).toLowerCase(Locale.ROOT);
    return Stream.of(".db", ".db3", ".sqlite", ".sqlite3").anyMatch(name::endsWith);
  }

  private static FaceException noFolder(String path) {
    return new FaceException(
        "expected %sFOLDER, the data folder in which %s stands or shall stand, got '%s'"
            .formatted(SQLITE, SqliteLocation.FILE, path));
  }

  private static String password(Map<String, String> environment) {
    String file = environment.get(PASSWORD_FILE);
    if (environment.containsKey(PASSWORD) || file == null) {
      return environment.getOrDefault(PASSWORD, "");
    }
    try {
      Path path = path(file);
      OwnerOnly.require(path);
      return firstLine(path);
    } catch (IOException e) {
      throw new FaceException(
          "cannot read the file %s that %s names: %s".formatted(file, PASSWORD_FILE, e), e);
    }
  }

  private static String firstLine(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      String line = reader.readLine();
      if (line == null || line.isEmpty()) {
        throw new FaceException(
            "expected the password in the first line of %s, it is empty".formatted(file));
      }
      return line;
    }
  }
}
