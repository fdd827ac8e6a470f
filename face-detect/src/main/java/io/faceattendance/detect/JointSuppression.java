package io.faceattendance.detect;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The faces of several passes over one picture as one list, each face once. */
final class JointSuppression {
  /** Best score first; equal scores from the top of the picture down, then from the left. */
  static final Comparator<Face> ORDER =
      Comparator.comparingDouble((Face face) -> -face.score())
          .thenComparingDouble(face -> face.box().y())
          .thenComparingDouble(face -> face.box().x())
          .thenComparingDouble(face -> face.box().height())
          .thenComparingDouble(face -> face.box().width());

  private JointSuppression() {}

  /**
   * Keeps the best of overlapping faces, in {@link #ORDER}.
   *
   * @param faces of all passes, in pixels of the picture
   * @param overlap two boxes with a higher intersection over union are one face
   */
  static List<Face> join(List<Face> faces, double overlap) {
    List<Face> sorted = faces.stream().sorted(ORDER).toList();
    Detections found = new Detections();
    for (Face face : sorted) {
      BoundingBox box = face.box();
      int index = found.add((float) face.score());
      found.box(index, (float) box.x(), (float) box.y(), (float) box.width(), (float) box.height());
    }
    return Arrays.stream(NonMaximumSuppression.keep(found, overlap)).mapToObj(sorted::get).toList();
  }
}
