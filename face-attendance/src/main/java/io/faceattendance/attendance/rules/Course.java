package io.faceattendance.attendance.rules;

import io.faceattendance.attendance.schedule.Session;

/**
 * What happens as counting events come one after the other, in {@link EventOrder}. One for each
 * {@link io.faceattendance.attendance.schedule.SessionRules.Kind}.
 */
sealed interface Course permits MarkOnce, InOut, Presence {

  static Course of(Session session) {
    return switch (session.rules().kind()) {
      case MARK_ONCE -> new MarkOnce();
      case IN_OUT -> new InOut(session);
      case PRESENCE -> new Presence(session.rules().presenceGap());
    };
  }

  Answer next(AttendanceEvent event);

  Stay stay();
}
