package io.faceattendance.attendance.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.attendance.Archives;
import io.faceattendance.attendance.Stores;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveOnSqliteTest {
  private static final byte[] KEY = new byte[32];

  @TempDir Path folder;

  private StoreLocation sqlite(String name) {
    return Stores.sqlite(folder.resolve(name), Duration.ofSeconds(10));
  }

  @Test
  void bringsEverythingFromFileToFile() throws IOException {
    Path file = folder.resolve("term.archive");
    StoreContents before;
    Archives.Contents written;
    try (Vault source = FilledStore.open(sqlite("source"), 1)) {
      FilledStore.fill(source, 5, 1000);
      before = StoreContents.of(source);
      written = ArchiveExport.run(source, file, KEY);
    }
    try (Vault target = FilledStore.open(sqlite("target"), 2)) {
      assertThat(ArchiveImport.run(target, file, KEY)).isEqualTo(written);
      StoreContents.of(target).requireImportedFrom(before);
    }
    try (Vault again = FilledStore.open(sqlite("target"), 2)) {
      ArchiveImport.requireFinished(again);
      StoreContents.of(again).requireImportedFrom(before);
    }
  }
}
