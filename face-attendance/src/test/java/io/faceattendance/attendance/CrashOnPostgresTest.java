package io.faceattendance.attendance;

import io.faceattendance.attendance.store.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Only the client is killed; the server goes on. */
class CrashOnPostgresTest extends CrashTest {
  private static final String OTHERS =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
          + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'";

  private final PostgresServer server = PostgresServer.shared();
  private final String database = server.newDatabase();

  @Override
  String url() {
    return server.url(database);
  }

  @Override
  Map<String, String> environment() {
    return Map.of(
        "FACE_STORE_USER", PostgresServer.USER, "FACE_STORE_PASSWORD", PostgresServer.PASSWORD);
  }

  @Override
  void awaitTheEndOfItsWork() throws InterruptedException {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      while (others(statement) > 0) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static long others(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery(OTHERS)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
