package io.faceattendance.detect.evaluation;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Average precision by asking again at every threshold which faces are found: no ranking, no state
 * between finds. Expects that no find overlaps two boxes equally.
 */
final class BruteForce {
  private BruteForce() {}

  private record Point(int right, int counted) {}

  static double averagePrecision(List<ExaminedPicture> pictures, Difficulty difficulty) {
    List<Point> curve =
        pictures.stream()
            .flatMap(picture -> picture.found().stream())
            .map(Face::score)
            .distinct()
            .map(threshold -> point(pictures, difficulty, threshold))
            .toList();
    int faces = pictures.stream().mapToInt(picture -> wanted(picture, difficulty)).sum();
    double sum = 0;
    for (int recalled = 1; recalled <= faces; recalled++) {
      int least = recalled;
      sum +=
          curve.stream()
              .filter(point -> point.right() >= least)
              .mapToDouble(point -> (double) point.right() / point.counted())
              .max()
              .orElse(0);
    }
    return sum / faces;
  }

  private static int wanted(ExaminedPicture picture, Difficulty difficulty) {
    return (int)
        picture.labelled().stream()
            .filter(face -> !face.invalid() && face.difficulties().contains(difficulty))
            .count();
  }

  private static Point point(
      List<ExaminedPicture> pictures, Difficulty difficulty, double threshold) {
    int right = 0;
    int counted = 0;
    for (ExaminedPicture picture : pictures) {
      Set<Integer> hit = new HashSet<>();
      for (Face find : picture.found()) {
        int owner = find.score() < threshold ? -2 : owner(find, picture.labelled());
        boolean asked =
            owner >= 0
                && !picture.labelled().get(owner).invalid()
                && picture.labelled().get(owner).difficulties().contains(difficulty);
        if (asked) {
          hit.add(owner);
        }
        counted += asked || owner == -1 ? 1 : 0;
      }
      right += hit.size();
    }
    return new Point(right, counted);
  }

  private static int owner(Face find, List<LabelledFace> labelled) {
    int owner = -1;
    for (int i = 0; i < labelled.size(); i++) {
      double overlap = overlap(find.box(), labelled.get(i).box());
      if (overlap >= 0.5
          && (owner < 0 || overlap > overlap(find.box(), labelled.get(owner).box()))) {
        owner = i;
      }
    }
    return owner;
  }

  private static double overlap(BoundingBox a, BoundingBox b) {
    double wide = Math.max(0, Math.min(a.right(), b.right()) - Math.max(a.x(), b.x()));
    double high = Math.max(0, Math.min(a.bottom(), b.bottom()) - Math.max(a.y(), b.y()));
    return wide * high / (a.area() + b.area() - wide * high);
  }
}
