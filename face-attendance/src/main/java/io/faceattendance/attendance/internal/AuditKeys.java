package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.store.AttendanceStore;
import io.faceattendance.attendance.store.DocumentRow;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The random keys with which the audit log was continued, one for each epoch, the first being epoch
 * 1. They stand encrypted in the store, so that the log stays verifiable when the store's own key
 * is changed.
 */
final class AuditKeys {
  static final String DOCUMENT = "audit/keys";
  private static final int KEY_BYTES = 32;

  private final List<SecretKey> keys;

  private AuditKeys(List<SecretKey> keys) {
    this.keys = List.copyOf(keys);
  }

  static AuditKeys first() {
    return new AuditKeys(List.of()).withNextEpoch();
  }

  static boolean areIn(AttendanceStore rows) {
    return !rows.documents(DOCUMENT).isEmpty();
  }

  /** Those of a store. */
  static AuditKeys read(AttendanceStore rows, VaultKeys keys) {
    DocumentRow document =
        rows.documents(DOCUMENT).stream()
            .filter(one -> one.name().equals(DOCUMENT))
            .findFirst()
            .orElseThrow(AuditKeys::missing);
    try {
      return parse(keys.open(document));
    } catch (GeneralSecurityException e) {
      throw new StoreException(
          "document %s cannot be read: it was changed, or belongs to another store; restore a backup"
              .formatted(DOCUMENT),
          e);
    }
  }

  static StoreException missing() {
    return new StoreException(
        "expected the keys of the audit log in the document %s, they were deleted: restore a backup; nothing was changed"
            .formatted(DOCUMENT));
  }

  private static AuditKeys parse(byte[] content) {
    if (content.length == 0 || content.length % KEY_BYTES != 0) {
      throw new StoreException(
          "expected keys of %d bytes in the document %s, got %d bytes: restore a backup"
              .formatted(KEY_BYTES, DOCUMENT, content.length));
    }
    List<SecretKey> keys = new ArrayList<>();
    for (int start = 0; start < content.length; start += KEY_BYTES) {
      keys.add(key(Arrays.copyOfRange(content, start, start + KEY_BYTES)));
    }
    return new AuditKeys(keys);
  }

  private static SecretKey key(byte[] bytes) {
    return new SecretKeySpec(bytes, "HmacSHA256");
  }

  byte[] content() {
    byte[] content = new byte[keys.size() * KEY_BYTES];
    for (int i = 0; i < keys.size(); i++) {
      System.arraycopy(keys.get(i).getEncoded(), 0, content, i * KEY_BYTES, KEY_BYTES);
    }
    return content;
  }

  AuditKeys withNextEpoch() {
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    List<SecretKey> next = new ArrayList<>(keys);
    next.add(key(random));
    return new AuditKeys(next);
  }

  int newestEpoch() {
    return keys.size();
  }

  /** Empty if there is no such epoch. */
  Optional<SecretKey> find(int epoch) {
    return epoch >= 1 && epoch <= keys.size() ? Optional.of(keys.get(epoch - 1)) : Optional.empty();
  }
}
