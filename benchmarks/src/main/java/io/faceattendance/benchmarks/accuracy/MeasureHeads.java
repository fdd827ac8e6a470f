package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import io.faceattendance.detect.DetectorSpec;
import io.faceattendance.match.Calibration;
import io.faceattendance.match.FaceMatcher;
import io.faceattendance.match.FmrTable;
import io.faceattendance.match.Head;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.LabelledEmbedding;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.match.head.HeadTrial;
import io.faceattendance.match.head.Heads;
import io.faceattendance.match.head.Training;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures trained heads beside the raw cosine: {@code java -cp benchmarks/target/benchmarks.jar
 * io.faceattendance.benchmarks.accuracy.MeasureHeads ROOT KINDS EMBEDDER...}, such as {@code
 * DATA/orl SVM,SOFTMAX,TRIPLET mobilefacenet insightface-y1}.
 *
 * <p>ROOT has a folder for each person. Rates are means of {@value #SPLITS} seeded splits into
 * people enrolled and strangers; the thresholds are the ones that come with the library, and those
 * calibrated on the templates of the people enrolled.
 */
public final class MeasureHeads {
  static final int SPLITS = 20;
  private static final int SEED = 20261122;
  private static final int TEMPLATES = 5;
  private static final int TIMED = 3;

  private final String embedder;
  private final List<List<LabelledEmbedding>> people;
  private final EmbeddingSpace space;

  private MeasureHeads(String embedder, List<LabelledEmbedding> faces) {
    this.embedder = embedder;
    this.space = faces.get(0).embedding().space();
    Map<PersonId, List<LabelledEmbedding>> byPerson =
        faces.stream()
            .collect(
                Collectors.groupingBy(
                    LabelledEmbedding::person, TreeMap::new, Collectors.toList()));
    this.people = List.copyOf(byPerson.values());
  }

  /**
   * Measures and prints Markdown tables.
   *
   * @param arguments root folder, kinds of heads with commas between, then the ids of embedders
   * @throws IOException if a picture cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    List<HeadKind> kinds = Stream.of(arguments[1].split(",", -1)).map(HeadKind::valueOf).toList();
    for (String embedder : List.of(arguments).subList(2, arguments.length)) {
      MeasureHeads measure =
          new MeasureHeads(
              embedder,
              LabelledFaces.read(
                  Path.of(arguments[0]), DetectorSpec.YUNET.id(), embedder, spec -> spec));
      measure.print(kinds);
    }
  }

  private void print(List<HeadKind> kinds) {
    System.out.println(
        "\n| embedder | head | people | thresholds | closed set, cosine | head | strangers, head"
            + " alone | cosine | head behind it | TPIR, cosine | head behind it |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
    kinds.forEach(this::rates);
    System.out.println("\n| embedder | head | trial |\n|---|---|---|");
    for (HeadKind kind : kinds) {
      HeadTrial trial = HeadTrial.of(kind, all(), Training.defaults());
      System.out.println("| %s | %s | %s |".formatted(embedder, kind, trial.reason()));
    }
    System.out.println(
        "\n| embedder | head | training | seconds | of the processor |\n|---|---|---|---|---|");
    kinds.forEach(this::times);
  }

  private void rates(HeadKind kind) {
    // Probabilities of two people are where a softmax is most at a loss.
    int enrolled = kind == HeadKind.SOFTMAX ? 2 : 20;
    Map<String, HeadRates> rates = new LinkedHashMap<>();
    Random random = new Random(SEED);
    for (int i = 0; i < SPLITS; i++) {
      OpenSetSplit split = OpenSetSplit.of(people, enrolled, TEMPLATES, random);
      Head head = Heads.train(kind, split.templates(), Training.defaults().withSeed(i));
      policies(split)
          .forEach(
              (thresholds, policy) ->
                  rates
                      .computeIfAbsent(thresholds, any -> new HeadRates())
                      .count(split, FaceMatcher.of(split.gallery(), policy), head));
    }
    rates.forEach(
        (thresholds, row) ->
            System.out.println(
                "| %s | %s | %d | %s | %s |".formatted(embedder, kind, enrolled, thresholds, row)));
  }

  private Map<String, MatchPolicy> policies(OpenSetSplit split) {
    Map<String, MatchPolicy> policies = new LinkedHashMap<>();
    policies.put("bundled", MatchPolicy.defaults(space));
    // Two people have too few pairs for any threshold.
    if (split.gallery().persons() > 2) {
      policies.put("calibrated on the templates", calibrated(split.templates()));
      policies.put(
          "calibrated on all their pictures",
          calibrated(Stream.of(split.templates(), split.known()).flatMap(List::stream).toList()));
    }
    return policies;
  }

  private MatchPolicy calibrated(List<LabelledEmbedding> pictures) {
    FmrTable.Source source =
        new FmrTable.Source(space, List.of("00".repeat(32)), "the people enrolled", "MeasureHeads");
    return MatchPolicy.defaults(Calibration.of(pictures, source).table());
  }

  private void times(HeadKind kind) {
    Training training = Training.defaults();
    time(kind, "%d people, %d templates".formatted(people.size(), all().size()), training);
    if (kind == HeadKind.TRIPLET) {
      List<LabelledEmbedding> fewer =
          people.subList(1, people.size()).stream().flatMap(List::stream).toList();
      Head earlier = Heads.train(kind, fewer, training);
      time(
          kind,
          "one more person, continued from %d".formatted(people.size() - 1),
          training.continuing(earlier));
    }
  }

  private void time(HeadKind kind, String what, Training training) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double[] seconds = new double[TIMED];
    double[] processor = new double[TIMED];
    for (int i = 0; i < TIMED; i++) {
      long start = System.nanoTime();
      long used = threads.getCurrentThreadCpuTime();
      Heads.train(kind, all(), training);
      seconds[i] = (System.nanoTime() - start) / 1e9;
      processor[i] = (threads.getCurrentThreadCpuTime() - used) / 1e9;
    }
    Arrays.sort(seconds);
    Arrays.sort(processor);
    System.out.println(
        String.format(
            Locale.ROOT,
            "| %s | %s | %s | %.2f | %.2f |",
            embedder,
            kind,
            what,
            seconds[TIMED / 2],
            processor[TIMED / 2]));
  }

  private List<LabelledEmbedding> all() {
    return people.stream().flatMap(List::stream).toList();
  }
}
