package io.faceattendance.attendance.internal;

/** A template as it stands in the store. */
final class SealedTemplate {
  private final TemplateContext context;
  private final byte[] nonce;
  private final byte[] ciphertext;

  SealedTemplate(TemplateContext context, byte[] nonce, byte[] ciphertext) {
    this.context = context;
    this.nonce = nonce.clone();
    this.ciphertext = ciphertext.clone();
  }

  TemplateContext context() {
    return context;
  }

  byte[] nonce() {
    return nonce.clone();
  }

  byte[] ciphertext() {
    return ciphertext.clone();
  }
}
