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

/** The oracle: a list, compared one by one with {@link Embedding#cosine}. */
final class NaiveGallery {
  private final Map<UUID, LabelledEmbedding> templates = new LinkedHashMap<>();

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
    return templates.values().stream()
        .filter(one -> one.person().equals(person))
        .mapToDouble(one -> probe.cosine(one.embedding()))
        .max();
  }

  List<Candidate> search(Embedding probe, int k) {
    Map<PersonId, Double> best = new TreeMap<>();
    templates
        .values()
        .forEach(one -> best.merge(one.person(), probe.cosine(one.embedding()), Math::max));
    return best.entrySet().stream()
        .map(entry -> new Candidate(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingDouble(one -> -one.similarity()))
        .limit(k)
        .toList();
  }
}
