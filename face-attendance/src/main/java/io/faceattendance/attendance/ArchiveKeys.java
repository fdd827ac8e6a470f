package io.faceattendance.attendance;

import io.faceattendance.attendance.internal.KeyFiles;
import java.util.Map;

/**
 * Where the key of archives comes from. It is not the key of a store: an archive is read elsewhere,
 * and often by somebody else.
 */
public final class ArchiveKeys {

  private ArchiveKeys() {}

  /**
   * The key in {@code FACE_ARCHIVE_KEY} (base64 of {@value KeyProvider#KEY_BYTES} bytes), or else
   * in the file that {@code FACE_ARCHIVE_KEY_FILE} names, which only its owner may read.
   *
   * @param environment the variables to look in
   * @param creates whether a file that is missing is made: for an export
   * @return {@value KeyProvider#KEY_BYTES} bytes; the caller overwrites the array
   * @throws io.faceattendance.FaceException if neither is set, or there is no key
   */
  public static byte[] fromEnvironment(Map<String, String> environment, boolean creates) {
    return KeyFiles.archiveKey(environment, creates);
  }
}
