package io.faceattendance.match;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import java.util.Set;
import java.util.function.Function;

/** A head that says what it is told to, and counts how often it was asked. */
final class FakeHead implements Head {
  private final EmbeddingSpace space;
  private final Set<PersonId> persons;
  private final Function<Embedding, Opinion> opinion;
  int asked;

  FakeHead(EmbeddingSpace space, Set<PersonId> persons, Function<Embedding, Opinion> opinion) {
    this.space = space;
    this.persons = Set.copyOf(persons);
    this.opinion = opinion;
  }

  @Override
  public HeadKind kind() {
    return HeadKind.SOFTMAX;
  }

  @Override
  public EmbeddingSpace space() {
    return space;
  }

  @Override
  public Set<PersonId> persons() {
    return persons;
  }

  @Override
  public Opinion judge(Embedding probe) {
    asked++;
    return opinion.apply(probe);
  }

  @Override
  public byte[] toBytes() {
    return new byte[0];
  }
}
