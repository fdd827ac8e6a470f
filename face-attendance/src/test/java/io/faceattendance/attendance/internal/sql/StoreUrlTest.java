package io.faceattendance.attendance.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.FaceException;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.Stores;
import io.faceattendance.attendance.store.PostgresServer;
import io.faceattendance.attendance.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreUrlTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @TempDir Path folder;

  private static StoreLocation of(String url) {
    return Stores.of(url, Map.of(), PATIENCE);
  }

  @Test
  void anSqliteUrlNamesTheDataFolderOrTheFileInIt() {
    Path data = folder.resolve("data");
    assertThat(of("jdbc:sqlite:" + data).directory()).contains(data);
    assertThat(of("jdbc:sqlite:" + data.resolve("attendance.db")).directory()).contains(data);
    assertThat(of("jdbc:sqlite:attendance.db").directory()).contains(Path.of("").toAbsolutePath());
    assertThat(data).as("naming makes nothing").doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":memory:", "file:x", "other.db", "x/y.sqlite", "x?cache=shared"})
  void anSqliteUrlOfSomethingElseIsRefused(String path) {
    assertThatThrownBy(() -> of("jdbc:sqlite:" + path))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("jdbc:sqlite:FOLDER");
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("notes"));
    assertThatThrownBy(() -> of("jdbc:sqlite:" + file))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("notes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://ada:s3cret@host/db",
        "jdbc:postgresql://ada:s3c/ret?s3cret@host/db",
        "jdbc:postgresql://host/db?user=s3cret",
        "jdbc:postgresql://host/db?ssl=true&password=s3cret",
        "jdbc:postgresql://host/db?PASSWORD=s3cret",
        "jdbc:postgresql://host/db?sslpassword=s3cret",
        "jdbc:mysql://ada:s3cret@host/db",
        "postgres://ada:s3cret@host/db",
        "s3cret",
        ""
      })
  void secretsInUrlsAreRefusedAndNotRepeated(String url) {
    assertThatThrownBy(() -> of(url))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("jdbc:postgresql://host:port/database")
        .message()
        .doesNotContain("s3c");
    assertThatThrownBy(() -> Stores.postgresql(url, "ada", "x", PATIENCE))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("s3c");
  }

  @Test
  void theNameOfAServerIsItsAddressAlone() {
    StoreLocation location = of("jdbc:postgresql://host:5433/db?currentSchema=att");
    assertThat(location.name()).isEqualTo("postgresql://host:5433/db");
    assertThat(location.directory()).isEmpty();
  }

  @Test
  void userAndPasswordComeFromTheEnvironmentOrAFile() throws IOException {
    PostgresServer server = PostgresServer.shared();
    String url = server.url(server.newDatabase());
    Path file = folder.resolve("password");
    Files.writeString(file, PostgresServer.PASSWORD + "\nsecond line");
    String user = PostgresServer.USER;
    Map<String, String> byFile =
        Map.of("FACE_STORE_USER", user, "FACE_STORE_PASSWORD_FILE", file.toString());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> Stores.of(url, byFile, PATIENCE))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("only its owner");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(Stores.of(url, byFile, PATIENCE).peek()).isEmpty();
    Map<String, String> plain =
        Map.of("FACE_STORE_USER", user, "FACE_STORE_PASSWORD", PostgresServer.PASSWORD);
    assertThat(Stores.of(url, plain, PATIENCE).peek()).isEmpty();
    StoreLocation wrong =
        Stores.of(url, Map.of("FACE_STORE_USER", user, "FACE_STORE_PASSWORD", "s3cret"), PATIENCE);
    assertThatThrownBy(wrong::peek)
        .isExactlyInstanceOf(StoreException.class)
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  void aPasswordFileThatCannotBeReadOrIsEmptyIsRefused() throws IOException {
    String url = "jdbc:postgresql://host/db";
    Path file = folder.resolve("password");
    Map<String, String> byFile = Map.of("FACE_STORE_PASSWORD_FILE", file.toString());
    assertThatThrownBy(() -> Stores.of(url, byFile, PATIENCE))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("FACE_STORE_PASSWORD_FILE");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    assertThatThrownBy(() -> Stores.of(url, byFile, PATIENCE))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("empty");
  }

  @Test
  void aMissingLibraryIsNamed() {
    assertThatThrownBy(() -> PostgresLocation.require("no.such.Type", "group:artifact"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("group:artifact");
  }
}
