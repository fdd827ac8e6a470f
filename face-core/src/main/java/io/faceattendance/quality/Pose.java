package io.faceattendance.quality;

import io.faceattendance.Landmarks;
import io.faceattendance.Point;

/**
 * The pose of a head from five points, in degrees, by the geometry of Gee and Cipolla, "Determining
 * the gaze of faces in images" (Image and Vision Computing 12, 1994): seen from afar, the tip of
 * the nose leaves the line from the eyes to the mouth by its depth times the sine of the turn,
 * while the distance of the eyes shrinks with the cosine.
 *
 * @param yaw above 0 towards the right of the picture
 * @param pitch above 0 downwards
 * @param roll above 0 clockwise
 */
record Pose(double yaw, double pitch, double roll) {
  // Of an average face from the front, in units of the distance from the eyes to the mouth; from
  // the landmarks of LFW's development pictures, see benchmarks/results/quality.md.
  private static final double EYE_DISTANCE = 0.98;
  private static final double NOSE_HEIGHT = 0.556;
  private static final double NOSE_DEPTH = 0.54;

  static Pose of(Landmarks points) {
    Point eyes = middle(points.leftEye(), points.rightEye());
    Point mouth = middle(points.leftMouth(), points.rightMouth());
    double downX = mouth.x() - eyes.x();
    double downY = mouth.y() - eyes.y();
    double eyesX = points.rightEye().x() - points.leftEye().x();
    double eyesY = points.rightEye().y() - points.leftEye().y();
    double alongX = eyesX + points.rightMouth().x() - points.leftMouth().x();
    double alongY = eyesY + points.rightMouth().y() - points.leftMouth().y();
    // From the eyes down to the mouth decides what is up, whichever eye is called the left one.
    double sign = alongX * downY - alongY * downX < 0 ? -1 : 1;
    double roll = Math.atan2(sign * alongY - downX, sign * alongX + downY);
    double cos = Math.cos(roll);
    double sin = Math.sin(roll);

    double length = downY * cos - downX * sin;
    double width = Math.abs(eyesX * cos + eyesY * sin);
    Point nose = points.nose();
    double fromEyesX = nose.x() - eyes.x();
    double fromEyesY = nose.y() - eyes.y();
    double sideways = (fromEyesX - downX / 2) * cos + (fromEyesY - downY / 2) * sin;
    double below = fromEyesY * cos - fromEyesX * sin;
    return new Pose(
        Math.toDegrees(Math.atan2(sideways * EYE_DISTANCE, width * NOSE_DEPTH)),
        Math.toDegrees(Math.atan2(below - NOSE_HEIGHT * length, NOSE_DEPTH * length)),
        Math.toDegrees(roll));
  }

  private static Point middle(Point first, Point second) {
    return new Point((first.x() + second.x()) / 2, (first.y() + second.y()) / 2);
  }
}
