package io.faceattendance.attendance.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Encrypted data about one person, which goes when the person goes: a template, a picture, the
 * reason for a correction.
 *
 * @param id random
 * @param person the key of the person whose it is
 * @param kind what it is, such as {@link #TEMPLATE}
 * @param label what is known of it without the key: a template's embedding space, for instance
 * @param recordVersion the format of the encrypted record
 * @param nonce the nonce of the encryption
 * @param ciphertext the encrypted bytes, with their tag
 * @param createdAt when it was stored, to the microsecond
 */
public record SealedRow(
    UUID id,
    UUID person,
    String kind,
    String label,
    int recordVersion,
    Bytes nonce,
    Bytes ciphertext,
    Instant createdAt) {
  /** An embedding; the label is its space. */
  public static final String TEMPLATE = "template";

  /** A picture of a face; the label is its media type. */
  public static final String PICTURE = "picture";

  /** Who corrected or voided an event and why; the label is the event's id. */
  public static final String NOTE = "note";

  /** All kinds that there are. */
  public static final List<String> KINDS = List.of(TEMPLATE, PICTURE, NOTE);
}
