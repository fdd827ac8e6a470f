package io.faceattendance.match;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;

final class ExactGalleryIndex implements GalleryIndex {
  private final EmbeddingSpace space;

  ExactGalleryIndex(EmbeddingSpace space) {
    this.space = space;
  }

  @Override
  public EmbeddingSpace space() {
    return space;
  }

  @Override
  public void add(PersonId person, UUID templateId, Embedding embedding) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int remove(PersonId person) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean removeTemplate(UUID templateId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int size() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int persons() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Candidate> search(Embedding probe, int k) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<List<Candidate>> search(List<Embedding> probes, int k) {
    throw new UnsupportedOperationException();
  }

  @Override
  public OptionalDouble similarity(PersonId person, Embedding probe) {
    throw new UnsupportedOperationException();
  }
}
