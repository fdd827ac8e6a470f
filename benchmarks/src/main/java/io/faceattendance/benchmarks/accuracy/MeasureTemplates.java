package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.Embedding;
import io.faceattendance.PersonId;
import io.faceattendance.detect.DetectorSpec;
import io.faceattendance.embed.EmbedderSpec;
import io.faceattendance.match.Calibration;
import io.faceattendance.match.FmrTable;
import io.faceattendance.match.LabelledEmbedding;
import io.faceattendance.match.TemplateScoring;
import io.faceattendance.match.Threshold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Compares ways to enrol somebody with several pictures, the best of the templates and their mean,
 * with and without mirror images: {@code java -cp benchmarks/target/benchmarks.jar
 * io.faceattendance.benchmarks.accuracy.MeasureTemplates ROOT PERSONS MOST EMBEDDER...}, such as
 * {@code DATA/lfw_dev/images 40 3 mobilefacenet}.
 *
 * <p>ROOT has a folder for each person. PERSONS people with more than MOST pictures are enrolled in
 * each of {@value #SPLITS} seeded splits, with two to MOST of their first pictures or with one of
 * these, each in turn; the pictures after these are searched, the same ones however many are
 * enrolled. Half of the other people calibrate, the rest are strangers. The threshold alone
 * decides.
 */
public final class MeasureTemplates {
  static final int SPLITS = 40;
  private static final int SEED = 20261122;
  private static final double TARGET = 0.01;
  private static final List<Integer> COUNTS = List.of(1, 2, 3, 5);

  private final Map<PersonId, List<Embedding>> people;
  private final FmrTable.Source source;
  private final int persons;
  private final int most;

  private MeasureTemplates(
      Map<PersonId, List<Embedding>> people, FmrTable.Source source, int persons, int most) {
    this.people = people;
    this.source = source;
    this.persons = persons;
    this.most = most;
  }

  /**
   * Measures and prints the rows of a Markdown table.
   *
   * @param arguments root folder, how many are enrolled, with how many pictures at most, then the
   *     ids of embedders
   * @throws IOException if a picture cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    System.out.println(
        "| embedder | templates | scoring | comparisons | target supported | FPIR at the target's threshold | TPIR there | TPIR at FPIR 1 % | comparisons a person that the FPIR is worth |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    for (String embedder : List.of(arguments).subList(3, arguments.length)) {
      of(arguments, embedder, spec -> spec).rows(embedder);
      of(arguments, embedder, EmbedderSpec::withFlip).rows(embedder + ", mirror image too");
    }
  }

  private static MeasureTemplates of(
      String[] arguments, String embedder, UnaryOperator<EmbedderSpec> change) throws IOException {
    List<LabelledEmbedding> faces =
        LabelledFaces.read(Path.of(arguments[0]), DetectorSpec.YUNET.id(), embedder, change);
    return new MeasureTemplates(
        OpenSetTrial.people(faces),
        MeasureCalibration.source(embedder, faces.get(0).embedding().space()),
        Integer.parseInt(arguments[1]),
        Integer.parseInt(arguments[2]));
  }

  private void rows(String name) {
    List<Sums> sums = new ArrayList<>();
    for (int count : COUNTS.stream().filter(one -> one <= most).toList()) {
      sums.add(new Sums(count, TemplateScoring.BEST));
      sums.add(new Sums(count, TemplateScoring.MEAN));
    }
    for (int split = 0; split < SPLITS; split++) {
      split(new Random(SEED + split), sums);
    }
    // One template is its own mean.
    sums.remove(1);
    sums.forEach(one -> System.out.println("| " + name + one.row(sums.get(0))));
  }

  private void split(Random random, List<Sums> sums) {
    List<PersonId> enrolled =
        new ArrayList<>(
            people.keySet().stream().filter(one -> pictures(one).size() > most).toList());
    if (enrolled.size() < persons) {
      throw new IllegalStateException(
          "expected %d people with more than %d pictures, got %d"
              .formatted(persons, most, enrolled.size()));
    }
    Collections.shuffle(enrolled, random);
    enrolled.subList(persons, enrolled.size()).clear();
    List<PersonId> others = new ArrayList<>(people.keySet());
    others.removeAll(enrolled);
    Collections.shuffle(others, random);
    Calibration calibration = calibrate(others.subList(0, others.size() / 2));
    List<PersonId> strangers = others.subList(others.size() / 2, others.size());
    for (Sums one : sums) {
      // A single picture is each of those in turn: the first may be better than the others.
      int last = one.count == 1 ? most - 1 : 0;
      for (int first = 0; first <= last; first++) {
        one.add(trial(enrolled, strangers, first, one), calibration);
      }
    }
  }

  private OpenSetTrial trial(
      List<PersonId> enrolled, List<PersonId> strangers, int first, Sums sums) {
    OpenSetTrial trial = new OpenSetTrial(source.space(), sums.scoring);
    enrolled.forEach(one -> trial.enrol(one, pictures(one).subList(first, first + sums.count)));
    enrolled.forEach(
        one -> trial.searchKnown(one, pictures(one).subList(most, pictures(one).size())));
    strangers.forEach(one -> trial.searchStranger(one, pictures(one)));
    return trial;
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

  private final class Sums {
    private final int count;
    private final TemplateScoring scoring;
    private int comparisons;
    private int supported;
    private int trials;
    private long searches;
    private long known;
    private long errors;
    private long errorsAtPersons;
    private long found;
    private long foundAtOnePercent;

    Sums(int count, TemplateScoring scoring) {
      this.count = count;
      this.scoring = scoring;
    }

    void add(OpenSetTrial trial, Calibration calibration) {
      comparisons = trial.comparisons();
      trials++;
      Threshold answer = calibration.at(TARGET, comparisons).threshold();
      double threshold = answer.similarity();
      supported += answer.targetSupported() ? 1 : 0;
      // The same threshold however many templates there are: what they add is seen.
      double fixed = calibration.at(TARGET, persons).threshold().similarity();
      searches += trial.strangerProbes();
      known += trial.knownProbes();
      errors += trial.fpir(threshold).errors();
      errorsAtPersons += trial.fpir(fixed).errors();
      found += trial.found(threshold);
      foundAtOnePercent += trial.found(trial.thresholdAt(TARGET));
    }

    /** How many independent comparisons with single pictures would bring as many strangers. */
    private double worth(Sums single) {
      return logOfNone() / single.logOfNone();
    }

    private double logOfNone() {
      return Math.log1p(-(double) errorsAtPersons / searches);
    }

    String row(Sums single) {
      return " | %d | %s | %d | %d of %d | %.2f %% | %.2f %% | %.2f %% | %.2f |"
          .formatted(
              count,
              count == 1 ? "-" : scoring.name().toLowerCase(Locale.ROOT),
              comparisons,
              supported,
              trials,
              100.0 * errors / searches,
              100.0 * found / known,
              100.0 * foundAtOnePercent / known,
              worth(single));
    }
  }
}
