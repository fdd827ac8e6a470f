package io.faceattendance.match;

import io.faceattendance.PersonId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;

/** Decides about all faces of one photo together. A pure function of the search results. */
final class PhotoDecision {
  // A pair at the threshold counts even where the threshold is not above 0.
  private static final double LEAST_GAIN = 1e-9;

  private final List<List<Candidate>> faces;
  private final Threshold threshold;
  private final double margin;
  // Which face a person was assigned to.
  private final Map<PersonId, Integer> faceOf;

  private PhotoDecision(List<List<Candidate>> faces, Threshold threshold, double margin) {
    this.faces = faces;
    this.threshold = threshold;
    this.margin = margin;
    this.faceOf = assign(faces, threshold);
  }

  /**
   * The answers.
   *
   * @param faces for each face its most similar persons, at least as many as there are faces: among
   *     n faces one can always have one of its n best persons, so that no optimum is lost
   */
  static List<Identification> decide(
      List<List<Candidate>> faces, Threshold threshold, double margin) {
    PhotoDecision decision = new PhotoDecision(faces, threshold, margin);
    List<Identification> answers = new ArrayList<>(faces.size());
    for (int face = 0; face < faces.size(); face++) {
      answers.add(decision.decide(face));
    }
    return List.copyOf(answers);
  }

  /** The answers if the threshold is not to be trusted: nobody is named, or may be meant. */
  static List<Identification> refuse(List<List<Candidate>> faces, Threshold threshold) {
    return faces.stream()
        .<Identification>map(
            candidates ->
                unknown(candidates, threshold, Identification.Reason.TARGET_NOT_SUPPORTED))
        .toList();
  }

  private Identification decide(int face) {
    List<Candidate> candidates = faces.get(face);
    if (candidates.isEmpty() || !threshold.accepts(candidates.get(0).similarity())) {
      return unknown(candidates, threshold, Identification.Reason.BELOW_THRESHOLD);
    }
    Candidate best = candidates.get(0);
    OptionalDouble similarity = OptionalDouble.of(best.similarity());
    OptionalDouble lead = lead(candidates);
    // Never the second-best person instead: that would turn a doubt into a name.
    if (faceOf.getOrDefault(best.person(), face) != face) {
      return ambiguous(candidates, Identification.Reason.PERSON_IS_ANOTHER_FACE);
    }
    if (lead.isPresent() && isTooSmall(lead.getAsDouble())) {
      return ambiguous(candidates, Identification.Reason.MARGIN_TOO_SMALL);
    }
    return new Identification.Known(best.person(), similarity, lead, threshold);
  }

  private static Identification.Unknown unknown(
      List<Candidate> candidates, Threshold threshold, Identification.Reason reason) {
    return candidates.isEmpty()
        ? new Identification.Unknown(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            threshold,
            Identification.Reason.NOBODY_ENROLLED)
        : new Identification.Unknown(
            OptionalDouble.of(candidates.get(0).similarity()), lead(candidates), threshold, reason);
  }

  private Identification ambiguous(List<Candidate> candidates, Identification.Reason reason) {
    double best = candidates.get(0).similarity();
    List<Candidate> possible =
        candidates.stream()
            .filter(one -> threshold.accepts(one.similarity()) || best - one.similarity() <= margin)
            .toList();
    return new Identification.Ambiguous(
        possible, OptionalDouble.of(best), lead(candidates), threshold, reason);
  }

  private boolean isTooSmall(double lead) {
    return lead <= 0 || lead < margin;
  }

  private static OptionalDouble lead(List<Candidate> candidates) {
    return candidates.size() < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(candidates.get(0).similarity() - candidates.get(1).similarity());
  }

  private static Map<PersonId, Integer> assign(List<List<Candidate>> faces, Threshold threshold) {
    TreeSet<PersonId> persons = new TreeSet<>();
    faces.forEach(
        candidates ->
            candidates.stream()
                .filter(one -> threshold.accepts(one.similarity()))
                .forEach(one -> persons.add(one.person())));
    List<PersonId> columns = List.copyOf(persons);
    int[] columnOf = Assignment.best(gains(faces, columns, threshold));
    Map<PersonId, Integer> faceOf = new HashMap<>();
    for (int face = 0; face < columnOf.length; face++) {
      if (columnOf[face] != Assignment.NONE) {
        faceOf.put(columns.get(columnOf[face]), face);
      }
    }
    return faceOf;
  }

  private static double[][] gains(
      List<List<Candidate>> faces, List<PersonId> columns, Threshold threshold) {
    Map<PersonId, Integer> columnOf = new HashMap<>();
    columns.forEach(person -> columnOf.put(person, columnOf.size()));
    double[][] gains = new double[faces.size()][columns.size()];
    for (int face = 0; face < gains.length; face++) {
      for (Candidate one : faces.get(face)) {
        Integer column = columnOf.get(one.person());
        if (column != null && threshold.accepts(one.similarity())) {
          gains[face][column] = Math.max(LEAST_GAIN, one.similarity());
        }
      }
    }
    return gains;
  }
}
