package io.faceattendance.detect.evaluation;

/**
 * The levels of WIDER FACE. In its files each contains the one before: a face that is easy is
 * labelled medium and hard as well.
 */
public enum Difficulty {
  /** Large, clear faces. */
  EASY,
  /** Also smaller and partly hidden ones. */
  MEDIUM,
  /** Nearly every face, down to about 10 pixels. */
  HARD
}
