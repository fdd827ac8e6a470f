package io.faceattendance.match.head;

/**
 * A search of a trial.
 *
 * @param person number of the person on the probe
 * @param stranger whether that person is not enrolled
 * @param raw what the cosine alone finds
 * @param head what is found with the head
 */
record TrialProbe(int person, boolean stranger, Find raw, Find head) {

  /**
   * What a search finds.
   *
   * @param score of the person found, negative infinity if nobody is
   * @param right whether it is the person on the probe
   */
  record Find(double score, boolean right) {}
}
