package io.faceattendance.match;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The cosines of all pairs of pictures of different people, once each, in primitives: a million
 * pairs take 8 MB. Not modified after construction.
 */
final class ImpostorPairs {
  private final int[] personOfPicture;
  private final int people;
  private final double[] scores;

  private ImpostorPairs(int[] personOfPicture, int people, double[] scores) {
    this.personOfPicture = personOfPicture;
    this.people = people;
    this.scores = scores;
  }

  static ImpostorPairs of(List<LabelledEmbedding> pictures, EmbeddingSpace space) {
    int[] persons = number(pictures);
    int people = 1 + Arrays.stream(persons).max().orElse(-1);
    if (people < 3) {
      throw new IllegalArgumentException("expected at least 3 people, got " + people);
    }
    Embedding[] faces =
        pictures.stream().map(LabelledEmbedding::embedding).toArray(Embedding[]::new);
    for (Embedding face : faces) {
      if (!space.equals(face.space())) {
        throw new IllegalArgumentException(
            "expected embeddings of space %s, got one of %s".formatted(space, face.space()));
      }
    }
    double[] scores = new double[count(persons)];
    forEachPair(persons, (pair, i, j) -> scores[pair] = faces[i].cosine(faces[j]));
    return new ImpostorPairs(persons, people, scores);
  }

  double[] scores() {
    return scores.clone();
  }

  int people() {
    return people;
  }

  /** For each person how many of the comparisons that it takes part in reach a similarity. */
  long[] errorsOf(double similarity) {
    long[] errors = new long[people];
    forEachPair(
        personOfPicture,
        (pair, i, j) -> {
          if (scores[pair] >= similarity) {
            errors[personOfPicture[i]]++;
            errors[personOfPicture[j]]++;
          }
        });
    return errors;
  }

  /** For each person how many comparisons it takes part in. */
  long[] comparisons() {
    return errorsOf(Double.NEGATIVE_INFINITY);
  }

  private static int[] number(List<LabelledEmbedding> pictures) {
    Map<PersonId, Integer> numbers = new HashMap<>();
    return pictures.stream()
        .mapToInt(
            picture -> {
              Integer next = numbers.size();
              Integer known = numbers.putIfAbsent(picture.person(), next);
              return known == null ? next : known;
            })
        .toArray();
  }

  private static int count(int[] persons) {
    int[] pairs = new int[1];
    forEachPair(persons, (pair, i, j) -> pairs[0] = Math.addExact(pair, 1));
    return pairs[0];
  }

  private static void forEachPair(int[] persons, PairAction action) {
    int pair = 0;
    for (int i = 0; i < persons.length; i++) {
      for (int j = i + 1; j < persons.length; j++) {
        if (persons[i] != persons[j]) {
          action.accept(pair++, i, j);
        }
      }
    }
  }

  private interface PairAction {
    void accept(int pair, int first, int second);
  }
}
