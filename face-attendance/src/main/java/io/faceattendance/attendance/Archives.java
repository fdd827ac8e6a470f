package io.faceattendance.attendance;

import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.internal.archive.ArchiveExport;
import io.faceattendance.attendance.internal.archive.ArchiveImport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Everything a store holds, in one encrypted file: for backup, and to move from one storage to
 * another. The format is described in docs/ARCHIVE.md. Thread-safe; part of a {@link
 * FaceAttendance}.
 */
public final class Archives {

  private final Owned owned;
  private final Vault vault;

  Archives(Owned owned, Vault vault) {
    this.owned = owned;
    this.vault = vault;
  }

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
   * @throws io.faceattendance.FaceException if {@code com.google.crypto.tink:tink} is not on the
   *     class path, or people and documents change again and again meanwhile
   */
  public Contents exportTo(Path file, byte[] key) throws IOException {
    return io(() -> ArchiveExport.run(vault, file, key));
  }

  /**
   * Reads everything into this store, which must be empty and used by nobody else. The archive is
   * looked through as a whole before anything is stored. If storing it fails then, or the program
   * ends, the store is refused from then on: it is deleted, and the archive imported into a new
   * one.
   *
   * @param file written by {@link #exportTo}
   * @param key with which it was encrypted
   * @return how much was read
   * @throws IOException if the file cannot be read
   * @throws io.faceattendance.FaceException if it is no archive, of a newer version, damaged,
   *     encrypted with another key, or this store is not empty; nothing was changed
   */
  public Contents importFrom(Path file, byte[] key) throws IOException {
    return io(() -> ArchiveImport.run(vault, file, key));
  }

  private interface Work {
    Contents run() throws IOException;
  }

  private Contents io(Work work) throws IOException {
    try {
      return owned.whileOpen(
          () -> {
            try {
              return work.run();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
