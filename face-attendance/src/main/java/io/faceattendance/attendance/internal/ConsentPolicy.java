package io.faceattendance.attendance.internal;

import java.nio.charset.StandardCharsets;

/**
 * Whether nobody is enrolled without a consent that holds: a document, {@code true} or not there.
 */
public final class ConsentPolicy {
  /** The name of the document. */
  public static final String DOCUMENT = "policy/consent-required";

  private ConsentPolicy() {}

  /**
   * Whether it is required.
   *
   * @param vault the store
   * @return false unless the document says so
   */
  public static boolean isRequired(Vault vault) {
    return vault
        .document(DOCUMENT)
        .map(content -> new String(content, StandardCharsets.UTF_8))
        .filter("true"::equals)
        .isPresent();
  }
}
