package io.faceattendance.attendance.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is derived from the key of a store: one key for each use, by HKDF-Expand (RFC 5869, section
 * 2.3) with HMAC-SHA256 and one block, the store's id in its info. The key is uniformly random
 * already, so there is no extract step.
 */
final class StoreKey implements AutoCloseable {
  private static final String HMAC = "HmacSHA256";

  private final byte[] key;
  private final UUID storeId;

  StoreKey(byte[] key, UUID storeId) {
    this.key = key.clone();
    this.storeId = storeId;
  }

  /**
   * A value that shows whether a key is the store's, without giving it away, as long as the audit
   * log has no row.
   */
  byte[] check() {
    return derive("key check 1");
  }

  /** The same from the first row of the audit log on. */
  byte[] checkWithLog() {
    return derive("key check 2");
  }

  SecretKey templates() {
    return new SecretKeySpec(derive("templates 1"), "AES");
  }

  SecretKey records() {
    return new SecretKeySpec(derive("records 2"), "AES");
  }

  SecretKey documents() {
    return new SecretKeySpec(derive("documents 1"), "AES");
  }

  /** With which an earlier version authenticated calibrations. */
  SecretKey earlierCalibrations() {
    return new SecretKeySpec(derive("calibration 1"), HMAC);
  }

  /** The HMAC-SHA256 of a text. */
  static byte[] mac(SecretKey key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
    }
  }

  private byte[] derive(String use) {
    byte[] info =
        "face-attendance/%s/%s".formatted(use, storeId).getBytes(StandardCharsets.US_ASCII);
    byte[] block = Arrays.copyOf(info, info.length + 1);
    block[info.length] = 1;
    return mac(new SecretKeySpec(key, HMAC), block);
  }

  /** Overwrites the key. What was derived from it is left to whoever has it. */
  @Override
  public void close() {
    Arrays.fill(key, (byte) 0);
  }
}
