package io.faceattendance.attendance.rules;

import io.faceattendance.attendance.rules.AttendanceEvent.Correction;
import io.faceattendance.attendance.schedule.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stay as a correction has it. What the correction sets holds; what the events say besides holds
 * as far as it fits: spans are cut to the corrected time or made to reach its ends.
 */
final class CorrectedStay {
  private CorrectedStay() {}

  static Stay of(Stay seen, Correction correction) {
    if (correction.status() == Status.ABSENT) {
      return Stay.NONE;
    }
    Optional<Instant> in = correction.in().or(() -> fittingIn(seen, correction));
    Optional<Instant> out = correction.out().or(() -> fittingOut(seen, correction));
    Optional<Instant> open = out.isPresent() ? Optional.empty() : seen.open();
    return new Stay(in, out, spans(seen, correction, in, out), open, seen.decidedBy());
  }

  private static Optional<Instant> fittingIn(Stay seen, Correction correction) {
    return seen.in().filter(in -> correction.out().filter(in::isAfter).isEmpty());
  }

  private static Optional<Instant> fittingOut(Stay seen, Correction correction) {
    return seen.out().filter(out -> correction.in().filter(out::isBefore).isEmpty());
  }

  private static List<Span> spans(
      Stay seen, Correction correction, Optional<Instant> in, Optional<Instant> out) {
    List<Span> spans = new ArrayList<>();
    Instant first = in.orElse(Instant.MIN);
    Instant last = out.orElse(Instant.MAX);
    for (Span span : closed(seen, correction)) {
      span.within(first, last).ifPresent(spans::add);
    }
    if (spans.isEmpty()) {
      return first.isBefore(last) && in.isPresent() && out.isPresent()
          ? List.of(new Span(first, last))
          : List.of();
    }
    correction.in().ifPresent(start -> spans.set(0, new Span(start, spans.get(0).end())));
    int end = spans.size() - 1;
    correction.out().ifPresent(until -> spans.set(end, new Span(spans.get(end).start(), until)));
    return spans;
  }

  /** The closed spans, and the open one if the correction closes it. */
  private static List<Span> closed(Stay seen, Correction correction) {
    List<Span> spans = new ArrayList<>(seen.spans());
    Optional<Instant> out = correction.out();
    seen.open()
        .filter(open -> out.filter(open::isBefore).isPresent())
        .ifPresent(open -> spans.add(new Span(open, out.orElseThrow())));
    return spans;
  }
}
