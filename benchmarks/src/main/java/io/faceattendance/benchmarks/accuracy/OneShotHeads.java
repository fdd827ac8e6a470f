package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.Embedding;
import io.faceattendance.PersonId;
import io.faceattendance.benchmarks.accuracy.MeasureAugmentation.Picture;
import io.faceattendance.match.Head;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.LabelledEmbedding;
import io.faceattendance.match.head.Heads;
import io.faceattendance.match.head.Training;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * What heads make of one picture a person: they are trained on its 16 views, and the closed set is
 * asked for on the other pictures of up to {@value #PEOPLE} people, in {@value #DRAWS} seeded
 * draws.
 */
final class OneShotHeads {
  static final int PEOPLE = 40;
  static final int DRAWS = 5;
  private static final int SEED = 20261122;

  private final List<List<Picture>> people;

  OneShotHeads(List<List<Picture>> people) {
    this.people = people.stream().filter(one -> one.size() > 1).toList();
  }

  /** A row of a Markdown table. */
  String row(HeadKind kind) {
    Random random = new Random(SEED);
    double raw = 0;
    double head = 0;
    for (int i = 0; i < DRAWS; i++) {
      List<Picture> enrolled = new ArrayList<>();
      List<Picture> probes = new ArrayList<>();
      draw(random, enrolled, probes);
      Head trained = Heads.train(kind, views(enrolled), Training.defaults().withSeed(i));
      raw += share(probes, probe -> nearest(enrolled, probe.plain())) / DRAWS;
      head += share(probes, probe -> trained.judge(probe.plain()).person().value()) / DRAWS;
    }
    return "| %s on 16 views | %d people | rank 1, cosine %.4f | head %.4f |"
        .formatted(kind, Math.min(PEOPLE, people.size()), raw, head);
  }

  private void draw(Random random, List<Picture> enrolled, List<Picture> probes) {
    List<List<Picture>> order = new ArrayList<>(people);
    Collections.shuffle(order, random);
    for (List<Picture> one : order.subList(0, Math.min(PEOPLE, order.size()))) {
      int chosen = random.nextInt(one.size());
      enrolled.add(one.get(chosen));
      one.stream().filter(picture -> picture != one.get(chosen)).forEach(probes::add);
    }
  }

  private static List<LabelledEmbedding> views(List<Picture> enrolled) {
    return enrolled.stream()
        .flatMap(
            one ->
                one.views().stream()
                    .map(view -> new LabelledEmbedding(PersonId.of(one.person()), view)))
        .toList();
  }

  private static String nearest(List<Picture> enrolled, Embedding probe) {
    return enrolled.stream()
        .max(Comparator.comparingDouble(one -> probe.cosine(one.plain())))
        .orElseThrow()
        .person();
  }

  private static double share(List<Picture> probes, Function<Picture, String> who) {
    long right = probes.stream().filter(probe -> who.apply(probe).equals(probe.person())).count();
    return (double) right / probes.size();
  }
}
