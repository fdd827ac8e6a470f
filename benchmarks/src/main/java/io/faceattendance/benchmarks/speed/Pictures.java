package io.faceattendance.benchmarks.speed;

import io.faceattendance.Image;
import io.faceattendance.image.Images;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Pictures of the size that a question asks for, made from real ones; the same at every run. */
final class Pictures {
  private Pictures() {}

  /** Scaled, bilinear, so that its longer side has that many pixels. */
  static Image scaled(Image image, int longestSide) {
    double scale = (double) longestSide / Math.max(image.width(), image.height());
    int width = (int) Math.round(image.width() * scale);
    int height = (int) Math.round(image.height() * scale);
    return stretched(image, width, height);
  }

  /** Scaled, bilinear, to a size, whatever becomes of the aspect. */
  static Image stretched(Image image, int width, int height) {
    BufferedImage target = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    draw(target, image, 0, width, height);
    return Images.fromBufferedImage(target);
  }

  /** One above the other, left-aligned on black. */
  static Image stacked(Image upper, Image lower) {
    int width = Math.max(upper.width(), lower.width());
    BufferedImage target =
        new BufferedImage(width, upper.height() + lower.height(), BufferedImage.TYPE_3BYTE_BGR);
    draw(target, upper, 0, upper.width(), upper.height());
    draw(target, lower, upper.height(), lower.width(), lower.height());
    return Images.fromBufferedImage(target);
  }

  private static void draw(BufferedImage target, Image image, int top, int width, int height) {
    Graphics2D graphics = target.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(Images.toBufferedImage(image), 0, top, width, height, null);
    } finally {
      graphics.dispose();
    }
  }
}
