package io.faceattendance;

import java.util.List;

/**
 * The five points that ArcFace-style alignment needs, in pixels of the source image. Left and right
 * are the viewer's: {@code leftEye} is the eye on the left of the picture.
 *
 * @param leftEye centre of the eye on the image's left
 * @param rightEye centre of the eye on the image's right
 * @param nose tip of the nose
 * @param leftMouth corner of the mouth on the image's left
 * @param rightMouth corner of the mouth on the image's right
 */
public record Landmarks(
    Point leftEye, Point rightEye, Point nose, Point leftMouth, Point rightMouth) {

  private static final double SMALLEST_SPREAD = 0.1;

  /**
   * The points in their canonical order.
   *
   * @return left eye, right eye, nose, left mouth corner, right mouth corner
   */
  public List<Point> points() {
    return List.of(leftEye, rightEye, nose, leftMouth, rightMouth);
  }

  /**
   * Whether an alignment can be built on these points: all finite, none further outside the box
   * than half its size, and the eyes and mouth corners spread over at least a tenth of it.
   *
   * @param box the face's box
   * @return false if an alignment would be noise
   */
  public boolean isPlausibleIn(BoundingBox box) {
    return points().stream().allMatch(point -> point.isFinite() && isNear(point, box))
        && spread() > 0
        && spread() >= SMALLEST_SPREAD * Math.max(box.width(), box.height());
  }

  private static boolean isNear(Point point, BoundingBox box) {
    Point centre = box.centre();
    return Math.abs(point.x() - centre.x()) <= box.width()
        && Math.abs(point.y() - centre.y()) <= box.height();
  }

  private double spread() {
    return Math.max(leftEye.distanceTo(rightMouth), rightEye.distanceTo(leftMouth));
  }
}
