package io.faceattendance.match.head;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import java.util.List;

/**
 * What a head tells apart: the number of a person is its place in the list.
 *
 * @param space of the embeddings
 * @param persons at least two, in ascending order, each once
 */
record Classes(EmbeddingSpace space, List<PersonId> persons) {
  Classes {
    persons = List.copyOf(persons);
    if (persons.size() < 2) {
      throw new IllegalArgumentException("expected at least 2 people, got " + persons.size());
    }
    for (int i = 1; i < persons.size(); i++) {
      if (persons.get(i - 1).compareTo(persons.get(i)) >= 0) {
        throw new IllegalArgumentException("expected people in ascending order, each once");
      }
    }
  }

  int count() {
    return persons.size();
  }

  /** The values of a probe, which must be of the space. */
  float[] valuesOf(Embedding probe) {
    if (!space.equals(probe.space())) {
      throw new IllegalArgumentException(
          "expected an embedding of space %s, which the head was trained in, got one of %s"
              .formatted(space, probe.space()));
    }
    return probe.vector();
  }
}
