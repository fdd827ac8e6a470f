package io.faceattendance.detect;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.Image;
import io.faceattendance.Landmarks;
import io.faceattendance.Point;
import io.faceattendance.internal.PictureScaler;

/**
 * A part of a picture as a detector is shown it, in whole pixels.
 *
 * @param x left column of the part
 * @param y top row of the part
 * @param width columns of the part
 * @param height rows of the part
 * @param scaledWidth columns that the detector sees
 * @param scaledHeight rows that the detector sees
 */
record View(int x, int y, int width, int height, int scaledWidth, int scaledHeight) {

  /** The whole picture as it is. */
  static View whole(Image image) {
    return part(0, 0, image.width(), image.height(), 1);
  }

  /** A part, enlarged or shrunk. */
  static View part(int x, int y, int width, int height, double scale) {
    int scaledWidth = Math.max(1, (int) Math.round(width * scale));
    int scaledHeight = Math.max(1, (int) Math.round(height * scale));
    return new View(x, y, width, height, scaledWidth, scaledHeight);
  }

  static double longerSide(BoundingBox box) {
    return Math.max(box.width(), box.height());
  }

  /** What the detector is shown. */
  Image of(Image picture) {
    return PictureScaler.scale(picture, x, y, width, height, scaledWidth, scaledHeight);
  }

  /** A face of the view in pixels of the picture. */
  Face toPicture(Face face) {
    BoundingBox box = face.box();
    Point corner = toPicture(new Point(box.x(), box.y()));
    BoundingBox moved =
        new BoundingBox(
            corner.x(),
            corner.y(),
            box.width() * width / scaledWidth,
            box.height() * height / scaledHeight);
    return new Face(moved, face.score(), face.landmarks().map(this::toPicture));
  }

  private Landmarks toPicture(Landmarks points) {
    return new Landmarks(
        toPicture(points.leftEye()),
        toPicture(points.rightEye()),
        toPicture(points.nose()),
        toPicture(points.leftMouth()),
        toPicture(points.rightMouth()));
  }

  private Point toPicture(Point point) {
    return new Point(x + point.x() * width / scaledWidth, y + point.y() * height / scaledHeight);
  }
}
