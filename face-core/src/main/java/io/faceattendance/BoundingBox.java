package io.faceattendance;

/**
 * An axis-parallel rectangle in pixels of the source image. It may reach over the edge of the
 * image: detectors complete faces that the edge cuts.
 *
 * @param x left edge
 * @param y top edge
 * @param width extent to the right, at least 0
 * @param height extent downwards, at least 0
 */
public record BoundingBox(double x, double y, double width, double height) {

  /**
   * Checks the components.
   *
   * @param x as above
   * @param y as above
   * @param width as above
   * @param height as above
   */
  public BoundingBox {
    boolean finite =
        Double.isFinite(x)
            && Double.isFinite(y)
            && Double.isFinite(width)
            && Double.isFinite(height);
    if (!finite || width < 0 || height < 0) {
      throw new IllegalArgumentException(
          "expected finite coordinates and extents of at least 0, got x=%s y=%s width=%s height=%s"
              .formatted(x, y, width, height));
    }
  }

  /**
   * The right edge.
   *
   * @return x + width
   */
  public double right() {
    return x + width;
  }

  /**
   * The bottom edge.
   *
   * @return y + height
   */
  public double bottom() {
    return y + height;
  }

  /**
   * The middle of the box.
   *
   * @return its centre in source pixels
   */
  public Point centre() {
    return new Point(x + width / 2, y + height / 2);
  }

  /**
   * The covered area.
   *
   * @return square pixels, at least 0
   */
  public double area() {
    return width * height;
  }

  /**
   * Intersection over union with another box.
   *
   * @param other the other box
   * @return 0 (apart, or either empty) to 1 (equal); symmetric
   */
  public double iou(BoundingBox other) {
    double w = Math.min(right(), other.right()) - Math.max(x, other.x);
    double h = Math.min(bottom(), other.bottom()) - Math.max(y, other.y);
    if (w <= 0 || h <= 0) {
      return 0;
    }
    double intersection = w * h;
    return Math.min(1, intersection / (area() + other.area() - intersection));
  }
}
