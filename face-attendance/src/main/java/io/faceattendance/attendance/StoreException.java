package io.faceattendance.attendance;

import io.faceattendance.FaceException;

/**
 * A data directory that cannot be used: its key is missing or wrong, a record was changed, it was
 * written by a newer version or for another model, or, as a {@link StoreFailedException}, the disk
 * fails. Nothing was changed by the call that throws it.
 */
public class StoreException extends FaceException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception with a message for the person who must act on it.
   *
   * @param message what was expected, what came, and what to do
   */
  public StoreException(String message) {
    super(message);
  }

  /**
   * An exception with its cause.
   *
   * @param message what was expected, what came, and what to do
   * @param cause what went wrong below
   */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
