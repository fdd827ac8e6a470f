package io.faceattendance;

/**
 * A model that is missing, is not the file it should be, needs its licence accepted, or has other
 * inputs and outputs than its card says.
 */
public class ModelException extends FaceException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception with a message for the person who must act on it.
   *
   * @param message what was expected, what came, and what to do
   */
  public ModelException(String message) {
    super(message);
  }

  /**
   * An exception with its cause.
   *
   * @param message what was expected, what came, and what to do
   * @param cause what went wrong below
   */
  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
