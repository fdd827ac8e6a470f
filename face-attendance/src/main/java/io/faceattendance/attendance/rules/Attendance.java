package io.faceattendance.attendance.rules;

import io.faceattendance.attendance.schedule.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the events of one person in one session add up to.
 *
 * @param status the status
 * @param in when the person came
 * @param out when the person left, or was seen last if presence is established by being seen; empty
 *     if the person was marked once, or never checked out
 * @param lateMinutes whole minutes from the start to {@code in} if the person is late, else 0
 * @param leftEarlyMinutes whole minutes from {@code out} to the end if the person left early, else
 *     0, also if the person was late as well
 * @param awayMinutes whole minutes between {@code in} and {@code out}, without breaks, in which the
 *     person was not there
 * @param spans when the person was there, in their order; none if the person was marked once, and
 *     none for a time of which only the beginning or a single instant is known
 * @param attended how long the person was there: the spans without breaks
 * @param decidedBy the event that gave {@code in}, or the correction; empty if there is none
 * @param corrected whether a correction holds
 */
public record Attendance(
    Status status,
    Optional<Instant> in,
    Optional<Instant> out,
    long lateMinutes,
    long leftEarlyMinutes,
    long awayMinutes,
    List<Span> spans,
    Duration attended,
    Optional<UUID> decidedBy,
    boolean corrected) {

  private static final Attendance ABSENT =
      new Attendance(
          Status.ABSENT,
          Optional.empty(),
          Optional.empty(),
          0,
          0,
          0,
          List.of(),
          Duration.ZERO,
          Optional.empty(),
          false);

  /**
   * Checks the components.
   *
   * @param status as above
   * @param in as above
   * @param out as above
   * @param lateMinutes as above
   * @param leftEarlyMinutes as above
   * @param awayMinutes as above
   * @param spans as above
   * @param attended as above
   * @param decidedBy as above
   * @param corrected as above
   */
  public Attendance {
    spans = List.copyOf(spans);
    if (lateMinutes < 0 || leftEarlyMinutes < 0 || awayMinutes < 0 || attended.isNegative()) {
      throw new IllegalArgumentException(
          "expected minutes and durations of at least 0, got %d, %d, %d and %s"
              .formatted(lateMinutes, leftEarlyMinutes, awayMinutes, attended));
    }
  }

  /**
   * The attendance of somebody of whom nothing is recorded.
   *
   * @return absent
   */
  public static Attendance absent() {
    return ABSENT;
  }
}
