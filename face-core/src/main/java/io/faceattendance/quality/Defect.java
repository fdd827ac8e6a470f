package io.faceattendance.quality;

/**
 * What can be wrong with a face. The name is the reason code: stable, meant for programs, logs and
 * tables. Each is a limit of one side on one {@link Criterion}.
 */
public enum Defect {
  /** The box is too small. */
  TOO_SMALL(Criterion.FACE_SIZE, Side.AT_LEAST),

  /** The eyes are too close together: the face is small or seen from the side. */
  EYES_TOO_CLOSE(Criterion.EYE_DISTANCE, Side.AT_LEAST),

  /** There are no landmarks to align the face by. */
  NO_LANDMARKS(Criterion.LANDMARKS, Side.AT_LEAST),

  /** The face is too dark. */
  TOO_DARK(Criterion.BRIGHTNESS, Side.AT_LEAST),

  /** The face is too bright. */
  TOO_BRIGHT(Criterion.BRIGHTNESS, Side.AT_MOST),

  /** The face is nearly of one grey, as in fog or against the light. */
  LOW_CONTRAST(Criterion.CONTRAST, Side.AT_LEAST),

  /** The face is out of focus, moved, or enlarged from a smaller picture. */
  BLURRED(Criterion.SHARPNESS, Side.AT_LEAST),

  /** The face looks too far to one side. */
  TURNED(Criterion.YAW, Side.AT_MOST),

  /** The face looks too far up or down. */
  TILTED(Criterion.PITCH, Side.AT_MOST),

  /** The face lies on its side or upside down. */
  ROLLED(Criterion.ROLL, Side.AT_MOST);

  private enum Side {
    AT_LEAST,
    AT_MOST
  }

  private final Criterion criterion;
  private final Side side;

  Defect(Criterion criterion, Side side) {
    this.criterion = criterion;
    this.side = side;
  }

  /**
   * What is limited.
   *
   * @return the criterion
   */
  public Criterion criterion() {
    return criterion;
  }

  boolean isBeyond(double value, double limit) {
    return side == Side.AT_LEAST ? value < limit : Math.abs(value) > limit;
  }

  /** "at least", or "at most", of the amount without its sign. */
  String bound() {
    return side == Side.AT_LEAST ? "at least" : "at most";
  }
}
