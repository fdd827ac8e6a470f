package io.faceattendance.attendance.internal.archive;

import java.io.IOException;

/** What was decrypted is no whole archive. */
final class MalformedArchiveException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedArchiveException(String message) {
    super(message);
  }
}
