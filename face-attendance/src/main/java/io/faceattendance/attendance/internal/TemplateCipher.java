package io.faceattendance.attendance.internal;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.attendance.StoreException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * Encrypts and decrypts templates by {@link AesGcm}; the template's context is authenticated.
 * Thread-safe.
 *
 * <p>Record format 1: the unit vector as little-endian float32.
 */
final class TemplateCipher {
  static final int RECORD_VERSION = 1;

  private final AesGcm cipher;

  TemplateCipher(SecretKey key) {
    this.cipher = new AesGcm(key);
  }

  SealedTemplate seal(TemplateContext context, Embedding embedding) {
    byte[] nonce = cipher.newNonce();
    byte[] plain = encode(embedding);
    try {
      byte[] sealed = cipher.seal(nonce, context.authenticated(), plain);
      return new SealedTemplate(context, nonce, sealed);
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
    if (sealed.ciphertext().length
        != context.space().dimension() * Float.BYTES + AesGcm.TAG_BYTES) {
      throw refused(context, "its length was changed"); // the JDK fails in other ways on some
    }
    byte[] plain = new byte[0];
    try {
      plain = cipher.open(sealed.nonce(), context.authenticated(), sealed.ciphertext());
      return decode(context.space(), plain);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw refused(context, "it was changed, or belongs to another person, model or store");
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
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
