package io.faceattendance.attendance.rules;

import io.faceattendance.attendance.rules.AttendanceEvent.Kind;
import java.util.Comparator;

/** The order in which events happened: by instant, then in before seen before out, then by id. */
final class EventOrder {
  static final Comparator<AttendanceEvent> BY_INSTANT =
      Comparator.comparing(AttendanceEvent::at)
          .thenComparingInt(event -> rank(event.kind()))
          .thenComparing(AttendanceEvent::id);

  private EventOrder() {}

  private static int rank(Kind kind) {
    return switch (kind) {
      case CHECKED_IN -> 0;
      case SEEN -> 1;
      case CHECKED_OUT -> 2;
      case MISMATCH, CORRECTED, VOIDED -> 3;
    };
  }
}
