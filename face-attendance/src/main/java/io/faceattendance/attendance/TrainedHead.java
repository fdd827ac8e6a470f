package io.faceattendance.attendance;

import io.faceattendance.match.HeadKind;
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
    if (!inUse) {
      return "the raw embedding stays in force, " + trial.reason();
    }
    return upToDate
        ? trial.reason()
        : "people have changed since the head was trained: the raw embedding decides until it is"
            + " trained again";
  }
}
