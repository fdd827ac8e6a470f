package io.faceattendance.image;

/**
 * What a header says about the stored pixels.
 *
 * @param width columns as stored, at least 1
 * @param height rows as stored, at least 1
 * @param orientation EXIF orientation, 1 to 8
 */
record EncodedImage(int width, int height, int orientation) {

  /** A header whose size was held against the limits. */
  static EncodedImage of(long width, long height, int orientation, ImageLimits limits) {
    limits.checkPixels(width, height);
    return new EncodedImage((int) width, (int) height, orientation);
  }
}
