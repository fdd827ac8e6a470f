package io.faceattendance;

/** A network that failed while it ran. */
public class InferenceException extends FaceException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception with a message for the person who must act on it.
   *
   * @param message what was expected, what came, and what to do
   */
  public InferenceException(String message) {
    super(message);
  }

  /**
   * An exception with its cause.
   *
   * @param message what was expected, what came, and what to do
   * @param cause what went wrong below
   */
  public InferenceException(String message, Throwable cause) {
    super(message, cause);
  }
}
