package io.faceattendance.attendance;

import io.faceattendance.match.head.HeadKind;
import io.faceattendance.match.head.HeadTrial;
import java.time.Instant;

/**
 * A head of the data directory: what it is, how good it was, whether it has a say. It has one only
 * while it is in use and up to date; else the raw embedding decides alone.
 *
 * @param kind what it is
 * @param persons how many people it was trained on
 * @param templates how many templates it was trained on
 * @param trial how good it was on templates and people that were held back
 * @param inUse whether it is to be used: the trial found it better than the raw embedding
 * @param upToDate whether nobody was enrolled since it was trained
 * @param at when it was trained
 */
public record TrainedHead(
    HeadKind kind,
    int persons,
    int templates,
    HeadTrial trial,
    boolean inUse,
    boolean upToDate,
    Instant at) {

  /**
   * Why it is used or not.
   *
   * @return a sentence
   */
  public String reason() {
    String found =
        "at an FPIR of 1 %% it finds %.2f %% of the known faces that were held back, the raw embedding"
            + " %.2f %%, and the difference is at least %.2f points with 95 %% confidence";
    String figures =
        found.formatted(
            100 * trial.headTpir(), 100 * trial.rawTpir(), 100 * trial.differenceLower95());
    if (!inUse) {
      return "the raw embedding stays in force: " + figures + ", which is not above 0";
    }
    return upToDate
        ? "in use: " + figures
        : "people have changed since it was trained, so the raw embedding decides until it is"
            + " trained again";
  }
}
