package io.faceattendance.internal;

/**
 * A picture scaled, with its aspect kept unless stretched, and set into the top left corner of a
 * network's input.
 *
 * @param scaledWidth columns of the scaled picture
 * @param scaledHeight rows of the scaled picture
 * @param width columns of the input, at least {@code scaledWidth}
 * @param height rows of the input, at least {@code scaledHeight}
 * @param scaleX input pixels for one source pixel, horizontally
 * @param scaleY the same vertically; differs from {@code scaleX} by rounding only, unless stretched
 */
public record Letterbox(
    int scaledWidth, int scaledHeight, int width, int height, double scaleX, double scaleY) {

  /**
   * Scales down (never up) until the longest side fits, then pads to a multiple.
   *
   * @param sourceWidth columns of the picture
   * @param sourceHeight rows of the picture
   * @param longestSide the largest scaled side, at least 1
   * @param multiple what both sides of the input must be a multiple of
   */
  public static Letterbox shrinkTo(
      int sourceWidth, int sourceHeight, int longestSide, int multiple) {
    double scale = Math.min(1, (double) longestSide / Math.max(sourceWidth, sourceHeight));
    int w = Math.max(1, (int) Math.round(sourceWidth * scale));
    int h = Math.max(1, (int) Math.round(sourceHeight * scale));
    return new Letterbox(
        w,
        h,
        roundUp(w, multiple),
        roundUp(h, multiple),
        (double) w / sourceWidth,
        (double) h / sourceHeight);
  }

  /**
   * Scales up or down until the picture touches a side of an input of fixed size, then pads.
   *
   * @param sourceWidth columns of the picture
   * @param sourceHeight rows of the picture
   * @param width columns of the input
   * @param height rows of the input
   */
  public static Letterbox fit(int sourceWidth, int sourceHeight, int width, int height) {
    double scale = Math.min((double) width / sourceWidth, (double) height / sourceHeight);
    int w = Math.min(width, Math.max(1, (int) Math.round(sourceWidth * scale)));
    int h = Math.min(height, Math.max(1, (int) Math.round(sourceHeight * scale)));
    return new Letterbox(w, h, width, height, (double) w / sourceWidth, (double) h / sourceHeight);
  }

  /** Fills an input of fixed size, whatever becomes of the aspect. */
  public static Letterbox stretch(int sourceWidth, int sourceHeight, int width, int height) {
    return new Letterbox(
        width, height, width, height, (double) width / sourceWidth, (double) height / sourceHeight);
  }

  /** The whole picture as it is, for a network of exactly that size. */
  public static Letterbox none(int width, int height) {
    return new Letterbox(width, height, width, height, 1, 1);
  }

  private static int roundUp(int size, int multiple) {
    return Math.toIntExact(((long) size + multiple - 1) / multiple * multiple);
  }
}
