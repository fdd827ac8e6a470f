package io.faceattendance.quality;

/** What {@link FaceQuality} measures on a face. */
public enum Criterion {
  /** The shorter side of the face's box, in pixels of the picture. */
  FACE_SIZE("face size", "px"),

  /** The distance between the centres of the eyes as it appears in the picture, in pixels. */
  EYE_DISTANCE("distance of the eyes", "px"),

  /** How many of the five landmarks an alignment can be built on: 5 or 0. */
  LANDMARKS("usable landmarks", "points"),

  /** The mean grey level of the face: 0 (black) to 100 (white) percent. */
  BRIGHTNESS("brightness", "%"),

  /** The standard deviation of the face's grey levels: 0 to 50 percent of their range. */
  CONTRAST("contrast", "%"),

  /**
   * The mean frequency of the face's edges: 0 (flat) to 100 percent of the finest pattern that the
   * pixels can carry, see {@link FaceQuality}.
   */
  SHARPNESS("sharpness", "%"),

  /** How far the face is turned sideways: above 0 towards the right of the picture. */
  YAW("yaw", "degrees"),

  /** How far the face is nodded: above 0 downwards. */
  PITCH("pitch", "degrees"),

  /** How far the face is rolled in the plane of the picture: -180 to 180, above 0 clockwise. */
  ROLL("roll", "degrees");

  private final String words;
  private final String unit;

  Criterion(String words, String unit) {
    this.words = words;
    this.unit = unit;
  }

  /**
   * The name for people.
   *
   * @return one or more words, lower case
   */
  public String words() {
    return words;
  }

  /**
   * The unit of its values.
   *
   * @return "px", "points", "%" or "degrees"
   */
  public String unit() {
    return unit;
  }
}
