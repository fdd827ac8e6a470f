package io.faceattendance.geometry;

import io.faceattendance.Point;
import java.util.List;

/**
 * Rotation, uniform scale and translation in the plane: {@code x' = a x - b y + tx}, {@code y' = b
 * x + a y + ty}. It never mirrors.
 *
 * @param a scale times the cosine of the angle
 * @param b scale times the sine of the angle
 * @param tx translation in x
 * @param ty translation in y
 */
public record SimilarityTransform(double a, double b, double tx, double ty) {
  private static final double ROUNDING = 1e-12;

  /**
   * The least-squares fit of one set of points to another: the solution of Umeyama (1991) without
   * reflection. In the plane it needs no singular value decomposition: on centred points s and d,
   * {@code a = sum(s . d) / sum |s|^2} and {@code b = sum(s x d) / sum |s|^2}.
   *
   * @param from at least two points that do not coincide
   * @param to as many points
   * @return the transform that takes {@code from} closest to {@code to}
   * @throws IllegalArgumentException if the counts differ or no transform exists
   */
  public static SimilarityTransform fit(List<Point> from, List<Point> to) {
    if (from.size() != to.size() || from.size() < 2) {
      throw new IllegalArgumentException(
          "expected two or more points and as many targets, got %d and %d"
              .formatted(from.size(), to.size()));
    }
    Point fromCentre = centre(from);
    Point toCentre = centre(to);
    requireApart(from, fromCentre);
    requireApart(to, toCentre);
    double dot = 0;
    double cross = 0;
    double squares = 0;
    for (int i = 0; i < from.size(); i++) {
      double sx = from.get(i).x() - fromCentre.x();
      double sy = from.get(i).y() - fromCentre.y();
      double dx = to.get(i).x() - toCentre.x();
      double dy = to.get(i).y() - toCentre.y();
      dot += sx * dx + sy * dy;
      cross += sx * dy - sy * dx;
      squares += sx * sx + sy * sy;
    }
    double a = dot / squares;
    double b = cross / squares;
    if (!Double.isFinite(a) || !Double.isFinite(b) || (a == 0 && b == 0)) {
      throw new IllegalArgumentException(
          "expected points that resemble each other, got %s and %s".formatted(from, to));
    }
    return new SimilarityTransform(
        a,
        b,
        toCentre.x() - a * fromCentre.x() + b * fromCentre.y(),
        toCentre.y() - b * fromCentre.x() - a * fromCentre.y());
  }

  // Coinciding points differ from their mean by rounding, so nothing here is exactly zero.
  private static void requireApart(List<Point> points, Point centre) {
    double magnitude = 0;
    double spread = 0;
    for (Point point : points) {
      magnitude = Math.max(magnitude, Math.max(Math.abs(point.x()), Math.abs(point.y())));
      spread = Math.max(spread, point.distanceTo(centre));
    }
    if (!(spread > ROUNDING * magnitude) || Double.isInfinite(spread)) {
      throw new IllegalArgumentException(
          "expected finite points that do not coincide, got " + points);
    }
  }

  private static Point centre(List<Point> points) {
    double x = 0;
    double y = 0;
    for (Point point : points) {
      x += point.x();
      y += point.y();
    }
    return new Point(x / points.size(), y / points.size());
  }

  /**
   * Moves a point.
   *
   * @param point the point
   * @return where it lies after the transform
   */
  public Point apply(Point point) {
    return new Point(a * point.x() - b * point.y() + tx, b * point.x() + a * point.y() + ty);
  }

  /**
   * The way back.
   *
   * @return the transform that undoes this one
   * @throws IllegalArgumentException if this transform takes everything to one point
   */
  public SimilarityTransform inverse() {
    double squares = a * a + b * b;
    if (!(squares > 0) || Double.isInfinite(squares)) {
      throw new IllegalArgumentException("expected a scale above 0, got " + this);
    }
    double ia = a / squares;
    double ib = -b / squares;
    return new SimilarityTransform(ia, ib, -ia * tx + ib * ty, -ib * tx - ia * ty);
  }
}
