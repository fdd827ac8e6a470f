package io.faceattendance.attendance;

/**
 * The disk or the database failed: an I/O error, a full disk, a file that is no database any more,
 * or a lock that another program held for too long. Nothing that the caller gave is at fault.
 */
public final class StoreFailedException extends StoreException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception with its cause.
   *
   * @param message what failed
   * @param cause what went wrong below
   */
  public StoreFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * An exception with a message.
   *
   * @param message what failed, and what to do
   */
  public StoreFailedException(String message) {
    super(message);
  }
}
