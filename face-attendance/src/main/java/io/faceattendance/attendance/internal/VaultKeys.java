package io.faceattendance.attendance.internal;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.store.Bytes;
import io.faceattendance.attendance.store.DocumentRow;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.StoreHeader;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;

/**
 * What one key of a store encrypts and decrypts. Thread-safe.
 *
 * <p>Sealed records have format 2: what they are about is authenticated, the person by the key,
 * that of a template by the id as well: whoever exchanges ids of people in the storage makes nobody
 * somebody else. Templates of format 1, which are bound to the id alone, are read as well. A
 * document is a byte with its format (1), the nonce, and the ciphertext with its tag.
 */
final class VaultKeys {
  static final int RECORD_VERSION = 2;
  static final int FIRST_RECORD_VERSION = 1;
  private static final byte DOCUMENT_VERSION = 1;
  private static final int DOCUMENT_HEAD = 1 + AesGcm.NONCE_BYTES;

  private final UUID store;
  private final Bytes check;
  private final Bytes checkWithLog;
  private final SecretKey earlierCalibrations;
  private final AesGcm firstRecords;
  private final AesGcm records;
  private final AesGcm documents;

  VaultKeys(StoreKey key, UUID store) {
    this.store = store;
    this.check = Bytes.of(key.check());
    this.checkWithLog = Bytes.of(key.checkWithLog());
    this.earlierCalibrations = key.earlierCalibrations();
    this.firstRecords = new AesGcm(key.templates());
    this.records = new AesGcm(key.records());
    this.documents = new AesGcm(key.documents());
  }

  /** Of a store whose audit log has no row. */
  Bytes check() {
    return check;
  }

  /** Whether this is the key of the store with that header. */
  boolean fit(StoreHeader header) {
    return header.keyCheck().equals(check) || hasLog(header);
  }

  /** Whether the audit log has rows, as nobody without the key can deny. */
  boolean hasLog(StoreHeader header) {
    return header.keyCheck().equals(checkWithLog);
  }

  /** The header of this key from the first row of the audit log on. */
  StoreHeader withLog(StoreHeader header) {
    return new StoreHeader(header.id(), checkWithLog, header.createdAt());
  }

  boolean isEarlierCalibration(byte[] text, Bytes mac) {
    return MessageDigest.isEqual(StoreKey.mac(earlierCalibrations, text), mac.toArray());
  }

  SealedRow seal(
      UUID id,
      UUID person,
      Optional<PersonId> personId,
      String kind,
      String label,
      Instant at,
      byte[] plain) {
    byte[] about =
        about(id, person, personId, kind, label)
            .orElseThrow(
                () -> new IllegalArgumentException("expected the person's id for a template"));
    byte[] nonce = records.newNonce();
    byte[] sealed = records.seal(nonce, about, plain);
    return new SealedRow(
        id, person, kind, label, RECORD_VERSION, Bytes.of(nonce), Bytes.of(sealed), at);
  }

  /** The person's id is needed for templates alone. */
  byte[] open(SealedRow record, Optional<PersonId> personId) throws GeneralSecurityException {
    if (record.recordVersion() == FIRST_RECORD_VERSION && personId.isPresent()) {
      return openFirst(record, personId.get());
    }
    if (record.recordVersion() != RECORD_VERSION) {
      throw new GeneralSecurityException(
          "expected record format %d, got %d".formatted(RECORD_VERSION, record.recordVersion()));
    }
    byte[] about =
        about(record.id(), record.person(), personId, record.kind(), record.label())
            .orElseThrow(() -> new GeneralSecurityException("nobody has that key"));
    return records.open(record.nonce().toArray(), about, record.ciphertext().toArray());
  }

  /** Empty for a template of nobody. */
  private static Optional<byte[]> about(
      UUID id, UUID person, Optional<PersonId> personId, String kind, String label) {
    Parts parts =
        new Parts()
            .add(RECORD_VERSION)
            .add(id.toString())
            .add(kind)
            .add(person.toString())
            .add(label);
    return kind.equals(SealedRow.TEMPLATE)
        ? personId.map(one -> parts.add(one.value()).bytes())
        : Optional.of(parts.bytes());
  }

  private byte[] openFirst(SealedRow template, PersonId person) throws GeneralSecurityException {
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
