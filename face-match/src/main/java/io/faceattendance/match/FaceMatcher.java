package io.faceattendance.match;

import io.faceattendance.Embedding;
import io.faceattendance.PersonId;
import java.util.List;

/** Stub. */
public final class FaceMatcher {
  private final GalleryIndex gallery;
  private final MatchPolicy policy;

  private FaceMatcher(GalleryIndex gallery, MatchPolicy policy) {
    this.gallery = gallery;
    this.policy = policy;
  }

  public static FaceMatcher of(GalleryIndex gallery, MatchPolicy policy) {
    return new FaceMatcher(gallery, policy);
  }

  public GalleryIndex gallery() {
    return gallery;
  }

  public MatchPolicy policy() {
    return policy;
  }

  public Verification verify(Embedding first, Embedding second) {
    throw new UnsupportedOperationException();
  }

  public Verification verify(PersonId claimed, Embedding probe) {
    throw new UnsupportedOperationException();
  }

  public Identification identify(Embedding probe) {
    throw new UnsupportedOperationException();
  }

  public List<Identification> identifyAll(List<Embedding> facesOfOnePhoto) {
    throw new UnsupportedOperationException();
  }
}
