package io.faceattendance.attendance.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.FaceException;
import io.faceattendance.attendance.Archives;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.internal.AuditVerification;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.store.AuditRow;
import io.faceattendance.attendance.store.InMemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  private static final byte[] KEY = new byte[32];

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("term.archive");
  }

  private StoreContents export(int sessions, int eventsEach) throws IOException {
    try (Vault source = FilledStore.open(new InMemoryStore(), 1)) {
      FilledStore.fill(source, sessions, eventsEach);
      StoreContents contents = StoreContents.of(source);
      ArchiveExport.run(source, file, KEY);
      return contents;
    }
  }

  private static Vault empty() {
    return FilledStore.open(new InMemoryStore(), 2);
  }

  @Test
  void bringsEverythingToAStoreOfAnotherKey() throws IOException {
    StoreContents source = export(20, 30);
    try (Vault target = empty()) {
      Archives.Contents read = ArchiveImport.run(target, file, KEY);
      StoreContents.of(target).requireImportedFrom(source);
      assertThat(read).isEqualTo(new Archives.Contents(4, 8, 4, 20, 600, 6));
    }
  }

  @Test
  void manyRowsComeInManyCommits() throws IOException {
    StoreContents source = export(9, 1000);
    try (Vault target = empty()) {
      ArchiveImport.run(target, file, KEY);
      StoreContents.of(target).requireImportedFrom(source);
    }
  }

  @Test
  void theAuditLogGoesOnWhereItEnded() throws IOException {
    StoreContents source = export(1, 1);
    InMemoryStore location = new InMemoryStore();
    try (Vault target = FilledStore.open(location, 2)) {
      ArchiveImport.run(target, file, KEY);
      target
          .rows()
          .commit(target.change().audit(target.audit("later", Optional.empty(), Map.of())).build());
      List<AuditRow> rows = target.rows().audit(source.audit().size(), 9);
      assertThat(rows).extracting(row -> row.entry().action()).containsExactly("imported", "later");
      assertThat(AuditVerification.of(target).intact()).isTrue();
    }
  }

  @Test
  void recordsTheExportInTheStoreAndNotInTheArchive() throws IOException {
    try (Vault source = FilledStore.open(new InMemoryStore(), 1)) {
      FilledStore.fill(source, 2, 2);
      long before = source.rows().auditHead().rows();
      assertThat(ArchiveExport.run(source, file, KEY).auditRows()).isEqualTo(before);
      assertThat(source.rows().audit(before, 9))
          .extracting(row -> row.entry().action())
          .containsExactly("exported");
    }
  }

  /** The archive has the keys with which the log was continued until then. */
  @Test
  void theLogGoesOnInANewEpochAfterAnExportWhoeverContinuesIt() throws IOException {
    InMemoryStore location = new InMemoryStore();
    try (Vault source = FilledStore.open(location, 1);
        Vault other = FilledStore.open(location, 1)) {
      FilledStore.fill(source, 1, 1);
      ArchiveExport.run(source, file, KEY);
      other
          .rows()
          .commit(other.change().audit(other.audit("later", Optional.empty(), Map.of())).build());
      assertThat(source.rows().audit(6, 9)).extracting(AuditRow::epoch).containsExactly(2, 2);
      assertThat(AuditVerification.of(source).intact()).isTrue();
      assertThat(AuditVerification.of(other).intact()).isTrue();
    }
  }

  @Test
  void isReadableForItsOwnerAloneAndReplacesNoFile() throws IOException {
    export(1, 1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> export(2, 2)).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    requireNothingElse();
  }

  private void requireNothingElse() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void nothingIsLeftOfAnExportThatFails() throws IOException {
    file = folder.resolve("missing").resolve("term.archive");
    assertThatThrownBy(() -> export(1, 1)).isInstanceOf(NoSuchFileException.class);
    file = folder.resolve("term.archive");
    Vault source = FilledStore.open(new InMemoryStore(), 1);
    FilledStore.fill(source, 2, 2);
    source.close();
    assertThatThrownBy(() -> ArchiveExport.run(source, file, KEY))
        .isInstanceOf(IllegalStateException.class);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void anArchiveGivesNothingAwayWithoutTheKey() throws IOException {
    export(2, 2);
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(bytes).startsWith("FACEARCH").doesNotContain("passwd", "session-1", "groups");
  }

  @Test
  void anotherKeyIsRefused() throws IOException {
    export(1, 1);
    byte[] other = new byte[32];
    other[31] = 1;
    requireRefused(other, "was encrypted with another key");
    assertThatThrownBy(() -> ArchiveImport.run(empty(), file, new byte[16]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a key of 32 bytes for an archive, got 16");
  }

  @Test
  void whatIsNoArchiveIsRefused() throws IOException {
    for (String text : List.of("", "FACEARC", "SQLite format 3", "x".repeat(9999))) {
      Files.writeString(file, text);
      requireRefused(KEY, "expected an archive of attendance");
    }
    assertThatThrownBy(() -> ArchiveImport.run(empty(), folder.resolve("none"), KEY))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aNewerFormatIsRefused() throws IOException {
    export(1, 1);
    byte[] bytes = Files.readAllBytes(file);
    bytes[9] = 2;
    Files.write(file, bytes);
    requireRefused(KEY, "has format 2: read it with the version that wrote it");
  }

  @Test
  void aChangedByteAnywhereIsRefused() throws IOException {
    export(40, 60);
    byte[] bytes = Files.readAllBytes(file);
    assertThat(bytes.length).as("several segments").isGreaterThan(2 << 16);
    Random random = new Random(11);
    try (Vault target = empty()) {
      for (int i = 0; i < 300; i++) {
        // The beginning, the end, and what is between.
        int at = i < 80 ? i : i < 120 ? bytes.length - 1 - (i - 80) : random.nextInt(bytes.length);
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, changed);
        requireRefused(target, KEY, "");
      }
      Files.write(file, bytes);
      ArchiveImport.run(target, file, KEY);
    }
  }

  @Test
  void aCutAnywhereAndAnythingAddedIsRefused() throws IOException {
    export(40, 60);
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(12);
    try (Vault target = empty()) {
      for (int i = 0; i < 200; i++) {
        int length =
            i < 70 ? i : i < 90 ? bytes.length - 1 - (i - 70) : random.nextInt(bytes.length);
        Files.write(file, Arrays.copyOf(bytes, length));
        requireRefused(target, KEY, "");
      }
      for (int segments = 1; segments * (1 << 16) + 26 < bytes.length; segments++) {
        Files.write(file, Arrays.copyOf(bytes, segments * (1 << 16) + 26));
        requireRefused(target, KEY, segments > 1 ? "changed or cut" : "cannot be decrypted");
      }
      Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
      requireRefused(target, KEY, "changed or cut");
    }
  }

  private void requireRefused(byte[] key, String message) {
    try (Vault target = empty()) {
      requireRefused(target, key, message);
    }
  }

  private void requireRefused(Vault target, byte[] key, String message) {
    StoreContents before = StoreContents.of(target);
    assertThatThrownBy(() -> ArchiveImport.run(target, file, key))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
    assertThat(StoreContents.of(target)).isEqualTo(before);
  }

  @Test
  void aStoreThatWasUsedIsRefused() throws IOException {
    export(1, 1);
    try (Vault target = empty()) {
      FilledStore.fill(target, 1, 1);
      StoreContents before = StoreContents.of(target);
      assertThatThrownBy(() -> ArchiveImport.run(target, file, KEY))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("expected an empty store");
      assertThat(StoreContents.of(target)).isEqualTo(before);
    }
  }

  @Test
  void aSecondImportIsRefused() throws IOException {
    export(1, 1);
    try (Vault target = empty()) {
      ArchiveImport.run(target, file, KEY);
      assertThatThrownBy(() -> ArchiveImport.run(target, file, KEY))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("expected an empty store");
    }
  }
}
