package io.faceattendance.match;

/** What a head is. */
public enum HeadKind {
  /** A linear support vector machine with probabilities, for at most 512 people. */
  SVM,
  /** A network with a probability for each person. */
  SOFTMAX,
  /** A projection in which pictures of one person are nearer than those of two (triplet loss). */
  TRIPLET
}
