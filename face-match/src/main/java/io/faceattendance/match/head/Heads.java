package io.faceattendance.match.head;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.match.LabelledEmbedding;
import java.util.List;

/** Trains and reads heads. */
public final class Heads {
  private Heads() {}

  /**
   * Trains a head.
   *
   * @param kind what to train
   * @param templates of at least two people, all of one space
   * @param training how
   * @return the head
   * @throws io.faceattendance.FaceException if there are too few templates, or ND4J is needed and
   *     missing
   */
  public static Head train(HeadKind kind, List<LabelledEmbedding> templates, Training training) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads a head.
   *
   * @param bytes what {@link Head#toBytes()} gave
   * @param space the space of the embeddings that it shall judge
   * @return the head
   * @throws io.faceattendance.FaceException if it is no head, one of another version, or one for
   *     another space
   */
  public static Head read(byte[] bytes, EmbeddingSpace space) {
    throw new UnsupportedOperationException();
  }
}
