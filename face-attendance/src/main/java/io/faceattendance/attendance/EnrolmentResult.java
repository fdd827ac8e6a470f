package io.faceattendance.attendance;

import io.faceattendance.PersonId;
import io.faceattendance.quality.Finding;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an enrolment did. Photos are numbered in the order given, the first is 0.
 *
 * @param person whom it was about
 * @param added how many templates were added, one for each accepted photo; if it is 0, nothing was
 *     written
 * @param templates how many templates the person has now
 * @param replaced how many of the person's oldest templates were deleted, as there were more than
 *     {@link AttendanceOptions.Templates#perPerson()}
 * @param refused the photos that were not accepted, with the reason
 * @param suspicious accepted photos that resemble somebody else too, less than a double does
 * @param overridden photos that resemble somebody else like a double does, and were accepted
 *     because the options said so
 * @param inconsistent photos, accepted now or before, that resemble less than half of the person's
 *     other photos: perhaps somebody else's picture
 */
public record EnrolmentResult(
    Person person,
    int added,
    int templates,
    int replaced,
    List<RefusedPhoto> refused,
    List<Suspicion> suspicious,
    List<Suspicion> overridden,
    List<Inconsistency> inconsistent) {

  /**
   * Checks the components.
   *
   * @param person as above
   * @param added as above
   * @param templates as above
   * @param replaced as above
   * @param refused as above
   * @param suspicious as above
   * @param overridden as above
   * @param inconsistent as above
   */
  public EnrolmentResult {
    refused = List.copyOf(refused);
    suspicious = List.copyOf(suspicious);
    overridden = List.copyOf(overridden);
    inconsistent = List.copyOf(inconsistent);
  }

  /** Why a photo was refused. */
  public enum Refusal {
    /** No face was found. */
    NO_FACE,
    /** Several faces were found, and it was not said which one is meant. */
    SEVERAL_FACES,
    /** The face that was asked for by its number does not exist. */
    NO_SUCH_FACE,
    /** The face is not good enough to be enrolled; the findings say why. */
    POOR_QUALITY,
    /** The face is enrolled under another id already. */
    RESEMBLES_ANOTHER_PERSON,
    /** The id belongs to somebody of another name. */
    NAME_DIFFERS,
    /** The person has withdrawn the consent, or has given none and it is required. */
    NO_CONSENT
  }

  /**
   * A photo that was not accepted.
   *
   * @param photo its number
   * @param reason why
   * @param message the reason in words, with the figures, without names
   * @param resembles whom it resembles, if that is the reason
   * @param findings the limits that the face violates, if that is the reason
   */
  public record RefusedPhoto(
      int photo,
      Refusal reason,
      String message,
      Optional<PersonId> resembles,
      List<Finding> findings) {

    /**
     * Checks the components.
     *
     * @param photo as above
     * @param reason as above
     * @param message as above
     * @param resembles as above
     * @param findings as above
     */
    public RefusedPhoto {
      findings = List.copyOf(findings);
    }
  }

  /**
   * An accepted photo that resembles somebody else: a search at the target rate might take the one
   * for the other. The audit log records it.
   *
   * @param photo its number
   * @param resembles whom it resembles
   * @param similarity cosine to that person
   * @param threshold the cosine from which on a search takes them for one person; for a double,
   *     from which on they count as one
   */
  public record Suspicion(int photo, PersonId resembles, double similarity, double threshold) {}

  /**
   * A photo that resembles less than half of the person's other photos.
   *
   * @param photo its number; empty if it was enrolled before, which is reported only of people with
   *     three templates or more, as of two nobody knows which is wrong
   * @param similarity cosine that half of the person's other photos have to it, or more
   * @param threshold the cosine from which on two photos count as one person
   */
  public record Inconsistency(OptionalInt photo, double similarity, double threshold) {}
}
