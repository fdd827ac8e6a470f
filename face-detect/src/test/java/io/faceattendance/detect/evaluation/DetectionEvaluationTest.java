package io.faceattendance.detect.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.detect.evaluation.DetectionEvaluation.Level;
import io.faceattendance.detect.evaluation.DetectionEvaluation.PrecisionRecall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DetectionEvaluationTest {
  private static final Set<Difficulty> ALL = EnumSet.allOf(Difficulty.class);
  private static final BoundingBox HERE = square(100);
  private static final BoundingBox THERE = square(300);

  /**
   * Picture 1: A is easy, B medium, I invalid; found are A at 0.9 and again at 0.8, I at 0.7, B at
   * 0.6 and nothing at 0.5. Picture 2: C is hard; found are nothing at 0.95 and 0.75, C at 0.85.
   *
   * <p>Easy, the finds on B, C and I left out: false, A, false... = 1/2. Medium: false, A, false,
   * false, B, false: (1/2 + 2/5) / 2. Hard: false, A, C, false, false, B, false: A has the better
   * precision of C, (2/3 + 2/3 + 3/6) / 3.
   */
  @Test
  void agreesWithACaseWorkedOutByHand() {
    ExaminedPicture first =
        picture(
            List.of(
                new LabelledFace(HERE, false, ALL),
                new LabelledFace(THERE, false, Set.of(Difficulty.MEDIUM, Difficulty.HARD)),
                new LabelledFace(square(500), true, ALL)),
            find(HERE, 0.9),
            find(HERE, 0.8),
            find(square(500), 0.7),
            find(THERE, 0.6),
            find(square(700), 0.5));
    ExaminedPicture second =
        picture(
            List.of(new LabelledFace(HERE, false, Set.of(Difficulty.HARD))),
            find(THERE, 0.95),
            find(HERE, 0.85),
            find(square(500), 0.75));

    DetectionEvaluation figures = DetectionEvaluation.of(List.of(first, second));

    assertThat(figures.pictures()).isEqualTo(2);
    assertThat(figures.faces()).isEqualTo(3);
    assertThat(figures.easy().faces()).isOne();
    assertThat(precision(figures.easy())).isEqualTo(0.5);
    assertThat(figures.medium().faces()).isEqualTo(2);
    assertThat(precision(figures.medium())).isCloseTo(0.45, within(1e-12));
    assertThat(figures.hard().faces()).isEqualTo(3);
    assertThat(precision(figures.hard())).isCloseTo(11 / 18.0, within(1e-12));
  }

  @Test
  void leavesOutAFindWhoseNearestBoxIsIgnored() {
    // 15 of 20 pixels over the wanted face, and all of the invalid one.
    BoundingBox wanted = new BoundingBox(105, 100, 20, 20);
    List<LabelledFace> labelled = List.of(face(wanted), new LabelledFace(HERE, true, ALL));

    assertThat(hard(picture(labelled, find(HERE, 0.9), find(wanted, 0.8)))).isEqualTo(1);
    assertThat(hard(picture(labelled, find(HERE, 0.9)))).isZero();
    assertThat(hard(picture(List.of(face(wanted)), find(HERE, 0.9)))).isEqualTo(1);
  }

  @Test
  void countsASecondFindOfAFaceAsFalseEvenOverAnotherFace() {
    BoundingBox other = new BoundingBox(105, 100, 20, 20);
    ExaminedPicture picture =
        picture(
            List.of(face(HERE), face(other)), find(HERE, 0.9), find(HERE, 0.8), find(other, 0.7));

    assertThat(hard(picture)).isCloseTo((1 + 2 / 3.0) / 2, within(1e-12));
  }

  @Test
  void asksForHalfTheOverlap() {
    BoundingBox half = new BoundingBox(100, 100, 20, 10);
    BoundingBox less = new BoundingBox(100, 100, 20, 9.99);

    assertThat(hard(picture(List.of(face(HERE)), find(half, 0.9)))).isEqualTo(1);
    assertThat(hard(picture(List.of(face(HERE)), find(less, 0.9)))).isZero();
  }

  @Test
  void countsFindsOnAPictureWithoutFacesAsFalse() {
    ExaminedPicture found = picture(List.of(face(HERE)), find(HERE, 0.5));
    LabelledFace nobody = new LabelledFace(new BoundingBox(0, 0, 0, 0), false, Set.of());

    for (List<LabelledFace> labelled : List.of(List.<LabelledFace>of(), List.of(nobody))) {
      DetectionEvaluation figures =
          DetectionEvaluation.of(List.of(found, picture(labelled, find(HERE, 0.9))));
      assertThat(precision(figures.hard())).isEqualTo(0.5);
      assertThat(figures.faces()).isEqualTo(1);
    }
  }

  @Test
  void wantsNoFaceThatHasNoAreaOrIsInvalid() {
    LabelledFace flat = new LabelledFace(new BoundingBox(100, 100, 20, 0), false, ALL);
    LabelledFace invalid = new LabelledFace(HERE, true, ALL);

    DetectionEvaluation figures =
        DetectionEvaluation.of(List.of(picture(List.of(flat, invalid), find(HERE, 0.9))));

    assertThat(figures.faces()).isZero();
    assertThat(figures.hard()).isEqualTo(new Level(0, OptionalDouble.empty(), List.of()));
  }

  @Test
  void isOneForAPerfectDetectorAndZeroForABlindOne() {
    List<ExaminedPicture> perfect = new ArrayList<>();
    List<ExaminedPicture> blind = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      List<LabelledFace> labelled = List.of(face(HERE), face(THERE));
      perfect.add(picture(labelled, find(HERE, 0.1 * i), find(THERE, 1 - 0.1 * i)));
      blind.add(picture(labelled));
    }

    Level all = DetectionEvaluation.of(perfect).hard();
    assertThat(all.faces()).isEqualTo(10);
    assertThat(precision(all)).isEqualTo(1);
    assertThat(all.curve()).allSatisfy(point -> assertThat(point.precision()).isEqualTo(1));
    assertThat(DetectionEvaluation.of(blind).hard())
        .isEqualTo(new Level(10, OptionalDouble.of(0), List.of()));
    assertThat(DetectionEvaluation.of(List.of()).hard().averagePrecision()).isEmpty();
  }

  @Test
  void agreesWithBruteForceOnRandomPicturesWithEqualScores() {
    Random random = new Random(1);
    for (int trial = 0; trial < 100; trial++) {
      List<ExaminedPicture> pictures = randomPictures(random, 1e-3);
      DetectionEvaluation figures = DetectionEvaluation.of(pictures);
      assertThat(precision(figures.easy()))
          .isCloseTo(BruteForce.averagePrecision(pictures, Difficulty.EASY), within(1e-12));
      assertThat(precision(figures.hard()))
          .isCloseTo(BruteForce.averagePrecision(pictures, Difficulty.HARD), within(1e-12));
    }
  }

  @Test
  void doesNotDependOnAnyOrder() {
    Random random = new Random(2);
    for (int trial = 0; trial < 100; trial++) {
      // Whole steps of 5 pixels: some finds overlap two boxes equally.
      List<ExaminedPicture> pictures = randomPictures(random, 5);
      List<ExaminedPicture> shuffled = new ArrayList<>();
      for (ExaminedPicture picture : pictures) {
        shuffled.add(
            new ExaminedPicture(
                shuffled(picture.labelled(), random), shuffled(picture.found(), random)));
      }
      assertThat(DetectionEvaluation.of(shuffled(shuffled, random)))
          .isEqualTo(DetectionEvaluation.of(pictures));
    }
  }

  @Test
  void seesOnlyTheOrderOfScores() {
    Random random = new Random(3);
    for (int trial = 0; trial < 20; trial++) {
      List<ExaminedPicture> pictures = randomPictures(random, 1e-3);
      List<ExaminedPicture> bent = new ArrayList<>();
      for (ExaminedPicture picture : pictures) {
        List<Face> found =
            picture.found().stream()
                .map(face -> find(face.box(), face.score() * face.score() / 2))
                .toList();
        bent.add(new ExaminedPicture(picture.labelled(), found));
      }
      assertThat(DetectionEvaluation.of(bent)).isEqualTo(DetectionEvaluation.of(pictures));
    }
  }

  /** Right, wrong, and two of equal score, right and wrong, which no threshold tells apart. */
  @Test
  void givesPrecisionAndRecallAtEveryScore() {
    ExaminedPicture picture =
        picture(
            List.of(face(HERE), face(THERE), face(square(900))),
            find(HERE, 0.9),
            find(square(500), 0.8),
            find(THERE, 0.7),
            find(square(700), 0.7));

    assertThat(DetectionEvaluation.of(List.of(picture)).hard().curve())
        .containsExactly(
            new PrecisionRecall(1 / 3.0, 1),
            new PrecisionRecall(1 / 3.0, 0.5),
            new PrecisionRecall(2 / 3.0, 0.5));
  }

  /** The area under the best precision at each recall or beyond, from the points alone. */
  @Test
  void hasTheAveragePrecisionUnderItsCurve() {
    Random random = new Random(4);
    for (int trial = 0; trial < 50; trial++) {
      Level level = DetectionEvaluation.of(randomPictures(random, 1e-3)).hard();
      double area = 0;
      double best = 0;
      for (int i = level.curve().size() - 1; i >= 0; i--) {
        best = Math.max(best, level.curve().get(i).precision());
        double before = i == 0 ? 0 : level.curve().get(i - 1).recall();
        area += best * (level.curve().get(i).recall() - before);
      }
      assertThat(area).isCloseTo(precision(level), within(1e-12));
    }
  }

  private static <T> List<T> shuffled(List<T> list, Random random) {
    List<T> copy = new ArrayList<>(list);
    Collections.shuffle(copy, random);
    return copy;
  }

  /** Boxes close enough to be found twice and for one another, coordinates in whole steps. */
  private static List<ExaminedPicture> randomPictures(Random random, double step) {
    List<ExaminedPicture> pictures = new ArrayList<>();
    pictures.add(picture(List.of(face(HERE)), find(HERE, 0.5)));
    for (int i = 0; i < 6; i++) {
      List<LabelledFace> labelled = new ArrayList<>();
      List<Face> found = new ArrayList<>();
      for (int box = 0; box < 8; box++) {
        Set<Difficulty> difficulties =
            random.nextInt(3) == 0
                ? Set.of(Difficulty.HARD)
                : random.nextInt(3) == 0 ? Set.of() : ALL;
        labelled.add(
            new LabelledFace(randomBox(random, step), random.nextInt(6) == 0, difficulties));
      }
      for (int one = 0; one < 20; one++) {
        found.add(find(randomBox(random, step), random.nextInt(10) / 10.0));
      }
      pictures.add(new ExaminedPicture(labelled, found));
    }
    return pictures;
  }

  private static BoundingBox randomBox(Random random, double step) {
    return new BoundingBox(
        stepped(50 * random.nextDouble(), step),
        stepped(20 * random.nextDouble(), step),
        stepped(20 + 10 * random.nextDouble(), step),
        stepped(20 + 10 * random.nextDouble(), step));
  }

  private static double stepped(double value, double step) {
    return Math.rint(value / step) * step;
  }

  private static double hard(ExaminedPicture picture) {
    return precision(DetectionEvaluation.of(List.of(picture)).hard());
  }

  private static double precision(Level level) {
    return level.averagePrecision().orElseThrow();
  }

  private static ExaminedPicture picture(List<LabelledFace> labelled, Face... found) {
    return new ExaminedPicture(labelled, List.of(found));
  }

  private static LabelledFace face(BoundingBox box) {
    return new LabelledFace(box, false, ALL);
  }

  private static Face find(BoundingBox box, double score) {
    return new Face(box, score, Optional.empty());
  }

  private static BoundingBox square(double at) {
    return new BoundingBox(at, 100, 20, 20);
  }
}
