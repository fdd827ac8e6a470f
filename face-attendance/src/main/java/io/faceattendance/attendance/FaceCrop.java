package io.faceattendance.attendance;

import io.faceattendance.BoundingBox;
import io.faceattendance.Image;

/** A face cut out of a photo: no more of it is kept than shows who it is. */
final class FaceCrop {
  private static final double MARGIN = 0.25; // of the box, on each side

  private FaceCrop() {}

  /**
   * Cuts out.
   *
   * @param photo the photo
   * @param box the face, in pixels of the photo; may reach over its edge
   * @return the face with its margin, as far as the photo reaches; at least one pixel
   */
  static Image of(Image photo, BoundingBox box) {
    double aside = MARGIN * box.width();
    double above = MARGIN * box.height();
    int left = clip(Math.floor(box.x() - aside), photo.width() - 1);
    int top = clip(Math.floor(box.y() - above), photo.height() - 1);
    int right = Math.max(left + 1, clip(Math.ceil(box.right() + aside), photo.width()));
    int bottom = Math.max(top + 1, clip(Math.ceil(box.bottom() + above), photo.height()));
    int width = right - left;
    int height = bottom - top;
    return Image.of(width, height, photo.copyRegion(left, top, width, height));
  }

  private static int clip(double coordinate, int most) {
    return (int) Math.max(0, Math.min(coordinate, most));
  }
}
