package io.faceattendance.embed;

import io.faceattendance.Image;
import io.faceattendance.Landmarks;
import io.faceattendance.Point;

/**
 * Keeps an ellipse around the landmarks, from the hairline to the chin, and makes everything else
 * neutral grey, which networks that take pixels as {@code (x - 127.5) / 127.5} see as 0. The edge
 * is soft. The ellipse follows the distance from the eyes to the mouth and the tilt between them; a
 * turned head, whose landmarks move together sideways, keeps its width. Stateless and thread-safe.
 */
public final class LandmarkEllipse implements BackgroundSuppression {
  private static final int CHANNELS = 3;
  private static final int GREY = 128;

  // In distances from the middle of the eyes to that of the mouth. On a grown-up's face the
  // hairline is about one above the eyes, the chin about two thirds below the mouth.
  private static final double CENTRE = 0.33;
  private static final double HALF_HEIGHT = 1.35;
  private static final double HALF_WIDTH = 1.0;

  // In radii: where it starts to fade, and where nothing is left.
  private static final double FADES = 0.95;
  private static final double GONE = 1.05;

  /** An ellipse. */
  public LandmarkEllipse() {}

  @Override
  public String id() {
    return "ellipse";
  }

  @Override
  public Image suppress(Image aligned, Landmarks landmarks) {
    Point eyes = middle(landmarks.leftEye(), landmarks.rightEye());
    Point mouth = middle(landmarks.leftMouth(), landmarks.rightMouth());
    double down = eyes.distanceTo(mouth);
    if (!(down > 0) || Double.isInfinite(down)) {
      throw new IllegalArgumentException(
          "expected eyes and a mouth apart from each other, got " + landmarks);
    }
    double x = (mouth.x() - eyes.x()) / down;
    double y = (mouth.y() - eyes.y()) / down;
    Point centre = new Point(eyes.x() + CENTRE * down * x, eyes.y() + CENTRE * down * y);
    int width = aligned.width();
    byte[] pixels = aligned.copyRegion(0, 0, width, aligned.height());
    for (int i = 0; i < pixels.length / CHANNELS; i++) {
      double dx = i % width - centre.x();
      double dy = i / width - centre.y();
      double along = (dx * x + dy * y) / (HALF_HEIGHT * down);
      double across = (dx * y - dy * x) / (HALF_WIDTH * down);
      mix(pixels, i * CHANNELS, kept(Math.sqrt(along * along + across * across)));
    }
    return Image.of(width, aligned.height(), pixels);
  }

  private static Point middle(Point first, Point second) {
    return new Point((first.x() + second.x()) / 2, (first.y() + second.y()) / 2);
  }

  private static double kept(double radius) {
    return Math.max(0, Math.min(1, (GONE - radius) / (GONE - FADES)));
  }

  private static void mix(byte[] pixels, int at, double kept) {
    for (int c = at; c < at + CHANNELS; c++) {
      pixels[c] = (byte) Math.rint(GREY + kept * ((pixels[c] & 0xff) - GREY));
    }
  }
}
