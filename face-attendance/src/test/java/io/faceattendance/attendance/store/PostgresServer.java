package io.faceattendance.attendance.store;

import io.faceattendance.attendance.Stores;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server for tests: a cluster of its own in a temporary folder, on a free port of
 * this machine. One for the JVM, started when it is first asked for and stopped when the JVM ends.
 *
 * <p>The programs are those in the folder of the system property {@code face.postgres.bin}, or the
 * newest below {@code /usr/lib/postgresql}. Without them a test is skipped with the reason; with
 * {@code CI=true} it fails instead. PostgreSQL refuses to run as root: then it runs as the user
 * {@code postgres}.
 */
public final class PostgresServer {
  /** May create databases. */
  public static final String USER = "tester";

  /** The password of {@link #USER}. */
  public static final String PASSWORD = "for tests only: 'quoted' %";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final Process process;
  private final int port;

  private PostgresServer(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  private static final class Shared {
    static final PostgresServer SERVER = start(List.of());
  }

  /** The server of this JVM; never returns if there are no programs. */
  public static PostgresServer shared() {
    binaries();
    return Shared.SERVER;
  }

  /** Another server, with settings such as {@code fsync=off}; it too ends with the JVM. */
  public static PostgresServer with(String... settings) {
    return start(List.of(settings));
  }

  private static Path binaries() {
    String given = System.getProperty("face.postgres.bin", "");
    if (!given.isBlank()) {
      return Path.of(given);
    }
    Path versions = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(versions)) {
      try (Stream<Path> found = Files.list(versions)) {
        Path newest =
            found
                .sorted(Comparator.comparingInt(PostgresServer::major).reversed())
                .map(version -> version.resolve("bin"))
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                .findFirst()
                .orElse(null);
        if (newest != null) {
          return newest;
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return RealFiles.missing(
        "needs initdb and postgres in /usr/lib/postgresql/*/bin or face.postgres.bin");
  }

  private static int major(Path version) {
    String digits = String.valueOf(version.getFileName()).replaceAll("\\D.*", "");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  private static PostgresServer start(List<String> settings) {
    Path bin = binaries();
    try {
      Path folder = Files.createTempDirectory("face-postgres");
      Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
      giveToPostgres(folder, password);
      String data = folder.resolve("data").toString();
      initialise(bin, folder);
      int port = freePort();
      List<String> command = asPostgres(bin.resolve("postgres").toString(), "-D", data);
      command.addAll(List.of("-p", Integer.toString(port), "-h", "127.0.0.1"));
      command.addAll(List.of("-c", "unix_socket_directories=", "-c", "max_connections=100"));
      settings.forEach(setting -> command.addAll(List.of("-c", setting)));
      Process process = logged(command, folder).start();
      PostgresServer server = new PostgresServer(folder, process, port);
      Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
      server.awaitStart();
      return server;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("cannot start PostgreSQL", e);
    }
  }

  private static void initialise(Path bin, Path folder) throws IOException, InterruptedException {
    String data = folder.resolve("data").toString();
    List<String> command = asPostgres(bin.resolve("initdb").toString(), "-D", data, "-U", USER);
    command.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + folder.resolve("password")));
    command.addAll(List.of("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"));
    if (logged(command, folder).start().waitFor() != 0) {
      throw new AssertionError(Files.readString(folder.resolve("log")));
    }
  }

  private static ProcessBuilder logged(List<String> command, Path folder) {
    ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile());
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static List<String> asPostgres(String... command) {
    List<String> whole = new ArrayList<>();
    if (isRoot()) {
      whole.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    }
    whole.addAll(List.of(command));
    return whole;
  }

  private static void giveToPostgres(Path... paths) throws IOException {
    if (isRoot()) {
      for (Path path : paths) {
        Files.getFileAttributeView(path, PosixFileAttributeView.class)
            .setOwner(
                path.getFileSystem()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName("postgres"));
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitStart() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError(Files.readString(folder.resolve("log")));
      }
      Thread.sleep(50);
    }
  }

  private boolean answers() {
    try {
      connect("postgres").close();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** The folder of the cluster. */
  public Path data() {
    return folder.resolve("data");
  }

  /** A new database's name. */
  public String newDatabase() {
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    execute("postgres", "CREATE DATABASE " + name);
    return name;
  }

  /** The URL of a database. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** A place for a store in a database. */
  public StoreLocation location(String database) {
    return Stores.postgresql(url(database), USER, PASSWORD, PATIENCE);
  }

  /** A connection of the user who may do everything. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), USER, PASSWORD);
  }

  /** Whether a text stands in a file of the tables, after a checkpoint. */
  public boolean standsInTables(String database, String text) throws IOException {
    execute(database, "CHECKPOINT");
    Path tables = folder.resolve("data").resolve("base").resolve(oid(database));
    try (Stream<Path> files = Files.walk(tables)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
      return false;
    }
  }

  private String oid(String database) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT oid FROM pg_database WHERE datname = current_database()")) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs a statement. */
  public void execute(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Does not wait for connections that somebody left open. */
  private void stop() {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      // Thousands of files: a JVM at its end is not given the time.
      new ProcessBuilder("rm", "-rf", folder.toString()).start();
    } catch (IOException e) {
      System.err.println("left running: " + process.pid());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
