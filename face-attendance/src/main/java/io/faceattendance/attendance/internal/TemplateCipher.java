package io.faceattendance.attendance.internal;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.attendance.StoreException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts and decrypts templates: AES-256-GCM of the JDK with a random nonce of 96 bits and a tag
 * of 128 bits (NIST SP 800-38D); the template's context is authenticated with it. Random nonces are
 * good for 2^32 templates under one key. Thread-safe.
 *
 * <p>Record format 1: the unit vector as little-endian float32.
 */
final class TemplateCipher {
  static final int RECORD_VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  TemplateCipher(SecretKey key) {
    this.key = key;
  }

  SealedTemplate seal(TemplateContext context, Embedding embedding) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] plain = encode(embedding);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, context, nonce).doFinal(plain);
      return new SealedTemplate(context, nonce, sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES/GCM/NoPadding is part of every Java platform", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  Embedding open(SealedTemplate sealed) {
    TemplateContext context = sealed.context();
    if (context.recordVersion() != RECORD_VERSION) {
      throw refused(
          context,
          "its record format is %d and this version reads %d"
              .formatted(context.recordVersion(), RECORD_VERSION));
    }
    if (sealed.ciphertext().length != context.space().dimension() * Float.BYTES + TAG_BITS / 8) {
      throw refused(context, "its length was changed"); // the JDK fails in other ways on some
    }
    byte[] plain = new byte[0];
    try {
      plain = cipher(Cipher.DECRYPT_MODE, context, sealed.nonce()).doFinal(sealed.ciphertext());
      return decode(context.space(), plain);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw refused(context, "it was changed, or belongs to another person, model or store");
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private Cipher cipher(int mode, TemplateContext context, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context.authenticated());
    return cipher;
  }

  private static byte[] encode(Embedding embedding) {
    float[] vector = embedding.vector();
    ByteBuffer buffer =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(vector);
    return buffer.array();
  }

  private static Embedding decode(EmbeddingSpace space, byte[] plain) {
    float[] vector = new float[plain.length / Float.BYTES];
    ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return Embedding.of(space, vector);
  }

  private static StoreException refused(TemplateContext context, String why) {
    return new StoreException(
        "template %s of person %s cannot be read: %s; restore the data directory from a backup"
            .formatted(context.template(), context.person(), why));
  }
}
