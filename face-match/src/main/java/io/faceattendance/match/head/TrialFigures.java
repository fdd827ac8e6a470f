package io.faceattendance.match.head;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * The figures of a trial. The bootstrap draws persons with all their probes, since pictures of one
 * person are not independent (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter
 * 8; percentile bounds, chapter 13).
 */
final class TrialFigures {
  // An FPIR of 1 %: one false identity in so many searches.
  private static final int SEARCHES_PER_ERROR = 100;
  private static final int SAMPLES = 1000;
  private static final double ONE_SIDED = 0.05;

  private final List<TrialProbe> probes;
  private final int persons;
  private final Scores raw;
  private final Scores head;

  TrialFigures(List<TrialProbe> probes, int persons) {
    this.probes = List.copyOf(probes);
    this.persons = persons;
    this.raw = new Scores(probes, TrialProbe::raw);
    this.head = new Scores(probes, TrialProbe::head);
  }

  HeadTrial trial(long seed) {
    int[] once = new int[persons];
    Arrays.fill(once, 1);
    int strangers = (int) probes.stream().filter(TrialProbe::stranger).count();
    return new HeadTrial(
        raw.tpir(once),
        head.tpir(once),
        lower(new Random(seed)),
        probes.size() - strangers,
        strangers);
  }

  private double lower(Random random) {
    double[] differences = new double[SAMPLES];
    for (int sample = 0; sample < SAMPLES; sample++) {
      int[] times = new int[persons];
      for (int draw = 0; draw < persons; draw++) {
        times[random.nextInt(persons)]++;
      }
      differences[sample] = head.tpir(times) - raw.tpir(times);
    }
    Arrays.sort(differences);
    return differences[(int) (ONE_SIDED * SAMPLES) - 1];
  }

  /** The scores of one side, best first. */
  private static final class Scores {
    private final int[] personOf;
    private final boolean[] stranger;
    private final boolean[] right;
    private final double[] score;

    Scores(List<TrialProbe> probes, Function<TrialProbe, TrialProbe.Find> side) {
      List<TrialProbe> order =
          probes.stream()
              .sorted(Comparator.comparingDouble(probe -> -side.apply(probe).score()))
              .toList();
      this.personOf = order.stream().mapToInt(TrialProbe::person).toArray();
      this.score = order.stream().mapToDouble(probe -> side.apply(probe).score()).toArray();
      this.stranger = new boolean[order.size()];
      this.right = new boolean[order.size()];
      for (int i = 0; i < order.size(); i++) {
        stranger[i] = order.get(i).stranger();
        right[i] = side.apply(order.get(i)).right();
      }
    }

    /** TPIR at the FPIR, where each person counts so many times; 0 without known probes. */
    double tpir(int[] times) {
      double cut = cut(times);
      long known = 0;
      long found = 0;
      for (int i = 0; i < score.length; i++) {
        if (!stranger[i]) {
          known += times[personOf[i]];
          found += right[i] && score[i] > cut ? times[personOf[i]] : 0;
        }
      }
      return known == 0 ? 0 : (double) found / known;
    }

    /** The score that must be exceeded: the best one of the strangers who may not get in. */
    private double cut(int[] times) {
      long strangers = 0;
      for (int i = 0; i < score.length; i++) {
        strangers += stranger[i] ? times[personOf[i]] : 0;
      }
      long allowed = strangers / SEARCHES_PER_ERROR;
      for (int i = 0; i < score.length; i++) {
        allowed -= stranger[i] ? times[personOf[i]] : 0;
        if (allowed < 0) {
          return score[i];
        }
      }
      return Double.NEGATIVE_INFINITY;
    }
  }
}
