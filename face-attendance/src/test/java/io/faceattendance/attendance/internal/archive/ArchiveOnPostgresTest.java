package io.faceattendance.attendance.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.attendance.AuditLog.Verification;
import io.faceattendance.attendance.Stores;
import io.faceattendance.attendance.internal.AuditVerification;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.store.PostgresServer;
import io.faceattendance.attendance.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveOnPostgresTest {
  private static final byte[] KEY = new byte[32];

  @TempDir Path folder;

  @Test
  void bringsEverythingFromAFileToAServerAndBack() throws IOException {
    PostgresServer server = PostgresServer.shared();
    StoreContents before;
    try (Vault source = FilledStore.open(sqlite("source"), 1)) {
      FilledStore.fill(source, 5, 900);
      before = StoreContents.of(source);
      ArchiveExport.run(source, folder.resolve("there"), KEY);
    }
    StoreContents there;
    try (Vault target = FilledStore.open(server.location(server.newDatabase()), 2)) {
      ArchiveImport.run(target, folder.resolve("there"), KEY);
      there = StoreContents.of(target);
      there.requireImportedFrom(before);
      requireIntact(target, before.audit().size() + 1);
      ArchiveExport.run(target, folder.resolve("back"), KEY);
    }
    try (Vault again = FilledStore.open(sqlite("again"), 3)) {
      ArchiveImport.run(again, folder.resolve("back"), KEY);
      StoreContents.of(again).requireImportedFrom(there);
      requireIntact(again, there.audit().size() + 1);
    }
  }

  private static void requireIntact(Vault vault, long rows) {
    Verification verification = AuditVerification.of(vault);
    assertThat(verification.intact()).isTrue();
    assertThat(verification.rows()).isEqualTo(rows);
  }

  private StoreLocation sqlite(String name) {
    return Stores.sqlite(folder.resolve(name), Duration.ofSeconds(10));
  }
}
