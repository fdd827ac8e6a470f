package io.faceattendance.attendance.internal;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.store.Bytes;
import io.faceattendance.attendance.store.DocumentRow;
import io.faceattendance.attendance.store.SealedRow;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.AEADBadTagException;

/**
 * What one key of a store encrypts and decrypts. Thread-safe.
 *
 * <p>Sealed records have format 2: what they are about is authenticated, the person by the key.
 * Templates of format 1 are read as well; they are bound to the person's id. A document is a byte
 * with its format (1), the nonce, and the ciphertext with its tag.
 */
final class VaultKeys {
  static final int RECORD_VERSION = 2;
  static final int FIRST_RECORD_VERSION = 1;
  private static final byte DOCUMENT_VERSION = 1;
  private static final int DOCUMENT_HEAD = 1 + AesGcm.NONCE_BYTES;

  private final UUID store;
  private final Bytes check;
  private final AesGcm firstRecords;
  private final AesGcm records;
  private final AesGcm documents;

  VaultKeys(StoreKey key, UUID store) {
    this.store = store;
    this.check = Bytes.of(key.check());
    this.firstRecords = new AesGcm(key.templates());
    this.records = new AesGcm(key.records());
    this.documents = new AesGcm(key.documents());
  }

  /** Shows whether this is the store's key. */
  Bytes check() {
    return check;
  }

  SealedRow seal(UUID id, UUID person, String kind, String label, Instant at, byte[] plain) {
    byte[] nonce = records.newNonce();
    byte[] sealed = records.seal(nonce, about(id, person, kind, label), plain);
    return new SealedRow(
        id, person, kind, label, RECORD_VERSION, Bytes.of(nonce), Bytes.of(sealed), at);
  }

  byte[] open(SealedRow record) throws GeneralSecurityException {
    if (record.recordVersion() != RECORD_VERSION) {
      throw new GeneralSecurityException(
          "expected record format %d, got %d".formatted(RECORD_VERSION, record.recordVersion()));
    }
    byte[] about = about(record.id(), record.person(), record.kind(), record.label());
    return records.open(record.nonce().toArray(), about, record.ciphertext().toArray());
  }

  private static byte[] about(UUID id, UUID person, String kind, String label) {
    return new Parts()
        .add(RECORD_VERSION)
        .add(id.toString())
        .add(kind)
        .add(person.toString())
        .add(label)
        .bytes();
  }

  /** Of format 1. */
  byte[] openFirst(SealedRow template, PersonId person) throws GeneralSecurityException {
    byte[] about =
        new Parts()
            .add(FIRST_RECORD_VERSION)
            .add(template.id().toString())
            .add(person.value())
            .add(template.label())
            .bytes();
    return firstRecords.open(template.nonce().toArray(), about, template.ciphertext().toArray());
  }

  DocumentRow seal(String name, byte[] plain) {
    byte[] nonce = documents.newNonce();
    byte[] sealed = documents.seal(nonce, about(name), plain);
    ByteBuffer content = ByteBuffer.allocate(DOCUMENT_HEAD + sealed.length);
    content.put(DOCUMENT_VERSION).put(nonce).put(sealed);
    return new DocumentRow(name, Bytes.of(content.array()));
  }

  byte[] open(DocumentRow document) throws GeneralSecurityException {
    byte[] content = document.content().toArray();
    if (content.length < DOCUMENT_HEAD || content[0] != DOCUMENT_VERSION) {
      throw new AEADBadTagException("not a document of format " + DOCUMENT_VERSION);
    }
    byte[] nonce = Arrays.copyOfRange(content, 1, DOCUMENT_HEAD);
    byte[] sealed = Arrays.copyOfRange(content, DOCUMENT_HEAD, content.length);
    return documents.open(nonce, about(document.name()), sealed);
  }

  private byte[] about(String name) {
    return new Parts().add((int) DOCUMENT_VERSION).add(store.toString()).add(name).bytes();
  }
}
