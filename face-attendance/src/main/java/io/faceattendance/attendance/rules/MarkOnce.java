package io.faceattendance.attendance.rules;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whoever was seen once was there. */
final class MarkOnce implements Course {
  private @Nullable AttendanceEvent mark;

  @Override
  public Answer next(AttendanceEvent event) {
    if (mark != null) {
      return Answer.DUPLICATE;
    }
    mark = event;
    return Answer.ACCEPTED;
  }

  @Override
  public Stay stay() {
    return mark == null
        ? Stay.NONE
        : new Stay(
            Optional.of(mark.at()),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.of(mark.id()));
  }
}
