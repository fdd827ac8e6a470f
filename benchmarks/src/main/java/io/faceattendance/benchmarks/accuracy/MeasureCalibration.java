package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import io.faceattendance.detect.DetectorSpec;
import io.faceattendance.match.Calibration;
import io.faceattendance.match.FmrTable;
import io.faceattendance.match.LabelledEmbedding;
import io.faceattendance.match.TemplateScoring;
import io.faceattendance.match.evaluation.FpirInterval;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.PinnedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Measures whether a calibrated threshold keeps its target on strangers it has not seen: {@code
 * java -cp benchmarks/target/benchmarks.jar
 * io.faceattendance.benchmarks.accuracy.MeasureCalibration ROOT EMBEDDER own|others TARGET SPLITS
 * GALLERY...}, such as {@code DATA/lfw_dev/images mobilefacenet others 0.01 40 10 40 280}.
 *
 * <p>ROOT has a folder for each person. In every seeded split one half of the people calibrate.
 * With {@code others} the gallery and the strangers are of the other half; with {@code own} the
 * gallery is of those who calibrated and the strangers are the other half. GALLERY is how many are
 * enrolled, with their first picture; their other pictures are the mated probes, all pictures of
 * strangers the others. The threshold alone decides, without the margin. Beside the interval over
 * strangers and enrolled persons stands the plain one, which takes every picture for another
 * stranger.
 */
public final class MeasureCalibration {
  private static final int SEED = 20261122;
  private static final int FEWEST_SPLITS = 20;

  private final Map<PersonId, List<Embedding>> people;
  private final FmrTable.Source source;
  private final boolean own;
  private final double target;

  private MeasureCalibration(
      Map<PersonId, List<Embedding>> people, FmrTable.Source source, boolean own, double target) {
    this.people = people;
    this.source = source;
    this.own = own;
    this.target = target;
  }

  /**
   * Measures and prints a row for each split, and a summary of each gallery.
   *
   * @param arguments root folder, embedder, who is enrolled, target FPIR, splits, gallery sizes
   * @throws IOException if a picture cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    int splits = Integer.parseInt(arguments[4]);
    if (splits < FEWEST_SPLITS) {
      throw new IllegalArgumentException(
          "expected at least %d splits, got %d".formatted(FEWEST_SPLITS, splits));
    }
    List<LabelledEmbedding> faces =
        LabelledFaces.read(
            Path.of(arguments[0]), DetectorSpec.YUNET.id(), arguments[1], spec -> spec);
    Map<PersonId, List<Embedding>> people = OpenSetTrial.people(faces);
    System.out.printf("%d pictures of %d people%n%n", faces.size(), people.size());
    MeasureCalibration measure =
        new MeasureCalibration(
            people,
            source(arguments[1], faces.get(0).embedding().space()),
            isOwn(arguments[2]),
            Double.parseDouble(arguments[3]));
    Stream.of(arguments).skip(5).forEach(size -> measure.gallery(Integer.parseInt(size), splits));
  }

  static FmrTable.Source source(String embedder, EmbeddingSpace space) {
    return new FmrTable.Source(
        space,
        ModelCatalog.card(embedder).file().stream().map(PinnedFile::sha256).toList(),
        "a split",
        "a split");
  }

  private static boolean isOwn(String word) {
    if (!word.equals("own") && !word.equals("others")) {
      throw new IllegalArgumentException("expected own or others, got " + word);
    }
    return word.equals("own");
  }

  private void gallery(int size, int splits) {
    System.out.println(
        "| gallery | split | target | threshold | FPIR | its 95 % interval | target in it | plain interval | target in it | stranger probes | TPIR | target_supported |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
    Summary summary = new Summary(size);
    for (int split = 0; split < splits; split++) {
      summary.add(split, split(size, split));
    }
    System.out.println();
    System.out.println(summary);
  }

  private Outcome split(int size, int split) {
    List<PersonId> order = new ArrayList<>(people.keySet());
    Collections.shuffle(order, new Random(SEED + split));
    int half = order.size() / 2;
    List<PersonId> calibrating = order.subList(0, half);
    List<PersonId> others = order.subList(half, order.size());
    List<PersonId> enrolled = (own ? calibrating : others).subList(0, size);
    List<PersonId> strangers = own ? others : others.subList(size, others.size());
    OpenSetTrial trial = new OpenSetTrial(source.space(), TemplateScoring.BEST);
    enrolled.forEach(person -> trial.enrol(person, pictures(person).subList(0, 1)));
    enrolled.forEach(
        person -> trial.searchKnown(person, pictures(person).subList(1, pictures(person).size())));
    strangers.forEach(person -> trial.searchStranger(person, pictures(person)));
    return new Outcome(calibrate(calibrating).at(target, trial.comparisons()), trial);
  }

  private Calibration calibrate(List<PersonId> calibrating) {
    return Calibration.of(
        calibrating.stream()
            .flatMap(
                person -> pictures(person).stream().map(one -> new LabelledEmbedding(person, one)))
            .toList(),
        source);
  }

  private List<Embedding> pictures(PersonId person) {
    return people.getOrDefault(person, List.of());
  }

  private record Outcome(Calibration.Answer answer, OpenSetTrial trial) {

    double threshold() {
      return answer.threshold().similarity();
    }

    FpirInterval fpir() {
      return trial.fpir(threshold());
    }

    /** As if every search were of another stranger. */
    FpirInterval plain() {
      FpirInterval fpir = fpir();
      return FpirInterval.independent(fpir.errors(), fpir.searches());
    }

    long found() {
      return trial.found(threshold());
    }
  }

  /** In how many splits the target lies in one kind of interval, and where in the others. */
  private final class Count {
    private int inside;
    private int above;
    private int below;

    String add(FpirInterval interval) {
      if (interval.contains(target)) {
        inside++;
        return "yes";
      }
      boolean isAbove = interval.lower() > target;
      above += isAbove ? 1 : 0;
      below += isAbove ? 0 : 1;
      return isAbove ? "no, above" : "no, below";
    }

    @Override
    public String toString() {
      return "in %d, measured above in %d, below in %d".formatted(inside, above, below);
    }
  }

  private final class Summary {
    private final int size;
    private final List<Double> rates = new ArrayList<>();
    private final Count clustered = new Count();
    private final Count plain = new Count();
    private int supported;
    private long found;
    private long known;
    private int fewestStrangers = Integer.MAX_VALUE;

    Summary(int size) {
      this.size = size;
    }

    void add(int split, Outcome outcome) {
      FpirInterval fpir = outcome.fpir();
      boolean isSupported = outcome.answer().threshold().targetSupported();
      supported += isSupported ? 1 : 0;
      rates.add(fpir.rate());
      found += outcome.found();
      known += outcome.trial().knownProbes();
      fewestStrangers = Math.min(fewestStrangers, fpir.searches());
      System.out.printf(
          "| %d | %d | %s | %.4f | %.2f %% | %s | %s | %s | %s | %d | %.2f %% | %s |%n",
          size,
          split,
          target,
          outcome.threshold(),
          100 * fpir.rate(),
          percent(fpir),
          clustered.add(fpir),
          percent(outcome.plain()),
          plain.add(outcome.plain()),
          fpir.searches(),
          100.0 * outcome.found() / outcome.trial().knownProbes(),
          isSupported);
    }

    private String percent(FpirInterval interval) {
      return "%.2f to %.2f %%".formatted(100 * interval.lower(), 100 * interval.upper());
    }

    @Override
    public String toString() {
      double[] sorted = rates.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
      return ("gallery %d, %d splits, at least %d stranger probes: target %s; by the plain interval %s;"
              + " FPIR mean %.2f %%, median %.2f %%, greatest %.2f %%; TPIR %.2f %%, target supported in %d%n")
          .formatted(
              size,
              sorted.length,
              fewestStrangers,
              clustered,
              plain,
              100 * Arrays.stream(sorted).average().orElseThrow(),
              100 * median,
              100 * sorted[sorted.length - 1],
              100.0 * found / known,
              supported);
    }
  }
}
