package io.faceattendance.attendance.internal.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/** How connections to a server are made and set. */
final class PostgresSource {
  private static final int MOST_CONNECTIONS = 10;
  private static final Duration SHORTEST = Duration.ofMillis(250); // HikariCP takes no less

  /**
   * At least on: a commit is on the server's disk when it returns, whatever the server is set to.
   */
  private static final String SETTINGS =
      """
      SELECT set_config('lock_timeout', '%d', false),
        set_config('synchronous_commit',
          CASE current_setting('synchronous_commit')
          WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false)
      """;

  private final String url;
  private final String user;
  private final String password;
  private final Duration patience;

  PostgresSource(String url, String user, String password, Duration patience) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.patience = patience.compareTo(SHORTEST) < 0 ? SHORTEST : patience;
  }

  /** A connection of its own, beside the pool. */
  Connection connect() throws SQLException {
    Connection connection = source().getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute(settings());
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Makes its first connection when it is asked for one. */
  HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setPoolName("face-attendance");
    config.setDataSource(source());
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(millis());
    config.setInitializationFailTimeout(-1);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionInitSql(settings());
    return new HikariDataSource(config);
  }

  private PGSimpleDataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password);
    source.setApplicationName("face-attendance");
    source.setConnectTimeout(Math.max(1, Math.toIntExact(patience.toSeconds())));
    source.setTcpKeepAlive(true);
    source.setStringType("unspecified"); // so that a column of any type takes a text
    source.setReWriteBatchedInserts(false); // it would hide which row was new
    source.setLogServerErrorDetail(false); // it quotes rows, in which names stand
    return source;
  }

  private String settings() {
    return SETTINGS.formatted(millis());
  }

  private int millis() {
    return (int) Math.min(Integer.MAX_VALUE, patience.toMillis());
  }

  Duration patience() {
    return patience;
  }
}
