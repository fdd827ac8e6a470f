package io.faceattendance.attendance.internal;

import static io.faceattendance.attendance.internal.StoreFixture.data;
import static io.faceattendance.attendance.internal.StoreFixture.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.attendance.KeyProvider;
import io.faceattendance.attendance.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {
  @TempDir Path folder;

  private Path keys() {
    return folder.resolve("keys");
  }

  private Path onlyKeyFile() throws IOException {
    List<Path> files = StoreFixture.filesOf(keys());
    assertThat(files).hasSize(1);
    return files.get(0);
  }

  @Test
  void makesAKeyForANewStoreThatOnlyItsOwnerCanRead() throws IOException {
    try (Vault vault = open(folder)) {
      assertThat(onlyKeyFile()).hasFileName(vault.id() + ".key");
    }
    assertThat(permissions(onlyKeyFile())).isEqualTo("rw-------");
    assertThat(permissions(keys())).isEqualTo("rwx------");
    assertThat(Base64.getDecoder().decode(Files.readString(onlyKeyFile()).strip())).hasSize(32);
  }

  @Test
  void refusesAStoreWhoseKeyIsGoneAndMakesNoNewOne() throws IOException {
    open(folder).close();
    Path key = onlyKeyFile();
    Files.move(key, folder.resolve("kept"));
    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(key.toString())
        .hasMessageContaining("restore that file from your backup");
    assertThat(StoreFixture.filesOf(keys())).isEmpty();
    Files.move(folder.resolve("kept"), key);
    open(folder).close();
  }

  @Test
  void refusesAKeyFileThatOthersCanRead() throws IOException {
    open(folder).close();
    for (String loose : List.of("rw-r-----", "rw----r--", "rw--w----")) {
      Files.setPosixFilePermissions(onlyKeyFile(), PosixFilePermissions.fromString(loose));
      assertThatThrownBy(() -> open(folder))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(loose)
          .hasMessageContaining("chmod 600");
    }
    Files.setPosixFilePermissions(onlyKeyFile(), PosixFilePermissions.fromString("r--------"));
    open(folder).close();
  }

  @Test
  void refusesAKeyInsideTheDataDirectoryThroughALinkToo() throws IOException {
    Path inside = data(folder).resolve("my.key");
    assertThatThrownBy(() -> open(folder, KeyProvider.ofFile(inside)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("outside the data directory");
    Path link = Files.createSymbolicLink(folder.resolve("link"), data(folder));
    assertThatThrownBy(() -> open(folder, KeyProvider.inFolder(link.resolve("keys"))))
        .hasMessageContaining("outside the data directory");
    assertThatThrownBy(
            () -> open(folder, KeyProvider.inFolder(data(folder).resolve("../data/keys"))))
        .hasMessageContaining("outside the data directory");
  }

  @Test
  void refusesWhatIsNotAKeyWithoutQuotingIt() throws IOException {
    Path file = folder.resolve("my.key");
    for (String text : List.of("", "c2VjcmV0", "secret-secret!", "A".repeat(2000))) {
      Files.deleteIfExists(file);
      OwnerOnly.create(file, text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      assertThatThrownBy(() -> open(folder, KeyProvider.ofFile(file)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("expected base64 of 32 bytes")
          .hasMessageNotContaining("secret-")
          .hasMessageNotContaining("c2Vj");
    }
  }

  @Test
  void theEnvironmentComesFirstThenItsFileThenTheFolderOfTheUser() throws IOException {
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    Path file = folder.resolve("my.key");
    Path config = folder.resolve("config");
    Path home = folder.resolve("home");
    openAndClose(Map.of("FACE_KEY", key, "FACE_KEY_FILE", file.toString()), home, "first");
    assertThat(file).doesNotExist();
    openAndClose(
        Map.of("FACE_KEY_FILE", file.toString(), "XDG_CONFIG_HOME", config.toString()),
        home,
        "second");
    assertThat(file).exists();
    assertThat(config).doesNotExist();
    openAndClose(Map.of("XDG_CONFIG_HOME", config.toString()), home, "third");
    assertThat(StoreFixture.filesOf(config.resolve("face-attendance/keys"))).hasSize(1);
    assertThat(home).doesNotExist();
    openAndClose(Map.of("FACE_KEY", " "), home, "fourth");
    assertThat(StoreFixture.filesOf(home.resolve(".config/face-attendance/keys"))).hasSize(1);
  }

  private void openAndClose(Map<String, String> environment, Path home, String name) {
    KeyProvider provider = KeyFiles.fromEnvironment(environment, home.toString());
    open(folder.resolve(name), provider).close();
    open(folder.resolve(name), provider).close();
  }

  @Test
  void takesNoRelativeFolderForTheUsers() throws IOException {
    Path home = folder.resolve("home");
    openAndClose(Map.of("XDG_CONFIG_HOME", "relative"), home, "first");
    assertThat(StoreFixture.filesOf(home.resolve(".config/face-attendance/keys"))).hasSize(1);
    for (String unknown : List.of("?", "", "relative")) {
      Map<String, String> environment = Map.of("HOME", home.toString());
      open(folder.resolve("by HOME" + unknown), KeyFiles.fromEnvironment(environment, unknown))
          .close();
      for (Map<String, String> none :
          List.of(
              Map.<String, String>of(), Map.of("HOME", "?"), Map.of("XDG_CONFIG_HOME", "config"))) {
        assertThatThrownBy(
                () -> open(folder.resolve("none"), KeyFiles.fromEnvironment(none, unknown)))
            .isExactlyInstanceOf(StoreException.class)
            .hasMessageContaining("FACE_KEY")
            .hasMessageContaining("FACE_KEY_FILE");
      }
    }
    assertThat(StoreFixture.filesOf(home.resolve(".config/face-attendance/keys"))).hasSize(4);
    assertThat(Path.of("?")).doesNotExist();
    assertThat(Path.of("relative")).doesNotExist();
  }

  @Test
  void newStoresThatShareANewKeyFileAllOpenWithTheSameKey() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 20; round++) {
        Path keys = folder.resolve("shared-" + round);
        Path file = keys.resolve("my.key");
        List<Callable<byte[]>> askers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          Path data = Files.createDirectory(folder.resolve("data-%d-%d".formatted(round, i)));
          KeyProvider.Request request =
              new KeyProvider.Request(UUID.randomUUID(), "data", Optional.of(data), true);
          askers.add(() -> KeyProvider.ofFile(file).key(request));
        }
        Set<String> got = new HashSet<>();
        for (Future<byte[]> key : threads.invokeAll(askers)) {
          got.add(Base64.getEncoder().encodeToString(key.get()));
        }
        assertThat(got).containsExactly(Files.readString(file).strip());
        assertThat(StoreFixture.filesOf(keys)).containsExactly(file);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void doesNotReplaceAFileThatAppearsMeanwhile() throws IOException {
    Path file = folder.resolve("my.key");
    assertThat(OwnerOnly.publish(file, new byte[] {1})).isTrue();
    assertThat(OwnerOnly.publish(file, new byte[] {2})).isFalse();
    assertThat(Files.readAllBytes(file)).containsExactly(1);
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(StoreFixture.filesOf(folder)).containsExactly(file);
  }

  @Test
  void refusesAKeyOfAnotherLength() {
    assertThatThrownBy(() -> KeyProvider.of(new byte[16]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 16");
    assertThatThrownBy(() -> open(folder, request -> new byte[31]))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("got 31");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
