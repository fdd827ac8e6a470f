package io.faceattendance.match;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every two of a set of pictures, once each, told apart by whether they show one person. */
final class PicturePairs {
  private static final int FEWEST_PEOPLE = 2;
  private final Embedding[] faces;
  private final int[] personOf;
  private final int[] picturesOf;

  private PicturePairs(Embedding[] faces, int[] personOf, int[] picturesOf) {
    this.faces = faces;
    this.personOf = personOf;
    this.picturesOf = picturesOf;
  }

  static PicturePairs of(List<LabelledEmbedding> pictures, EmbeddingSpace space) {
    if (pictures.size() > Calibration.MOST_PICTURES) {
      throw new FaceException(
          ("expected at most %d pictures, since every two are compared, got %d: take fewer of each"
                  + " person, more people tell more")
              .formatted(Calibration.MOST_PICTURES, pictures.size()));
    }
    for (LabelledEmbedding picture : pictures) {
      if (!space.equals(picture.embedding().space())) {
        throw new IllegalArgumentException(
            "expected embeddings of space %s, got one of %s"
                .formatted(space, picture.embedding().space()));
      }
    }
    int[] personOf = number(pictures);
    int people = 1 + Arrays.stream(personOf).max().orElse(-1);
    if (people < FEWEST_PEOPLE) {
      throw new FaceException(
          "expected faces of at least %d people, got %d: add more people"
              .formatted(FEWEST_PEOPLE, people));
    }
    int[] picturesOf = new int[people];
    for (int person : personOf) {
      picturesOf[person]++;
    }
    return new PicturePairs(
        pictures.stream().map(LabelledEmbedding::embedding).toArray(Embedding[]::new),
        personOf,
        picturesOf);
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

  /** How many pictures each person has; persons are numbered from 0. */
  int[] picturesOf() {
    return picturesOf.clone();
  }

  /** The cosines of every two pictures of one person, in the order of the pictures. */
  double[] genuine() {
    long pairs = 0;
    for (long pictures : picturesOf) {
      pairs += pictures * (pictures - 1) / 2;
    }
    double[] scores = new double[Math.toIntExact(pairs)];
    int[] next = new int[1];
    forEach(true, (i, j) -> scores[next[0]++] = faces[i].cosine(faces[j]));
    return scores;
  }

  /** Walks through all pairs of different people, always in the same order; keeps none. */
  void forEachImpostor(ScoreAction action) {
    forEach(false, (i, j) -> action.accept(faces[i].cosine(faces[j]), personOf[i], personOf[j]));
  }

  private void forEach(boolean same, PairAction action) {
    for (int i = 0; i < personOf.length; i++) {
      for (int j = i + 1; j < personOf.length; j++) {
        if (personOf[i] == personOf[j] == same) {
          action.accept(i, j);
        }
      }
    }
  }

  private interface PairAction {
    void accept(int first, int second);
  }

  /** What is done with the cosine of two pictures and the numbers of their persons. */
  interface ScoreAction {
    void accept(double score, int first, int second);
  }
}
