package io.faceattendance;

/**
 * The root of what this library throws when the input, a model or a store is at fault. A fault in
 * the call itself is an {@link IllegalArgumentException} or {@link IllegalStateException}; a file
 * that the caller named and that cannot be read is an {@link java.io.IOException}.
 */
public class FaceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception with a message for the person who must act on it.
   *
   * @param message what was expected, what came, and what to do
   */
  public FaceException(String message) {
    super(message);
  }

  /**
   * An exception with its cause.
   *
   * @param message what was expected, what came, and what to do
   * @param cause what went wrong below
   */
  public FaceException(String message, Throwable cause) {
    super(message, cause);
  }
}
