package io.faceattendance.attendance;

/**
 * How to enrol.
 *
 * @param choice which face of each photo is the person's
 * @param allowResemblance whether a face that is enrolled under another id already is enrolled all
 *     the same; the audit log records it
 */
public record EnrolmentOptions(FaceChoice choice, boolean allowResemblance) {

  /**
   * One face in each photo, and nobody twice.
   *
   * @return the defaults
   */
  public static EnrolmentOptions defaults() {
    return new EnrolmentOptions(FaceChoice.only(), false);
  }

  /**
   * The same with another choice.
   *
   * @param face which face of each photo is the person's
   * @return the options
   */
  public EnrolmentOptions withChoice(FaceChoice face) {
    return new EnrolmentOptions(face, allowResemblance);
  }

  /**
   * The same, enrolling a face that resembles somebody else; for twins, and for a human who has
   * looked.
   *
   * @return the options
   */
  public EnrolmentOptions allowingResemblance() {
    return new EnrolmentOptions(choice, true);
  }
}
