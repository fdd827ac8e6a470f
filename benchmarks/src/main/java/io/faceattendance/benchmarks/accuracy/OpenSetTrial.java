package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import io.faceattendance.match.Candidate;
import io.faceattendance.match.GalleryIndex;
import io.faceattendance.match.LabelledEmbedding;
import io.faceattendance.match.TemplateScoring;
import io.faceattendance.match.evaluation.FpirInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** One gallery, and the best candidate of every search in it; thresholds are applied later. */
final class OpenSetTrial {
  private final GalleryIndex gallery;
  private final List<Found> strangers = new ArrayList<>();
  private final List<Found> known = new ArrayList<>();

  OpenSetTrial(EmbeddingSpace space, TemplateScoring scoring) {
    this.gallery = GalleryIndex.exact(space, scoring);
  }

  private record Found(PersonId truth, Candidate best) {}

  /** The pictures of each person, persons by id. */
  static Map<PersonId, List<Embedding>> people(List<LabelledEmbedding> faces) {
    return faces.stream()
        .collect(
            Collectors.groupingBy(
                LabelledEmbedding::person,
                TreeMap::new,
                Collectors.mapping(LabelledEmbedding::embedding, Collectors.toList())));
  }

  void enrol(PersonId person, List<Embedding> templates) {
    templates.forEach(one -> gallery.add(person, new UUID(0, gallery.size()), one));
  }

  /** Searches for pictures of somebody enrolled. */
  void searchKnown(PersonId person, List<Embedding> probes) {
    probes.forEach(probe -> known.add(new Found(person, gallery.search(probe, 1).get(0))));
  }

  /** Searches for pictures of somebody who is not enrolled. */
  void searchStranger(PersonId person, List<Embedding> probes) {
    probes.forEach(probe -> strangers.add(new Found(person, gallery.search(probe, 1).get(0))));
  }

  int comparisons() {
    return gallery.comparisons();
  }

  int strangerProbes() {
    return strangers.size();
  }

  int knownProbes() {
    return known.size();
  }

  FpirInterval fpir(double threshold) {
    return FpirInterval.of(
        strangers.stream()
            .map(one -> new FpirInterval.Search(one.truth(), hit(one, threshold)))
            .toList(),
        gallery.persons());
  }

  private static Optional<PersonId> hit(Found found, double threshold) {
    return found.best().similarity() >= threshold
        ? Optional.of(found.best().person())
        : Optional.empty();
  }

  /** How many pictures of enrolled persons are found: the right person first, and over. */
  long found(double threshold) {
    return known.stream()
        .filter(one -> hit(one, threshold).filter(one.truth()::equals).isPresent())
        .count();
  }

  /** The lowest threshold at which at most a share of the strangers' searches bring somebody. */
  double thresholdAt(double fpir) {
    double[] scores = strangers.stream().mapToDouble(one -> one.best().similarity()).toArray();
    Arrays.sort(scores);
    int allowed = (int) Math.floor(fpir * scores.length);
    return Math.nextUp(scores[scores.length - 1 - allowed]);
  }
}
