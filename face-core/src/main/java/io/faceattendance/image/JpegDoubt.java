package io.faceattendance.image;

/** Something that the JPEG checker cannot vouch for: damage, or a variant that it does not know. */
final class JpegDoubt extends Exception {
  private static final long serialVersionUID = 1L;

  JpegDoubt(String message) {
    super(message, null, false, false);
  }
}
