package io.faceattendance.attendance.internal.archive;

import io.faceattendance.FaceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * The plain beginning of an archive: 8 bytes {@code FACEARCH}, the format as 2 bytes, the id as 16,
 * big-endian. It is authenticated with what follows.
 *
 * @param format how the rest is written
 * @param id random, of this archive
 */
record ArchiveHeader(int format, UUID id) {
  static final int FORMAT = 1;
  static final int BYTES = 26;

  private static final byte[] MAGIC = "FACEARCH".getBytes(StandardCharsets.US_ASCII);

  static ArchiveHeader create() {
    return new ArchiveHeader(FORMAT, UUID.randomUUID());
  }

  byte[] bytes() {
    return ByteBuffer.allocate(BYTES)
        .put(MAGIC)
        .putShort((short) format)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  /**
   * Reads the beginning.
   *
   * @param name of the file, for messages
   * @throws FaceException if it is no archive, or one of a newer format
   */
  static ArchiveHeader read(InputStream in, String name) throws IOException {
    byte[] bytes = in.readNBytes(BYTES);
    if (bytes.length < BYTES || !Arrays.equals(Arrays.copyOf(bytes, MAGIC.length), MAGIC)) {
      throw new FaceException(
          "expected an archive of attendance, %s is none: name a file that an export wrote"
              .formatted(name));
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, MAGIC.length, BYTES - MAGIC.length);
    int format = Short.toUnsignedInt(buffer.getShort());
    if (format != FORMAT) {
      throw new FaceException(
          "expected an archive of format %d, %s has format %d: read it with the version that wrote it"
              .formatted(FORMAT, name, format));
    }
    return new ArchiveHeader(format, new UUID(buffer.getLong(), buffer.getLong()));
  }
}
