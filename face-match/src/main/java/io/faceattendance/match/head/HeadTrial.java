package io.faceattendance.match.head;

import io.faceattendance.match.LabelledEmbedding;
import java.util.List;

/**
 * Whether a head is better than the raw embedding: both are asked about templates that were held
 * back from the training, and about people who were held back altogether.
 *
 * @param rawTpir share of known probes found with the right person at rank 1 (TPIR), at an FPIR of
 *     1 %, by cosine alone
 * @param headTpir the same with the head behind the cosine
 * @param differenceLower95 one-sided 95 % lower bound of {@code headTpir - rawTpir}, bootstrap over
 *     persons
 * @param knownProbes how many searches for people enrolled
 * @param strangerProbes how many searches for strangers
 */
public record HeadTrial(
    double rawTpir,
    double headTpir,
    double differenceLower95,
    int knownProbes,
    int strangerProbes) {

  /**
   * Whether the head shall be used.
   *
   * @return whether the bound is above 0
   */
  public boolean isBetter() {
    return differenceLower95 > 0;
  }

  /**
   * Trains on a part of the templates and asks about the rest.
   *
   * @param kind what to train
   * @param templates the templates of everybody enrolled
   * @param training how
   * @return the figures
   * @throws io.faceattendance.FaceException if there are too few people or templates to hold any
   *     back
   */
  public static HeadTrial of(HeadKind kind, List<LabelledEmbedding> templates, Training training) {
    throw new UnsupportedOperationException();
  }
}
