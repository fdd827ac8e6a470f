package io.faceattendance.match;

import io.faceattendance.Embedding;
import io.faceattendance.PersonId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** The oracle: a list, each person compared anew with {@link Embedding#cosine}. */
final class NaiveGallery {
  private final Map<UUID, LabelledEmbedding> templates = new LinkedHashMap<>();
  private final TemplateScoring scoring;

  NaiveGallery(TemplateScoring scoring) {
    this.scoring = scoring;
  }

  void add(PersonId person, UUID id, Embedding face) {
    templates.put(id, new LabelledEmbedding(person, face));
  }

  int remove(PersonId person) {
    int before = templates.size();
    templates.values().removeIf(one -> one.person().equals(person));
    return before - templates.size();
  }

  boolean removeTemplate(UUID id) {
    return templates.remove(id) != null;
  }

  UUID anyTemplate(Random random) {
    return templates.isEmpty()
        ? new UUID(0, 0)
        : List.copyOf(templates.keySet()).get(random.nextInt(templates.size()));
  }

  int size() {
    return templates.size();
  }

  int persons() {
    return (int) templates.values().stream().map(LabelledEmbedding::person).distinct().count();
  }

  Set<PersonId> people() {
    return templates.values().stream()
        .map(LabelledEmbedding::person)
        .collect(Collectors.toUnmodifiableSet());
  }

  OptionalDouble similarity(PersonId person, Embedding probe) {
    List<Embedding> own = byPerson().getOrDefault(person, List.of());
    return own.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(similarity(own, probe));
  }

  private Map<PersonId, List<Embedding>> byPerson() {
    return templates.values().stream()
        .collect(
            Collectors.groupingBy(
                LabelledEmbedding::person,
                TreeMap::new,
                Collectors.mapping(LabelledEmbedding::embedding, Collectors.toList())));
  }

  private double similarity(List<Embedding> templates, Embedding probe) {
    return scoring == TemplateScoring.MEAN
        ? toMean(templates, probe)
        : templates.stream().mapToDouble(probe::cosine).max().orElseThrow();
  }

  private static double toMean(List<Embedding> templates, Embedding probe) {
    double[] sum = new double[probe.space().dimension()];
    double[] lost = new double[sum.length];
    for (Embedding template : templates) {
      float[] vector = template.vector();
      for (int d = 0; d < sum.length; d++) {
        double next = sum[d] + vector[d];
        // What rounding lost (Knuth's two-sum): the result depends on no order.
        double part = next - sum[d];
        lost[d] += (sum[d] - (next - part)) + (vector[d] - part);
        sum[d] = next;
      }
    }
    float[] direction = new float[sum.length];
    boolean zero = true;
    for (int d = 0; d < sum.length; d++) {
      direction[d] = (float) (sum[d] + lost[d]);
      zero &= direction[d] == 0;
    }
    return zero ? 0 : probe.cosine(Embedding.of(probe.space(), direction));
  }

  List<Candidate> search(Embedding probe, int k) {
    return byPerson().entrySet().stream()
        .map(entry -> new Candidate(entry.getKey(), similarity(entry.getValue(), probe)))
        .sorted(Comparator.comparingDouble(one -> -one.similarity()))
        .limit(k)
        .toList();
  }
}
