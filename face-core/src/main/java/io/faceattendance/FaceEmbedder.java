package io.faceattendance;

import java.util.List;

/**
 * Turns an aligned face into an {@link Embedding}. Implementations are thread-safe and
 * deterministic.
 */
public interface FaceEmbedder extends AutoCloseable {

  /**
   * The space of every embedding that this embedder makes.
   *
   * @return the space
   */
  EmbeddingSpace space();

  /**
   * The aligner whose cut-outs this embedder expects; named here so that a wrong one cannot be
   * combined by accident.
   *
   * @return the aligner
   */
  FaceAligner aligner();

  /**
   * Embeds one face.
   *
   * @param aligned what {@link #aligner()} returned
   * @return its embedding
   * @throws IllegalArgumentException if the image has another size than the aligner's
   * @throws InferenceException if the network fails
   * @throws IllegalStateException if the embedder is closed
   */
  Embedding embed(Image aligned);

  /**
   * Embeds all faces of a picture, side by side on the common pool.
   *
   * @param aligned what {@link #aligner()} returned, any number
   * @return their embeddings in the same order
   * @throws IllegalArgumentException if an image has another size than the aligner's
   * @throws InferenceException if the network fails
   * @throws IllegalStateException if the embedder is closed
   */
  default List<Embedding> embedAll(List<Image> aligned) {
    return aligned.parallelStream().map(this::embed).toList();
  }

  /** Waits for running calls, then frees what the embedder owns. Closing again does nothing. */
  @Override
  void close();
}
