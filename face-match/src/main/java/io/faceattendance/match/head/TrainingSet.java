package io.faceattendance.match.head;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import io.faceattendance.match.LabelledEmbedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Templates in an order of their own, so that the order of enrolment changes no head. */
final class TrainingSet {
  private final Classes classes;
  private final float[][] vectors;
  private final int[] labels;

  private TrainingSet(Classes classes, float[][] vectors, int[] labels) {
    this.classes = classes;
    this.vectors = vectors;
    this.labels = labels;
  }

  static TrainingSet of(List<LabelledEmbedding> templates) {
    Map<PersonId, List<float[]>> byPerson = new TreeMap<>();
    for (LabelledEmbedding template : templates) {
      byPerson
          .computeIfAbsent(template.person(), any -> new ArrayList<>())
          .add(template.embedding().vector());
    }
    if (byPerson.size() < 2) {
      throw new FaceException(
          "expected templates of at least 2 people to train a head, got %d: enrol more people, or"
                  .formatted(byPerson.size())
              + " go without a head");
    }
    Classes classes = new Classes(spaceOf(templates), List.copyOf(byPerson.keySet()));
    return numbered(classes, List.copyOf(byPerson.values()), templates.size());
  }

  private static TrainingSet numbered(Classes classes, List<List<float[]>> people, int templates) {
    float[][] vectors = new float[templates][];
    int[] labels = new int[templates];
    int next = 0;
    for (int person = 0; person < people.size(); person++) {
      List<float[]> own = new ArrayList<>(people.get(person));
      own.sort(Arrays::compare);
      for (float[] vector : own) {
        labels[next] = person;
        vectors[next++] = vector;
      }
    }
    return new TrainingSet(classes, vectors, labels);
  }

  private static EmbeddingSpace spaceOf(List<LabelledEmbedding> templates) {
    EmbeddingSpace space = templates.get(0).embedding().space();
    for (LabelledEmbedding template : templates) {
      Embedding embedding = template.embedding();
      if (!space.equals(embedding.space())) {
        throw new IllegalArgumentException(
            "expected templates of one space, got %s and %s".formatted(space, embedding.space()));
      }
    }
    return space;
  }

  /** Every n-th template of each person, beginning with the k-th, but never a person's only one. */
  boolean[] fold(int k, int n) {
    boolean[] held = new boolean[labels.length];
    int first = 0;
    for (int i = 0; i < labels.length; i++) {
      first = labels[i] == labels[first] ? first : i;
      boolean only = i == first && (i + 1 == labels.length || labels[i + 1] != labels[i]);
      held[i] = !only && (i - first) % n == k;
    }
    return held;
  }

  /** The same people with a part of their templates. */
  TrainingSet without(boolean[] held) {
    int[] kept = IntStream.range(0, labels.length).filter(i -> !held[i]).toArray();
    return new TrainingSet(
        classes,
        Arrays.stream(kept).mapToObj(i -> vectors[i]).toArray(float[][]::new),
        Arrays.stream(kept).map(i -> labels[i]).toArray());
  }

  Classes classes() {
    return classes;
  }

  /** Grouped by person, in the order of the classes; not a copy. */
  float[][] vectors() {
    return vectors;
  }

  /** The number of the person of each vector; not a copy. */
  int[] labels() {
    return labels;
  }
}
