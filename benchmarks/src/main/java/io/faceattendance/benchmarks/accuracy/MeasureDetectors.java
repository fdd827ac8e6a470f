package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.detect.DetectionOptions;
import io.faceattendance.detect.FaceDetectors;
import io.faceattendance.detect.evaluation.DetectionEvaluation;
import io.faceattendance.detect.evaluation.Difficulty;
import io.faceattendance.detect.evaluation.ExaminedPicture;
import io.faceattendance.detect.evaluation.LabelledFace;
import io.faceattendance.image.Images;
import io.faceattendance.model.ModelStore;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * Measures every detector on labelled pictures: {@code java -cp benchmarks/target/benchmarks.jar
 * io.faceattendance.benchmarks.accuracy.MeasureDetectors DATA/wider}. Models for non-commercial use
 * must be accepted, as in {@code -Dface.accept.licences=scrfd-500m,scrfd-2.5g}.
 *
 * <p>Average precision counts all finds from a score of {@value #LOW_SCORE} on. Recall (IoU of at
 * least 0.5), false finds (IoU below 0.3 to every labelled box) and time are those of the default
 * options. Time is what the one thread spends on the processor, which other work on the machine
 * lengthens less than the time on the clock; reading the file is not included.
 */
public final class MeasureDetectors {
  static final double LOW_SCORE = 0.02;
  private static final double SAME_FACE = 0.5;
  private static final double NO_FACE = 0.3;

  private final List<Image> images = new ArrayList<>();
  private final List<List<LabelledFace>> labels = new ArrayList<>();
  private final ModelStore models = ModelStore.defaults();

  private MeasureDetectors() {}

  /**
   * Measures and prints a Markdown table.
   *
   * @param arguments the folder with {@code boxes.csv}
   * @throws IOException if a picture cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    MeasureDetectors measure = new MeasureDetectors();
    for (Map.Entry<Path, List<LabelledFace>> picture :
        LabelledPictures.read(Path.of(arguments[0])).entrySet()) {
      measure.images.add(Images.read(picture.getKey()));
      measure.labels.add(picture.getValue());
    }
    Properties reference = reference();
    System.out.println(
        "| detector | AP easy / medium / hard, recall medium / hard, false finds | independent | ms a picture |");
    System.out.println("|---|---|---|---|");
    for (String id : FaceDetectors.ids()) {
      System.out.println(measure.row(id, reference.getProperty(id, "-")));
    }
  }

  private static Properties reference() throws IOException {
    Properties reference = new Properties();
    try (InputStream in =
        Objects.requireNonNull(
            MeasureDetectors.class.getResourceAsStream("reference-detectors.properties"))) {
      reference.load(in);
    }
    return reference;
  }

  private String row(String id, String reference) {
    DetectionEvaluation curve = precision(id);
    try (FaceDetector detector = FaceDetectors.open(id, models, o -> o.withThreads(1))) {
      detector.detect(images.get(0)); // the first call pays for what others find ready
      List<List<Face>> found = new ArrayList<>();
      ThreadMXBean processor = ManagementFactory.getThreadMXBean();
      long start = processor.getCurrentThreadCpuTime();
      images.forEach(image -> found.add(detector.detect(image)));
      double milliseconds = (processor.getCurrentThreadCpuTime() - start) / 1e6 / images.size();
      return "| %s | %s / %s / %s, %s / %s, %d | %s | %s |"
          .formatted(
              id,
              share(curve.easy().averagePrecision().orElseThrow()),
              share(curve.medium().averagePrecision().orElseThrow()),
              share(curve.hard().averagePrecision().orElseThrow()),
              share(recall(found, Difficulty.MEDIUM)),
              share(recall(found, Difficulty.HARD)),
              falseFinds(found),
              reference,
              String.format(Locale.ROOT, "%.1f", milliseconds));
    }
  }

  /** Without a leading zero, as the reference has it. */
  private static String share(double value) {
    return String.format(Locale.ROOT, "%.3f", value).replaceFirst("^0", "");
  }

  private DetectionEvaluation precision(String id) {
    List<ExaminedPicture> examined = new ArrayList<>();
    try (FaceDetector detector = FaceDetectors.open(id, models, MeasureDetectors::lowScore)) {
      for (int i = 0; i < images.size(); i++) {
        examined.add(new ExaminedPicture(labels.get(i), detector.detect(images.get(i))));
      }
    }
    return DetectionEvaluation.of(examined);
  }

  private static DetectionOptions lowScore(DetectionOptions options) {
    return options.withScoreThreshold(LOW_SCORE);
  }

  private double recall(List<List<Face>> found, Difficulty difficulty) {
    int wanted = 0;
    int recalled = 0;
    for (int i = 0; i < found.size(); i++) {
      for (LabelledFace label : labels.get(i)) {
        if (!label.invalid()
            && label.box().area() > 0
            && label.difficulties().contains(difficulty)) {
          wanted++;
          recalled += greatestOverlap(label, found.get(i)) >= SAME_FACE ? 1 : 0;
        }
      }
    }
    return (double) recalled / wanted;
  }

  private static double greatestOverlap(LabelledFace label, List<Face> found) {
    return found.stream().mapToDouble(face -> face.box().iou(label.box())).max().orElse(0);
  }

  private long falseFinds(List<List<Face>> found) {
    long finds = 0;
    for (int i = 0; i < found.size(); i++) {
      List<LabelledFace> labelled = labels.get(i);
      finds +=
          found.get(i).stream()
              .filter(face -> labelled.stream().allMatch(l -> l.box().iou(face.box()) < NO_FACE))
              .count();
    }
    return finds;
  }
}
