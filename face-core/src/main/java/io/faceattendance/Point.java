package io.faceattendance;

/**
 * A position in the source image.
 *
 * @param x pixels from the left edge of the image, fractions included
 * @param y pixels from the top edge of the image, fractions included
 */
public record Point(double x, double y) {

  /**
   * Whether both coordinates are finite numbers.
   *
   * @return false for NaN and infinities
   */
  public boolean isFinite() {
    return Double.isFinite(x) && Double.isFinite(y);
  }

  /**
   * Euclidean distance to another point.
   *
   * @param other the other point
   * @return the distance in pixels, at least 0
   */
  public double distanceTo(Point other) {
    return Math.hypot(x - other.x, y - other.y);
  }
}
