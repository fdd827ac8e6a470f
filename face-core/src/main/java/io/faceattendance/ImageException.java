package io.faceattendance;

/** A picture that cannot be decoded completely, is too large, or is of an unsupported format. */
public class ImageException extends FaceException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception with a message for the person who must act on it.
   *
   * @param message what was expected, what came, and what to do
   */
  public ImageException(String message) {
    super(message);
  }

  /**
   * An exception with its cause.
   *
   * @param message what was expected, what came, and what to do
   * @param cause what went wrong below
   */
  public ImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
