package io.faceattendance.attendance.internal;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Whose template it is, and of what: bound to the ciphertext, so that no template can be moved to
 * another person, id, embedding space or record format.
 *
 * @param template the template's id
 * @param person whose it is
 * @param space its embedding space
 * @param recordVersion the format of the encrypted record
 */
record TemplateContext(UUID template, PersonId person, EmbeddingSpace space, int recordVersion) {

  /** Each part with its length before it: different contexts never give the same bytes. */
  byte[] authenticated() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    append(out, ByteBuffer.allocate(Integer.BYTES).putInt(recordVersion).array());
    append(out, Text.utf8("template id", template.toString()));
    append(out, Text.utf8("person id", person.value()));
    append(out, Text.utf8("embedding space", space.id()));
    return out.toByteArray();
  }

  private static void append(ByteArrayOutputStream out, byte[] part) {
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
    out.writeBytes(part);
  }
}
