package io.faceattendance.embed;

import io.faceattendance.Image;

/** Left and right exchanged. */
final class Mirror {
  private static final int CHANNELS = 3;

  private Mirror() {}

  static Image of(Image image) {
    int width = image.width();
    byte[] pixels = image.copyRegion(0, 0, width, image.height());
    byte[] mirrored = new byte[pixels.length];
    for (int i = 0; i < pixels.length / CHANNELS; i++) {
      int column = i % width;
      int target = i - column + width - 1 - column;
      System.arraycopy(pixels, i * CHANNELS, mirrored, target * CHANNELS, CHANNELS);
    }
    return Image.of(width, image.height(), mirrored);
  }
}
