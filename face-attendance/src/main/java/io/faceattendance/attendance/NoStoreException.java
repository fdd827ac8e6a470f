package io.faceattendance.attendance;

/**
 * A directory that has no store, opened with {@link AttendanceOptions#existingOnly()}. Nothing was
 * created.
 */
public final class NoStoreException extends StoreException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception with a message for the person who must act on it.
   *
   * @param message what was expected, what came, and what to do
   */
  public NoStoreException(String message) {
    super(message);
  }
}
