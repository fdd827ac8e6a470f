package io.faceattendance.attendance.report;

import io.faceattendance.attendance.Evidence;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.rules.Attendance;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.schedule.Session;
import java.util.Optional;

/**
 * The attendance of one person in one session.
 *
 * @param person who; empty if the person has been removed since
 * @param session the session
 * @param expected whether the person was expected there: of one of its groups and active that day
 * @param attendance what the person's events add up to
 * @param source who says so; empty without an event
 * @param finished whether the session is over; before that somebody who is absent may still come
 * @param evidence of the face that decided it; empty if none did
 */
public record AttendanceRow(
    Optional<Person> person,
    Session session,
    boolean expected,
    Attendance attendance,
    Optional<AttendanceEvent.Source> source,
    boolean finished,
    Optional<Evidence> evidence) {}
