package io.faceattendance.attendance.internal;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM of the JDK with a random nonce of 96 bits and a tag of 128 bits (NIST SP 800-38D);
 * what the record is about is authenticated with it. Random nonces are good for 2^32 records under
 * one key. Thread-safe.
 */
final class AesGcm {
  static final int TAG_BYTES = 16;
  static final int NONCE_BYTES = 12;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();
  private final ThreadLocal<Cipher> ciphers = ThreadLocal.withInitial(AesGcm::newCipher);

  AesGcm(SecretKey key) {
    this.key = key;
  }

  byte[] newNonce() {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return nonce;
  }

  byte[] seal(byte[] nonce, byte[] authenticated, byte[] plain) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, nonce, authenticated).doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES/GCM/NoPadding is part of every Java platform", e);
    }
  }

  /**
   * Opens a record.
   *
   * @throws GeneralSecurityException if anything of it was changed
   */
  byte[] open(byte[] nonce, byte[] authenticated, byte[] sealed) throws GeneralSecurityException {
    if (sealed.length < TAG_BYTES) { // the JDK fails in other ways on some
      throw new AEADBadTagException("shorter than a tag");
    }
    return cipher(Cipher.DECRYPT_MODE, nonce, authenticated).doFinal(sealed);
  }

  private Cipher cipher(int mode, byte[] nonce, byte[] authenticated)
      throws GeneralSecurityException {
    Cipher cipher = ciphers.get();
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
    cipher.updateAAD(authenticated);
    return cipher;
  }

  private static Cipher newCipher() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES/GCM/NoPadding is part of every Java platform", e);
    }
  }
}
