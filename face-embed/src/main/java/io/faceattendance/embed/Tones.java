package io.faceattendance.embed;

import io.faceattendance.Image;

/** Other contrast and brightness. */
final class Tones {
  private static final int LEVELS = 256;

  private Tones() {}

  /**
   * Each value times the contrast, plus the brightness, rounded and kept within 0..255.
   *
   * @param image the picture
   * @param contrast a factor
   * @param brightness in levels
   * @return the changed picture
   */
  static Image changed(Image image, double contrast, double brightness) {
    byte[] table = new byte[LEVELS];
    for (int level = 0; level < LEVELS; level++) {
      double value = Math.rint(contrast * level + brightness);
      table[level] = (byte) (int) Math.max(0, Math.min(LEVELS - 1, value));
    }
    byte[] pixels = image.copyRegion(0, 0, image.width(), image.height());
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = table[pixels[i] & 0xff];
    }
    return Image.of(image.width(), image.height(), pixels);
  }
}
