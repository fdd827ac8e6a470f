package io.faceattendance.cli;

import java.time.LocalDate;

/**
 * Days from the first to the last.
 *
 * @param first the first day
 * @param last the last day, not before it
 */
record Days(LocalDate first, LocalDate last) {
  private static final int MOST_YEARS = 10;

  static Days of(FaceCommand command, LocalDate first, LocalDate last) {
    if (last.isBefore(first)) {
      throw command.bad("expected --from on or before --to, got %s and %s".formatted(first, last));
    }
    if (last.isAfter(first.plusYears(MOST_YEARS))) {
      throw command.bad(
          "expected at most %d years from --from to --to, got %s and %s"
              .formatted(MOST_YEARS, first, last));
    }
    return new Days(first, last);
  }
}
