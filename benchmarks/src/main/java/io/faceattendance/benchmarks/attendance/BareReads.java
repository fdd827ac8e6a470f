package io.faceattendance.benchmarks.attendance;

import io.faceattendance.attendance.SessionId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The limit: the rows that a report needs, every column read and nothing done with it. */
final class BareReads implements AutoCloseable {
  private static final String SQLITE = "jdbc:sqlite:";

  private final Connection connection;

  private BareReads(Connection connection) {
    this.connection = connection;
  }

  static BareReads open(String url, Map<String, String> environment) throws SQLException {
    if (url.startsWith(SQLITE)) {
      Path file = Path.of(url.substring(SQLITE.length())).resolve("attendance.db");
      return new BareReads(DriverManager.getConnection(SQLITE + file));
    }
    String user = environment.getOrDefault("FACE_STORE_USER", System.getProperty("user.name"));
    String password = environment.getOrDefault("FACE_STORE_PASSWORD", "");
    return new BareReads(DriverManager.getConnection(url, user, password));
  }

  /**
   * The events of sessions, and everybody.
   *
   * @param before the events of people whose id is before that one; others are not read
   */
  int sessions(List<SessionId> sessions, String before) throws SQLException {
    int rows = read("SELECT * FROM people");
    for (SessionId session : sessions) {
      rows +=
          read(
              "SELECT e.* FROM events e JOIN people p ON p.person_key = e.person_key"
                  + " WHERE e.session_id = ? AND p.id < ?",
              session.value(),
              before);
    }
    return rows;
  }

  /** Every template. */
  int templates() throws SQLException {
    return read("SELECT * FROM people") + read("SELECT * FROM sealed WHERE kind = 'template'");
  }

  private int read(String sql, String... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        int columns = result.getMetaData().getColumnCount();
        int rows = 0;
        while (result.next()) {
          for (int column = 1; column <= columns; column++) {
            result.getObject(column);
          }
          rows++;
        }
        return rows;
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
