package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.benchmarks.accuracy.MeasuredFaces.Measured;
import io.faceattendance.detect.FaceDetectors;
import io.faceattendance.embed.FaceEmbedders;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
import io.faceattendance.quality.Criterion;
import io.faceattendance.quality.Defect;
import io.faceattendance.quality.Finding;
import io.faceattendance.quality.QualityGate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures what the default gates refuse of real pictures, and what they spare: {@code java -cp
 * benchmarks/target/benchmarks.jar io.faceattendance.benchmarks.accuracy.MeasureQuality DATA}. With
 * {@code --list} after it, it prints every refused face instead.
 */
public final class MeasureQuality {
  private static final double[] PERCENTILES = {0, 0.1, 0.5, 1, 3, 50, 97, 99, 99.5, 99.9, 100};
  private static final double HALF_WAY = 45;
  private static final int QUARTERS = 4;
  private static final int TURNED_PICTURES = 150;

  private final Path data;
  private final FaceDetector detector;

  private MeasureQuality(Path data, FaceDetector detector) {
    this.data = data;
    this.detector = detector;
  }

  /** A folder of pictures; in portraits only the face nearest the centre counts. */
  private record DataSet(String folder, boolean portraits) {}

  private static final List<DataSet> SETS =
      List.of(
          new DataSet("lfw_dev", true),
          new DataSet("orl", true),
          new DataSet("celeb5", true),
          new DataSet("deepface", true),
          new DataSet("face_recognition", true),
          new DataSet("compreface", true),
          new DataSet("openface", true),
          new DataSet("dlib/johns", true),
          new DataSet("masked", true),
          new DataSet("inspireface/pose", true),
          new DataSet("inspireface/rotate", true),
          new DataSet("bbt", false),
          new DataSet("group", false),
          new DataSet("wider", false),
          new DataSet("negatives_caltech101", false));

  /**
   * Measures and prints Markdown tables.
   *
   * @param arguments the folder with the data sets
   * @throws IOException if a picture cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    ModelStore models = ModelStore.defaults();
    Path data = Path.of(arguments[0]);
    try (FaceDetector detector =
            FaceDetectors.open(ModelCatalog.YUNET.id(), models, options -> options.withThreads(1));
        FaceEmbedder embedder = FaceEmbedders.open(ModelCatalog.MOBILEFACENET.id(), models)) {
      MeasureQuality measure = new MeasureQuality(data, detector);
      if (arguments.length > 1) {
        measure.list();
        return;
      }
      measure.refusals();
      measure.pose();
      measure.turns(List.of("lfw_dev", "orl", "celeb5", "deepface", "bbt"));
      QualityTime.print(
          data,
          List.of("lfw_dev/images/Bill_Frist/Bill_Frist_0002.jpg", "face_recognition/biden.jpg"),
          detector);
      pairs(new DegradedPairs(data.resolve("lfw_dev"), detector, embedder));
    }
  }

  private List<Measured> read(DataSet set) throws IOException {
    Path folder = data.resolve(set.folder());
    List<Path> pictures = MeasuredFaces.pictures(folder);
    return MeasuredFaces.read(
        folder, pictures, detector, set.portraits(), UnaryOperator.identity());
  }

  private List<Measured> turned(String name, int quarters) throws IOException {
    Path folder = data.resolve(name);
    List<Path> pictures = MeasuredFaces.pictures(folder);
    int step = Math.max(1, pictures.size() / TURNED_PICTURES);
    List<Path> some =
        IntStream.range(0, pictures.size())
            .filter(i -> i % step == 0)
            .mapToObj(pictures::get)
            .toList();
    return MeasuredFaces.read(
        folder, some, detector, true, image -> Degraded.turned(image, quarters));
  }

  private static void values(List<Measured> faces) {
    StringBuilder head = new StringBuilder("\n| LFW, percentile |");
    for (double percentile : PERCENTILES) {
      head.append(String.format(Locale.ROOT, " %.1f |", percentile));
    }
    System.out.println(head);
    System.out.println("|---".repeat(PERCENTILES.length + 1) + "|");
    for (Criterion criterion : Criterion.values()) {
      double[] sorted =
          faces.stream()
              .flatMapToDouble(face -> face.quality().value(criterion).stream())
              .sorted()
              .toArray();
      StringBuilder row = new StringBuilder("| " + criterion + ", " + criterion.unit() + " |");
      for (double percentile : PERCENTILES) {
        int at = (int) Math.round(percentile / 100 * (sorted.length - 1));
        row.append(String.format(Locale.ROOT, " %.1f |", sorted[at]));
      }
      System.out.println(row);
    }
  }

  private void refusals() throws IOException {
    System.out.println(
        "\n| data set | faces | refused, recognition | by code | refused, enrolment | by code |");
    System.out.println("|---|---|---|---|---|---|");
    List<Measured> first = read(SETS.get(0));
    for (DataSet set : SETS) {
      List<Measured> faces = set.equals(SETS.get(0)) ? first : read(set);
      System.out.printf(
          "| %s | %d | %s | %s |%n",
          set.folder(),
          faces.size(),
          refused(faces, QualityGate.forRecognition()),
          refused(faces, QualityGate.forEnrolment()));
    }
    values(first);
  }

  private static String refused(List<Measured> faces, QualityGate gate) {
    Map<Defect, Integer> codes = new EnumMap<>(Defect.class);
    int refused = 0;
    for (Measured face : faces) {
      List<Finding> findings = gate.check(face.quality());
      refused += findings.isEmpty() ? 0 : 1;
      findings.forEach(finding -> codes.merge(finding.defect(), 1, Integer::sum));
    }
    String byCode =
        codes.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return percent(refused, faces.size()) + " | " + byCode;
  }

  static String percent(long part, long whole) {
    return String.format(Locale.ROOT, "%d (%.1f %%)", part, whole == 0 ? 0 : 100.0 * part / whole);
  }

  private void list() throws IOException {
    for (DataSet set : SETS) {
      for (Measured face : read(set)) {
        List<Finding> recognition = QualityGate.forRecognition().check(face.quality());
        List<Finding> enrolment = QualityGate.forEnrolment().check(face.quality());
        if (!enrolment.isEmpty() || !recognition.isEmpty()) {
          System.out.printf("%s/%s%n", set.folder(), face.file());
          recognition.forEach(finding -> System.out.println("  recognition " + finding.message()));
          enrolment.forEach(finding -> System.out.println("  enrolment " + finding.message()));
        }
      }
    }
  }

  private void pose() throws IOException {
    System.out.println("\n| picture | yaw | pitch | roll |");
    System.out.println("|---|---|---|---|");
    for (String folder : List.of("inspireface/pose", "inspireface/rotate")) {
      for (Measured face : read(new DataSet(folder, true))) {
        System.out.printf(
            "| %s | %s | %s | %s |%n",
            face.file(),
            degrees(face, Criterion.YAW),
            degrees(face, Criterion.PITCH),
            degrees(face, Criterion.ROLL));
      }
    }
  }

  private static String degrees(Measured face, Criterion criterion) {
    OptionalDouble value = face.quality().value(criterion);
    return value.isPresent() ? String.format(Locale.ROOT, "%.0f", value.getAsDouble()) : "";
  }

  private void turns(List<String> folders) throws IOException {
    System.out.println("\n| data set | turned by | faces found | of them seen as turned so |");
    System.out.println("|---|---|---|---|");
    for (String folder : folders) {
      for (int quarters = 0; quarters < QUARTERS; quarters++) {
        int degrees = 90 * quarters;
        List<Measured> faces = turned(folder, quarters);
        long right = faces.stream().filter(face -> isTurned(face, degrees)).count();
        System.out.printf(
            "| %s | %d | %d | %s |%n", folder, degrees, faces.size(), percent(right, faces.size()));
      }
    }
  }

  private static boolean isTurned(Measured face, double degrees) {
    OptionalDouble roll = face.quality().value(Criterion.ROLL);
    return roll.isPresent()
        && Math.abs(Math.IEEEremainder(roll.getAsDouble() - degrees, 360)) < HALF_WAY;
  }

  private static void pairs(DegradedPairs pairs) {
    System.out.println("\n" + DegradedPairs.HEAD);
    System.out.println(pairs.row("as it is", UnaryOperator.identity()));
    for (double sigma : new double[] {2, 3, 4, 5, 6}) {
      System.out.println(
          pairs.row("blurred, sigma %.0f px".formatted(sigma), i -> Degraded.blurred(i, sigma)));
    }
    for (double share : new double[] {0.25, 0.1, 0.05}) {
      System.out.println(
          pairs.row("light x %.2f".formatted(share), i -> Degraded.dimmed(i, share)));
    }
    for (double factor : new double[] {3, 6}) {
      System.out.println(
          pairs.row("overexposed x %.0f".formatted(factor), i -> Degraded.overexposed(i, factor)));
    }
    for (double share : new double[] {0.3, 0.1}) {
      System.out.println(
          pairs.row("contrast x %.2f".formatted(share), i -> Degraded.fogged(i, share)));
    }
    for (double share : new double[] {0.5, 0.35, 0.25}) {
      System.out.println(pairs.row("size x %.2f".formatted(share), i -> Degraded.shrunk(i, share)));
    }
  }
}
