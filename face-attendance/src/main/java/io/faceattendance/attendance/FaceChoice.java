package io.faceattendance.attendance;

import io.faceattendance.Point;

/** Which face of a photo is meant where the answer is about one face. */
public sealed interface FaceChoice {

  /**
   * The only one: a photo with several faces is refused. Faces too small to be embedded do not
   * count.
   *
   * @return the choice
   */
  static FaceChoice only() {
    return new Only();
  }

  /**
   * The face with the largest box.
   *
   * @return the choice
   */
  static FaceChoice largest() {
    return new Largest();
  }

  /**
   * The face whose box's centre is nearest the centre of the photo.
   *
   * @return the choice
   */
  static FaceChoice nearestTheCentre() {
    return new NearestTheCentre();
  }

  /**
   * The face whose box's centre is nearest a point.
   *
   * @param point in pixels of the photo
   * @return the choice
   */
  static FaceChoice nearest(Point point) {
    return new Nearest(point);
  }

  /**
   * The face with that number in the order of {@link FaceAttendance#identify}.
   *
   * @param index 0 for the first
   * @return the choice
   * @throws IllegalArgumentException if it is negative
   */
  static FaceChoice numbered(int index) {
    return new Numbered(index);
  }

  /** See {@link FaceChoice#only()}. */
  record Only() implements FaceChoice {}

  /** See {@link FaceChoice#largest()}. */
  record Largest() implements FaceChoice {}

  /** See {@link FaceChoice#nearestTheCentre()}. */
  record NearestTheCentre() implements FaceChoice {}

  /**
   * See {@link FaceChoice#nearest(Point)}.
   *
   * @param point in pixels of the photo
   */
  record Nearest(Point point) implements FaceChoice {}

  /**
   * See {@link FaceChoice#numbered(int)}.
   *
   * @param index 0 for the first
   */
  record Numbered(int index) implements FaceChoice {

    /**
     * Checks the components.
     *
     * @param index as above
     */
    public Numbered {
      if (index < 0) {
        throw new IllegalArgumentException("expected a face number of at least 0, got " + index);
      }
    }
  }
}
