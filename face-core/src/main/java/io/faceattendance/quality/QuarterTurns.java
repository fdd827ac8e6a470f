package io.faceattendance.quality;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.Landmarks;
import io.faceattendance.Point;
import java.util.List;
import java.util.Optional;

/**
 * A second look at a face in the three other quarter turns of its surroundings. Detectors learn
 * from upright faces: on one that lies on its side or stands on its head they put five points where
 * those of an upright face would be, with a good score; but upright it gets a better one.
 */
final class QuarterTurns {
  private static final int TURNS = 4;
  private static final double SURROUNDINGS = 2;
  private static final int LONGEST = 256;

  private QuarterTurns() {}

  /**
   * The landmarks of a face, in pixels of the picture, as they are found with the face upright.
   * They keep the names that they had there: of a face upside down, the eye that is called the left
   * one lies on the right.
   *
   * @return those of the face itself if it is upright
   */
  static Optional<Landmarks> landmarks(Image image, Face face, FaceDetector detector) {
    Optional<GreyGrid> surroundings = GreyGrid.of(image, surroundings(face.box()), LONGEST);
    // Limits are told in pixels of the picture, and the surroundings have others.
    FaceDetector plain = detector.plain();
    Optional<Landmarks> best = face.landmarks();
    double bestScore = face.score();
    for (int turns = 1; turns < TURNS && surroundings.isPresent(); turns++) {
      GreyGrid grid = surroundings.get();
      Optional<Face> found = find(plain.detect(grid.turned(turns)), grid, turns, face.box());
      if (found.isPresent() && found.get().score() > bestScore) {
        bestScore = found.get().score();
        best = inSource(found.get(), grid, turns);
      }
    }
    return best;
  }

  private static BoundingBox surroundings(BoundingBox box) {
    double side = SURROUNDINGS * Math.max(box.width(), box.height());
    Point centre = box.centre();
    return new BoundingBox(centre.x() - side / 2, centre.y() - side / 2, side, side);
  }

  // Best score first: the first one in the face's own box is the face again.
  private static Optional<Face> find(List<Face> faces, GreyGrid grid, int turns, BoundingBox box) {
    return faces.stream()
        .filter(face -> contains(box, grid.inSource(face.box().centre(), turns)))
        .findFirst();
  }

  private static boolean contains(BoundingBox box, Point point) {
    return point.x() >= box.x()
        && point.x() <= box.right()
        && point.y() >= box.y()
        && point.y() <= box.bottom();
  }

  private static Optional<Landmarks> inSource(Face face, GreyGrid grid, int turns) {
    return face.landmarks()
        .map(
            points ->
                new Landmarks(
                    grid.inSource(points.leftEye(), turns),
                    grid.inSource(points.rightEye(), turns),
                    grid.inSource(points.nose(), turns),
                    grid.inSource(points.leftMouth(), turns),
                    grid.inSource(points.rightMouth(), turns)));
  }
}
