package io.faceattendance.detect;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.Point;
import java.util.List;
import java.util.Optional;

/** Leaves out faces that are not wanted, and shows the inner detector no more than it needs. */
final class LimitedDetector extends DecoratedDetector {
  // A face whose centre is at the region's edge reaches over it by half its size.
  private static final double MARGIN = 1.0 / 8;

  private final DetectionLimits limits;

  LimitedDetector(FaceDetector inner, DetectionLimits limits) {
    super(inner);
    this.limits = limits;
  }

  @Override
  List<Face> detect(Image image, FaceDetector inner) {
    Optional<View> seen = limits.region().map(region -> around(region, image));
    View view = seen.orElseGet(() -> View.whole(image));
    if (view.width() < 1 || view.height() < 1) {
      return List.of();
    }
    return inner.detect(view.of(image)).stream()
        .map(view::toPicture)
        .filter(face -> isWanted(face.box()))
        .limit(limits.maxFaces())
        .toList();
  }

  private static View around(BoundingBox region, Image image) {
    double margin = MARGIN * Math.max(region.width(), region.height());
    int left = (int) Math.max(0, Math.floor(region.x() - margin));
    int top = (int) Math.max(0, Math.floor(region.y() - margin));
    int right = (int) Math.min(image.width(), Math.ceil(region.right() + margin));
    int bottom = (int) Math.min(image.height(), Math.ceil(region.bottom() + margin));
    return View.part(left, top, right - left, bottom - top, 1);
  }

  private boolean isWanted(BoundingBox box) {
    return Math.min(box.width(), box.height()) >= limits.minFaceSize()
        && limits.region().map(region -> contains(region, box.centre())).orElse(true);
  }

  private static boolean contains(BoundingBox region, Point point) {
    return point.x() >= region.x()
        && point.x() <= region.right()
        && point.y() >= region.y()
        && point.y() <= region.bottom();
  }
}
