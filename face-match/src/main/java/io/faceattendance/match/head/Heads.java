package io.faceattendance.match.head;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.match.Head;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.LabelledEmbedding;
import java.util.List;

/**
 * Trains and reads heads. Thread-safe; trainings wait for each other, since LIBSVM has one random
 * generator in the whole JVM, and ND4J one setting of threads.
 */
public final class Heads {
  private Heads() {}

  /**
   * Trains a head. The order of the templates does not matter, and none of them is in the head.
   *
   * @param kind what to train
   * @param templates of at least two people, one or more of each
   * @param training how
   * @return the head
   * @throws io.faceattendance.FaceException if there are templates of fewer than two people or, for
   *     an SVM, of more than 512, or ND4J is needed and missing, or the training of a network
   *     diverges, which another seed or kind may not
   * @throws IllegalArgumentException if the templates are of several spaces, or the head to go on
   *     from is of another space, or the kind is not that of the head to go on from
   * @throws java.util.concurrent.CancellationException if the thread is interrupted while a network
   *     is trained
   */
  public static Head train(HeadKind kind, List<LabelledEmbedding> templates, Training training) {
    TrainingSet set = TrainingSet.of(templates);
    training.from().ifPresent(earlier -> requireFits(earlier, kind, set.classes().space()));
    return switch (kind) {
      case SVM -> SvmHead.train(set, training);
      case SOFTMAX -> SoftmaxHead.train(set, training);
      case TRIPLET -> TripletHead.train(set, training);
    };
  }

  /**
   * Reads a head.
   *
   * @param bytes what {@link Head#toBytes()} gave
   * @param space the space of the embeddings that it shall judge
   * @return the head
   * @throws io.faceattendance.FaceException if it is no head, a damaged one, one of another
   *     version, or one for another space
   */
  public static Head read(byte[] bytes, EmbeddingSpace space) {
    return HeadReader.read(bytes, space);
  }

  private static void requireFits(Head earlier, HeadKind kind, EmbeddingSpace space) {
    if (kind != earlier.kind() || !space.equals(earlier.space())) {
      throw new IllegalArgumentException(
          "expected to go on from a head of kind %s and space %s, got one of kind %s and space %s"
              .formatted(kind, space, earlier.kind(), earlier.space()));
    }
  }
}
