package io.faceattendance.attendance;

import io.faceattendance.attendance.internal.sql.PostgresLocation;
import io.faceattendance.attendance.internal.sql.SqliteLocation;
import io.faceattendance.attendance.internal.sql.StoreUrl;
import io.faceattendance.attendance.store.StoreLocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The storages that come with this library. */
public final class Stores {

  private Stores() {}

  /**
   * An SQLite file in a folder, which is made readable for its owner alone. For one machine; not on
   * a network file system.
   *
   * @param directory the data directory; made if it is missing
   * @param patience how long to wait for other programs on the same directory
   * @return where the store is
   */
  public static StoreLocation sqlite(Path directory, Duration patience) {
    return new SqliteLocation(directory, patience);
  }

  /**
   * A PostgreSQL database, for several machines. It needs {@code org.postgresql:postgresql}, {@code
   * org.flywaydb:flyway-database-postgresql} and {@code com.zaxxer:HikariCP}.
   *
   * @param url {@code jdbc:postgresql://host:port/database}, without user and password
   * @param user the user
   * @param password the password; empty if the server asks for none
   * @param patience how long to wait for a connection, and for other programs
   * @return where the store is
   * @throws IllegalArgumentException if the URL is another one or holds a user or password
   * @throws StoreException if one of the three is missing
   */
  public static StoreLocation postgresql(
      String url, String user, String password, Duration patience) {
    return PostgresLocation.of(url, user, password, patience);
  }

  /**
   * The storage of a JDBC URL: {@code jdbc:sqlite:FOLDER} or {@code jdbc:postgresql://...}. User
   * and password of a server come from {@code FACE_STORE_USER} (or else {@code user.name}) and
   * {@code FACE_STORE_PASSWORD}, or the first line of the file {@code FACE_STORE_PASSWORD_FILE}.
   *
   * @param url the URL, without user and password
   * @param environment the environment
   * @param patience how long to wait for other programs
   * @return where the store is
   * @throws io.faceattendance.FaceException if the URL is none of these or holds a user or
   *     password, or the password file cannot be read or can be read by others
   */
  public static StoreLocation of(String url, Map<String, String> environment, Duration patience) {
    return StoreUrl.location(url, environment, patience);
  }
}
