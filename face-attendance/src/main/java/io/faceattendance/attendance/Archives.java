package io.faceattendance.attendance;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Everything a store holds, in one encrypted file: for backup, and to move from one storage to
 * another. The format is described in docs/ARCHIVE.md. Thread-safe; part of a {@link
 * FaceAttendance}.
 */
public final class Archives {

  private Archives() {}

  /**
   * How much went through.
   *
   * @param people people
   * @param templates templates
   * @param pictures pictures
   * @param sessions sessions
   * @param events events
   * @param auditRows rows of the audit log
   */
  public record Contents(
      int people, int templates, int pictures, int sessions, long events, long auditRows) {}

  /**
   * Writes everything to a file.
   *
   * @param file made, readable for its owner only
   * @param key encrypts it: {@value KeyProvider#KEY_BYTES} bytes
   * @return how much was written
   * @throws IOException if the file is there already or cannot be written; nothing is left of it
   */
  public Contents exportTo(Path file, byte[] key) throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads everything into this store, which must be empty, in one transaction.
   *
   * @param file written by {@link #exportTo}
   * @param key with which it was encrypted
   * @return how much was read
   * @throws IOException if the file cannot be read
   * @throws io.faceattendance.FaceException if it is no archive, of a newer version, damaged,
   *     encrypted with another key, or this store is not empty; nothing was changed
   */
  public Contents importFrom(Path file, byte[] key) throws IOException {
    throw new UnsupportedOperationException();
  }
}
