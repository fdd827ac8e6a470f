package io.faceattendance.attendance;

import io.faceattendance.match.HeadKind;
import io.faceattendance.match.TemplateScoring;
import io.faceattendance.match.head.HeadTrial;
import java.time.Instant;

/**
 * A head of the data directory: what it is, how good it was, whether it has a say. It has one only
 * while it is in use and up to date and was tried under the scoring it is used with; else the raw
 * embedding decides alone.
 *
 * @param kind what it is
 * @param persons how many people it was trained on
 * @param templates how many templates it was trained on
 * @param seed what it was trained with; it is trained again with the same
 * @param scoring how people with several templates were compared in the trial
 * @param trial how good it was on templates and people that were held back
 * @param inUse whether it is to be used: the trial found it better than the raw embedding
 * @param upToDate whether nobody was enrolled since it was trained
 * @param fitsScoring whether the {@link FaceAttendance} that was asked compares people as the trial
 *     did
 * @param at when it was trained
 */
public record TrainedHead(
    HeadKind kind,
    int persons,
    int templates,
    long seed,
    TemplateScoring scoring,
    HeadTrial trial,
    boolean inUse,
    boolean upToDate,
    boolean fitsScoring,
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
    if (!upToDate) {
      return "people have changed since the head was trained: the raw embedding decides until it is"
          + " trained again";
    }
    return fitsScoring
        ? trial.reason() + "; while it is used the margin between people does not count"
        : "the raw embedding stays in force: the head was tried under template scoring %s, another"
                .formatted(scoring)
            + " one is in use; train it again under that one";
  }
}
