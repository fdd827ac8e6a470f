package io.faceattendance.match;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import java.util.Set;

/**
 * A trained head: whom of a few people a face resembles most. It knows no strangers, so it belongs
 * behind a threshold ({@link FaceMatcher#withHead}), and there only if it is better than none
 * ({@link io.faceattendance.match.head.HeadTrial}). Immutable, thread-safe, nothing to close, no
 * natives.
 */
public interface Head {

  /**
   * What it is.
   *
   * @return the kind
   */
  HeadKind kind();

  /**
   * The space that it was trained in.
   *
   * @return the space
   */
  EmbeddingSpace space();

  /**
   * Whom it can tell apart.
   *
   * @return at least two people
   */
  Set<PersonId> persons();

  /**
   * Whom a face resembles most.
   *
   * @param probe the face
   * @return one of {@link #persons()}
   * @throws IllegalArgumentException if the face is of another space
   */
  Opinion judge(Embedding probe);

  /**
   * The head as bytes, for {@link io.faceattendance.match.head.Heads#read}. They contain the ids of
   * the people and what was learned of their faces, which is biometric data, but no template.
   *
   * @return the versioned format
   */
  byte[] toBytes();

  /**
   * What a head says of a face. Never an identity: nobody is named by it alone.
   *
   * @param person whom the face resembles most
   * @param score probability (SVM, softmax), or cosine in the space of the head (triplet)
   * @param accepted what the kind demands: an SVM that the person wins against every other one, a
   *     softmax a probability above 0.85, a triplet head a cosine above 0.65
   */
  record Opinion(PersonId person, double score, boolean accepted) {}
}
