package io.faceattendance.detect;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import java.util.ArrayList;
import java.util.List;

/** A pass over the picture as it is, and one over the shrunk picture for the large faces. */
final class MultiScaleDetector extends DecoratedDetector {
  /** Longer side of the faces that a network finds parts of, as a share of the picture's. */
  private static final double FALLS_APART = 0.3;

  /** Share of a part's area inside the face; networks complete a part beyond it. */
  private static final double INSIDE = 0.7;

  /** Area of the smallest part, as a share of the face's: 0.4 of its side. */
  private static final double SMALLEST_PART = 0.16;

  private final MultiScale options;

  MultiScaleDetector(FaceDetector inner, MultiScale options) {
    super(inner);
    this.options = options;
  }

  @Override
  List<Face> detect(Image image, FaceDetector inner) {
    int longest = Math.max(image.width(), image.height());
    if (longest <= options.longestSide()) {
      return inner.detect(image);
    }
    double scale = (double) options.longestSide() / longest;
    View shrunk = View.part(0, 0, image.width(), image.height(), scale);
    List<Face> large =
        inner.detect(shrunk.of(image)).stream()
            .map(shrunk::toPicture)
            .filter(face -> View.longerSide(face.box()) >= options.smallestFace() * longest)
            .toList();
    List<Face> faces = new ArrayList<>(inner.detect(image));
    for (Face face : large) {
      if (View.longerSide(face.box()) >= FALLS_APART * longest) {
        faces.removeIf(part -> isPart(part, face));
      }
    }
    faces.addAll(large);
    return JointSuppression.join(faces, options.overlapThreshold());
  }

  private static boolean isPart(Face part, Face face) {
    BoundingBox inner = part.box();
    BoundingBox outer = face.box();
    return part.score() < face.score()
        && inner.area() >= SMALLEST_PART * outer.area()
        && inner.area() < outer.area()
        && intersection(inner, outer) >= INSIDE * inner.area();
  }

  // From iou = i / (a + b - i), which gives 0 for boxes apart.
  private static double intersection(BoundingBox first, BoundingBox second) {
    double iou = first.iou(second);
    return iou * (first.area() + second.area()) / (1 + iou);
  }
}
