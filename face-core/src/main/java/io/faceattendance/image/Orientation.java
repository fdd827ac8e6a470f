package io.faceattendance.image;

import io.faceattendance.ImageException;

/** Finds the EXIF orientation (tag 274): 1 to 8, 1 is upright. */
final class Orientation {
  static final int UPRIGHT = 1;

  private static final String EXIF = "Exif\0\0";

  private Orientation() {}

  /**
   * The orientation in an EXIF block, with or without its "Exif" prefix. Damaged EXIF says nothing:
   * it never makes a picture unreadable.
   */
  static int ofExif(Bytes block) {
    try {
      int prefix = block.has(0, EXIF) ? EXIF.length() : 0;
      return of(TiffDirectory.of(block.slice(prefix, block.length() - prefix)));
    } catch (ImageException damaged) {
      return UPRIGHT;
    }
  }

  static int of(TiffDirectory directory) {
    long value = directory.first(TiffDirectory.ORIENTATION, UPRIGHT);
    return value >= 1 && value <= 8 ? (int) value : UPRIGHT;
  }
}
