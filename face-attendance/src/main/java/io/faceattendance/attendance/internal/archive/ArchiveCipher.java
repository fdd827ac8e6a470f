package io.faceattendance.attendance.internal.archive;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import io.faceattendance.FaceException;
import io.faceattendance.attendance.KeyProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;

/**
 * Tink's streaming encryption AES256_GCM_HKDF: a key of its own for each archive, and segments that
 * cannot be changed, moved, left out or cut off unnoticed. What a reader gets of a segment has been
 * authenticated.
 */
final class ArchiveCipher {
  private static final int KEY_BYTES = 32;
  private static final int SEGMENT_BYTES = 1 << 16;

  private final AesGcmHkdfStreaming cipher;

  private ArchiveCipher(AesGcmHkdfStreaming cipher) {
    this.cipher = cipher;
  }

  /**
   * The cipher of a key.
   *
   * @throws FaceException if Tink is not on the class path
   */
  static ArchiveCipher of(byte[] key) {
    if (key.length != KeyProvider.KEY_BYTES) {
      throw new IllegalArgumentException(
          "expected a key of %d bytes for an archive, got %d"
              .formatted(KeyProvider.KEY_BYTES, key.length));
    }
    try {
      return new ArchiveCipher(
          new AesGcmHkdfStreaming(key.clone(), "HmacSha256", KEY_BYTES, SEGMENT_BYTES, 0));
    } catch (NoClassDefFoundError e) {
      throw new FaceException(
          "expected Tink on the class path to encrypt archives, %s is missing: add com.google.crypto.tink:tink"
              .formatted(e.getMessage()),
          e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSha256 is part of every Java platform", e);
    }
  }

  OutputStream encrypting(OutputStream out, byte[] authenticated) throws IOException {
    try {
      return cipher.newEncryptingStream(out, authenticated);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES/GCM/NoPadding is part of every Java platform", e);
    }
  }

  /** Throws an {@link IOException} for bytes that were not written with this key. */
  InputStream decrypting(InputStream in, byte[] authenticated) throws IOException {
    try {
      return cipher.newDecryptingStream(in, authenticated);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES/GCM/NoPadding is part of every Java platform", e);
    }
  }
}
