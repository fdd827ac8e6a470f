package io.faceattendance.detect.evaluation;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.detect.evaluation.DetectionEvaluation.PrecisionRecall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** The finds of one level over all pictures, each right or false; what is ignored is left out. */
final class Ranking {
  private static final double LEAST_OVERLAP = 0.5;
  private static final Comparator<LabelledFace> BY_BOX =
      Comparator.<LabelledFace>comparingDouble(face -> face.box().x())
          .thenComparingDouble(face -> face.box().y())
          .thenComparingDouble(face -> face.box().width())
          .thenComparingDouble(face -> face.box().height());

  private final Difficulty difficulty;
  private final List<Judged> finds = new ArrayList<>();
  private int faces;

  private Ranking(Difficulty difficulty) {
    this.difficulty = difficulty;
  }

  private record Judged(double score, boolean right) {}

  static Ranking of(List<ExaminedPicture> pictures, Difficulty difficulty) {
    Ranking ranking = new Ranking(difficulty);
    pictures.forEach(ranking::add);
    ranking.finds.sort(Comparator.comparingDouble(Judged::score).reversed());
    return ranking;
  }

  int faces() {
    return faces;
  }

  private void add(ExaminedPicture picture) {
    // Wanted ones first: of equal overlaps they win, whatever the order of the labels.
    List<LabelledFace> labelled =
        picture.labelled().stream()
            .sorted(Comparator.comparing(this::isIgnored).thenComparing(BY_BOX))
            .toList();
    faces += (int) labelled.stream().filter(face -> !isIgnored(face)).count();
    boolean[] taken = new boolean[labelled.size()];
    picture.found().stream()
        .sorted(Comparator.comparingDouble(Face::score).reversed())
        .forEach(find -> judge(find, labelled, taken));
  }

  private boolean isIgnored(LabelledFace face) {
    return !face.isWanted(difficulty);
  }

  private void judge(Face find, List<LabelledFace> labelled, boolean[] taken) {
    int nearest = nearest(find.box(), labelled);
    if (nearest < 0) {
      finds.add(new Judged(find.score(), false));
    } else if (!isIgnored(labelled.get(nearest))) {
      // A second find of the same face is false, even if it covers another one well enough.
      finds.add(new Judged(find.score(), !taken[nearest]));
      taken[nearest] = true;
    }
  }

  /** The first box with the greatest overlap, or -1 if none overlaps enough. */
  private static int nearest(BoundingBox box, List<LabelledFace> labelled) {
    int nearest = -1;
    double greatest = 0;
    for (int i = 0; i < labelled.size(); i++) {
      double overlap = box.iou(labelled.get(i).box());
      if (overlap >= LEAST_OVERLAP && overlap > greatest) {
        nearest = i;
        greatest = overlap;
      }
    }
    return nearest;
  }

  /** The area under the envelope of precision over recall; empty without a face. */
  OptionalDouble averagePrecision() {
    if (faces == 0) {
      return OptionalDouble.empty();
    }
    int right = (int) finds.stream().filter(Judged::right).count();
    double best = 0;
    double sum = 0;
    // From the lowest score up: each right find adds the best precision at its recall or beyond.
    for (int i = finds.size() - 1; i >= 0; i--) {
      if (isLastOfItsScore(i)) {
        best = Math.max(best, right / (i + 1.0));
      }
      if (finds.get(i).right()) {
        sum += best;
        right--;
      }
    }
    return OptionalDouble.of(sum / faces);
  }

  List<PrecisionRecall> curve() {
    List<PrecisionRecall> curve = new ArrayList<>();
    int right = 0;
    for (int i = 0; faces > 0 && i < finds.size(); i++) {
      right += finds.get(i).right() ? 1 : 0;
      if (isLastOfItsScore(i)) {
        curve.add(new PrecisionRecall((double) right / faces, right / (i + 1.0)));
      }
    }
    return curve;
  }

  // No threshold separates equal scores.
  private boolean isLastOfItsScore(int index) {
    return index == finds.size() - 1 || finds.get(index + 1).score() < finds.get(index).score();
  }
}
