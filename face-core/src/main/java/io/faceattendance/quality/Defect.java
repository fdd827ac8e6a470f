package io.faceattendance.quality;

/**
 * What can be wrong with a face. The name is the reason code: stable, meant for programs, logs and
 * tables. Each is a limit of one side on one {@link Criterion}.
 */
public enum Defect {
  /** The box is too small. */
  TOO_SMALL(Criterion.FACE_SIZE, Side.AT_LEAST, "the face is too small"),

  /** The eyes are too close together: the face is small or seen from the side. */
  EYES_TOO_CLOSE(Criterion.EYE_DISTANCE, Side.AT_LEAST, "the eyes are too close together"),

  /** No landmarks to align the face by: none were found, or they do not make a face. */
  NO_LANDMARKS(Criterion.LANDMARKS, Side.AT_LEAST, "there are no landmarks to align the face by"),

  /** The face is too dark. */
  TOO_DARK(Criterion.BRIGHTNESS, Side.AT_LEAST, "the face is too dark"),

  /** The face is too bright. */
  TOO_BRIGHT(Criterion.BRIGHTNESS, Side.AT_MOST, "the face is too bright"),

  /** The face is nearly of one grey, as in fog or against the light. */
  LOW_CONTRAST(Criterion.CONTRAST, Side.AT_LEAST, "the face has too little contrast"),

  /** The face is out of focus, moved, or enlarged from a smaller picture. */
  BLURRED(Criterion.SHARPNESS, Side.AT_LEAST, "the face is blurred"),

  /** The face looks too far to one side. */
  TURNED(Criterion.YAW, Side.AT_MOST, "the face is turned too far to one side"),

  /** The face looks too far up or down. */
  TILTED(Criterion.PITCH, Side.AT_MOST, "the face looks too far up or down"),

  /** The face lies on its side or upside down. */
  ROLLED(Criterion.ROLL, Side.AT_MOST, "the face is not upright");

  private enum Side {
    AT_LEAST,
    AT_MOST
  }

  private final Criterion criterion;
  private final Side side;
  private final String words;

  Defect(Criterion criterion, Side side, String words) {
    this.criterion = criterion;
    this.side = side;
    this.words = words;
  }

  /**
   * What is limited.
   *
   * @return the criterion
   */
  public Criterion criterion() {
    return criterion;
  }

  /**
   * What is wrong, for people.
   *
   * @return a clause in English, without figures
   */
  public String words() {
    return words;
  }

  boolean isBeyond(double value, double limit) {
    return side == Side.AT_LEAST ? value < limit : Math.abs(value) > limit;
  }

  /** "at least", or "at most", which is meant without the sign. */
  String bound() {
    return side == Side.AT_LEAST ? "at least" : "at most";
  }
}
