package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.StoreFailedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NotDirectoryException;

/** Tells a file that cannot be used as it is from a disk that fails. */
final class Failures {
  private Failures() {}

  static StoreException of(String what, IOException thrown) {
    String message = "%s: %s".formatted(what, thrown);
    boolean refused =
        thrown instanceof AccessDeniedException
            || thrown instanceof FileAlreadyExistsException
            || thrown instanceof NotDirectoryException;
    return refused
        ? new StoreException(message, thrown)
        : new StoreFailedException(message, thrown);
  }
}
