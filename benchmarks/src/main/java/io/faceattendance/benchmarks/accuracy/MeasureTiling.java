package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.benchmarks.accuracy.CloseUp.Portrait;
import io.faceattendance.detect.DetectorSpec;
import io.faceattendance.detect.MultiScale;
import io.faceattendance.detect.OnnxDetector;
import io.faceattendance.detect.Tiling;
import io.faceattendance.detect.evaluation.DetectionEvaluation;
import io.faceattendance.detect.evaluation.DetectionEvaluation.Level;
import io.faceattendance.detect.evaluation.ExaminedPicture;
import io.faceattendance.image.Images;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Measures what tiles and a second scale gain and cost, with YuNet: {@code java -cp
 * benchmarks/target/benchmarks.jar io.faceattendance.benchmarks.accuracy.MeasureTiling WIDER
 * NEGATIVES PORTRAITS}, such as {@code DATA/wider DATA/negatives_caltech101 DATA/deepface}.
 */
public final class MeasureTiling {
  private static final double LEAST_SCORE = 0.02;
  private static final double SAME = 0.5;
  private static final double[] SHARES = {0.4, 0.6, 0.8, 0.95};
  private static final int[] HEIGHTS = {700, 1400};

  private final Path model = ModelStore.defaults().path(ModelCatalog.YUNET);
  private final List<Image> negatives = new ArrayList<>();

  private MeasureTiling() {}

  /**
   * Measures and prints Markdown tables.
   *
   * @param arguments folder of WIDER FACE pictures with boxes.csv, one of pictures without any
   *     face, and one of portraits
   * @throws IOException if a picture cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    MeasureTiling measure = new MeasureTiling();
    for (Path file : CloseUp.pictures(Path.of(arguments[1]))) {
      measure.negatives.add(Images.read(file));
    }
    List<LabelledPicture> wider = LabelledPicture.read(Path.of(arguments[0]));
    measure.evaluate("The pictures as they are", wider, variants());
    measure.evaluate("Nine of them as one", LabelledPicture.mosaics(wider, 3, 3), variants());
    measure.closeUps(Path.of(arguments[2]));
  }

  private static Map<String, UnaryOperator<FaceDetector>> variants() {
    Tiling tiling = Tiling.defaults();
    Map<String, UnaryOperator<FaceDetector>> variants = new LinkedHashMap<>();
    variants.put("one pass", detector -> detector);
    variants.put("multi-scale", MultiScale.defaults()::over);
    variants.put("tiled, zoom 1", tiling.withZoom(1)::over);
    variants.put("tiled, zoom 1.5", tiling.withZoom(1.5)::over);
    variants.put("tiled, zoom 2", tiling::over);
    variants.put(
        "multi-scale over tiled, zoom 2",
        detector -> MultiScale.defaults().over(tiling.over(detector)));
    return variants;
  }

  private FaceDetector open(double score, int longestSide) {
    return OnnxDetector.open(
        model,
        DetectorSpec.YUNET,
        DetectorSpec.YUNET.defaults().withScoreThreshold(score).withLongestSide(longestSide));
  }

  private FaceDetector open(double score) {
    return open(score, DetectorSpec.YUNET.defaults().longestSide());
  }

  private void evaluate(
      String title,
      List<LabelledPicture> pictures,
      Map<String, UnaryOperator<FaceDetector>> variants) {
    System.out.printf("%n%s: %d pictures%n%n", title, pictures.size());
    System.out.println(
        "| | AP easy | medium | hard | right | false | faces on %d pictures without any | ms |"
            .formatted(negatives.size()));
    System.out.println("|---|---|---|---|---|---|---|---|");
    double usual = DetectorSpec.YUNET.defaults().scoreThreshold();
    variants.forEach(
        (name, variant) -> {
          try (FaceDetector all = variant.apply(open(LEAST_SCORE));
              FaceDetector sure = variant.apply(open(usual))) {
            sure.detect(pictures.get(0).image()); // the first call is slower than the others
            System.out.printf(
                "| %s | %s | %s |%n", name, levels(pictures, all), counts(pictures, sure));
          }
        });
  }

  private static String levels(List<LabelledPicture> pictures, FaceDetector detector) {
    List<ExaminedPicture> examined = new ArrayList<>();
    for (LabelledPicture picture : pictures) {
      examined.add(new ExaminedPicture(picture.faces(), detector.detect(picture.image())));
    }
    DetectionEvaluation figures = DetectionEvaluation.of(examined);
    return "%s | %s | %s"
        .formatted(show(figures.easy()), show(figures.medium()), show(figures.hard()));
  }

  private static String show(Level level) {
    return "%.4f".formatted(level.averagePrecision().orElseThrow());
  }

  private String counts(List<LabelledPicture> pictures, FaceDetector detector) {
    int right = 0;
    int wrong = 0;
    long time = 0;
    for (LabelledPicture picture : pictures) {
      long start = System.nanoTime();
      List<Face> faces = detector.detect(picture.image());
      time += System.nanoTime() - start;
      for (Face face : faces) {
        boolean labelled =
            picture.faces().stream().anyMatch(one -> one.box().iou(face.box()) >= SAME);
        right += labelled ? 1 : 0;
        wrong += labelled ? 0 : 1;
      }
    }
    int none = negatives.stream().mapToInt(image -> detector.detect(image).size()).sum();
    return "%d | %d | %d | %.0f".formatted(right, wrong, none, time / 1e6 / pictures.size());
  }

  private void closeUps(Path folder) throws IOException {
    List<Portrait> portraits;
    try (FaceDetector detector = open(0.8, 640)) {
      portraits = CloseUp.portraits(folder, detector);
    }
    System.out.printf("%nClose-ups of %d portraits: found / other finds%n%n", portraits.size());
    System.out.println("| shrunk to | face of | share | one pass | multi-scale |");
    System.out.println("|---|---|---|---|---|");
    for (int longestSide : new int[] {DetectorSpec.YUNET.defaults().longestSide(), 4000}) {
      double score = DetectorSpec.YUNET.defaults().scoreThreshold();
      try (FaceDetector once = open(score, longestSide);
          FaceDetector twice = MultiScale.defaults().over(open(score, longestSide))) {
        for (int height : HEIGHTS) {
          for (double share : SHARES) {
            System.out.printf(
                "| %d | %d px | %s | %s | %s |%n",
                longestSide,
                height,
                share,
                found(portraits, share, height, once),
                found(portraits, share, height, twice));
          }
        }
      }
    }
  }

  private static String found(
      List<Portrait> portraits, double share, int height, FaceDetector detector) {
    int found = 0;
    int others = 0;
    for (Portrait portrait : portraits) {
      CloseUp one = portrait.closeUp(share, height);
      List<Face> faces = detector.detect(one.image());
      boolean hit = faces.stream().anyMatch(face -> face.box().iou(one.face()) >= SAME);
      found += hit ? 1 : 0;
      others += faces.size() - (hit ? 1 : 0);
    }
    return found + " / " + others;
  }
}
