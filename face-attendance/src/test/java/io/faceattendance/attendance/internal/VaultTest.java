package io.faceattendance.attendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.attendance.KeyProvider;
import io.faceattendance.attendance.NoStoreException;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.store.DocumentRow;
import io.faceattendance.attendance.store.InMemoryStore;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.StoreVersion;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VaultTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");
  private static final byte[] PLAIN = "secret".getBytes(StandardCharsets.UTF_8);

  private final InMemoryStore location = new InMemoryStore();

  private Vault open() {
    return open((byte) 1);
  }

  private Vault open(byte key) {
    byte[] bytes = new byte[KeyProvider.KEY_BYTES];
    Arrays.fill(bytes, key);
    return Vault.open(location, KeyProvider.of(bytes), Clock.fixed(NOON, ZoneOffset.UTC), true);
  }

  @Test
  void refusesToMakeAStoreWhereNoneMayBeMade() {
    KeyProvider key = KeyProvider.of(new byte[KeyProvider.KEY_BYTES]);
    assertThatThrownBy(() -> Vault.open(location, key, Clock.systemUTC(), false))
        .isInstanceOf(NoStoreException.class);
    assertThat(location.peek()).isEmpty();
  }

  @Test
  void aWrongKeyChangesNothing() {
    StoreVersion before;
    try (Vault vault = open()) {
      before = vault.rows().version();
    }
    assertThatThrownBy(() -> open((byte) 2))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("got another one");
    try (Vault vault = open()) {
      assertThat(vault.rows().version()).isEqualTo(before);
    }
  }

  @Test
  void recordsAndDocumentsComeBackAfterReopening() {
    UUID key = UUID.randomUUID();
    try (Vault vault = open()) {
      SealedRow note = vault.seal(key, SealedRow.NOTE, "label", PLAIN);
      vault
          .rows()
          .commit(
              vault
                  .change()
                  .put(PersonJson.row(key, Person.of("p1", "Ada")))
                  .put(note)
                  .put(vault.seal("policy/x", PLAIN))
                  .build());
    }
    try (Vault vault = open()) {
      SealedRow note = vault.rows().sealed(SealedRow.NOTE, Optional.of(key)).get(0);
      assertThat(vault.open(note)).isEqualTo(PLAIN);
      DocumentRow document = vault.rows().documents("policy/").get(0);
      assertThat(vault.open(document)).isEqualTo(PLAIN);
    }
  }

  @Test
  void aRecordIsBoundToItsPerson() {
    try (Vault vault = open()) {
      SealedRow note = vault.seal(UUID.randomUUID(), SealedRow.NOTE, "label", PLAIN);
      SealedRow moved =
          new SealedRow(
              note.id(),
              UUID.randomUUID(),
              note.kind(),
              note.label(),
              note.recordVersion(),
              note.nonce(),
              note.ciphertext(),
              note.createdAt());
      assertThatThrownBy(() -> vault.open(moved)).isInstanceOf(StoreException.class);
    }
  }

  @Test
  void aDocumentIsBoundToItsName() {
    try (Vault vault = open()) {
      DocumentRow document = vault.seal("calibration/a", PLAIN);
      DocumentRow moved = new DocumentRow("calibration/b", document.content());
      assertThatThrownBy(() -> vault.open(moved)).isInstanceOf(StoreException.class);
    }
  }

  @Test
  void appendsToTheAuditLog() {
    try (Vault vault = open()) {
      vault
          .rows()
          .commit(
              vault.change().audit(vault.audit("done", Optional.empty(), Map.of("n", 1))).build());
      assertThat(vault.rows().auditHead().rows()).isEqualTo(1);
      assertThat(vault.rows().audit(0, 10).get(0).entry().details()).isEqualTo("{\"n\":1}");
    }
  }
}
